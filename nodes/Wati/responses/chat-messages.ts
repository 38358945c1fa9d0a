import type { IDataObject } from 'n8n-workflow';

import { pick, type Reader } from '../../shared/http/answers/readers';
import { recordItems } from '../../shared/http/answers/record-items';
import { parseMoment } from '../../shared/http/answers/times';
import { wantsSimple } from './v3-readers';

/** What of a message or event stays in the simplified output of v1. */
const FIELDS = [
	'id',
	'eventType',
	'direction',
	'type',
	'text',
	'finalText',
	'eventDescription',
	'data',
	'owner',
	'statusString',
	'failedDetail',
	'operatorName',
	'actor',
	'assignee',
	'localMessageId',
	'whatsappMessageId',
	'conversationId',
	'created',
] as const;

/** The same of v3. A list has `status_string`, the answer to a send `status` (seen live; official OpenAPI). */
const V3_FIELDS = [
	'id',
	'event_type',
	'direction',
	'type',
	'text',
	'final_text',
	'event_description',
	'owner',
	'status_string',
	'status',
	'failed_detail',
	'operator_name',
	'actor',
	'assignee',
	'local_message_id',
	'conversation_id',
	'created',
	'timestamp',
] as const;

/**
 * Who wrote a message. `owner` is null on templates, which only the business can send (seen live); what is no
 * message, such as an assignment, has no direction, and neither has a message of which WATI does not say it.
 */
export function getDirection(record: IDataObject): 'inbound' | 'outbound' | null {
	const kind = record.eventType ?? record.event_type;
	if (kind === 'broadcastMessage') return 'outbound';
	if (kind !== 'message' || typeof record.owner !== 'boolean') return null;
	return record.owner ? 'outbound' : 'inbound';
}

/** `timestamp` is ISO text in the OpenAPI; unix seconds and milliseconds were met as well. */
function withIsoTime(message: IDataObject): IDataObject {
	const at = parseMoment(message.timestamp);
	return at === undefined ? message : { ...message, timestamp: new Date(at).toISOString() };
}

function messagesWith(
	fields: readonly string[],
	read: (message: IDataObject) => IDataObject,
): Reader {
	return async function (_items, response) {
		const isSimple = wantsSimple(this);
		return recordItems(response.body, (record) => {
			const message = { ...read(record), direction: getDirection(record) };
			return isSimple ? pick(message, fields) : message;
		});
	};
}

/** Messages and other events of a chat, as v1 lists them. */
export const messages = messagesWith(FIELDS, (message) => message);

/** Messages and other events of a chat, as v3 lists them. */
export const messagesOfV3 = messagesWith(V3_FIELDS, withIsoTime);
