import type { IDataObject } from 'n8n-workflow';

import { pick, withCamelCaseNames, type Reader } from '../../../shared/http/answers/readers';
import { recordItems } from '../../../shared/http/answers/record-items';
import { withIsoTimes } from '../../../shared/http/answers/times';
import { nameMessageId } from './message-id';
import { wantsSimple } from '../v3-readers';

/**
 * What of a message or event stays in the simplified output. A list of v3 has `status_string`, the answer to a send
 * `status` (seen live; official OpenAPI).
 */
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
	'status',
	'failedDetail',
	'operatorName',
	'actor',
	'assignee',
	'localMessageId',
	'messageId',
	'conversationId',
	'created',
] as const;

/** v3 has the moment in a field of its own. */
const V3_FIELDS = [...FIELDS, 'timestamp'] as const;

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

/** Messages and other events of a chat, under the same names whichever API lists them. */
export const messages: Reader = async function (_items, response) {
	const isSimple = wantsSimple(this);
	return recordItems(response.body, (record) => {
		const message = { ...record, direction: getDirection(record) };
		if (!isSimple) return message;
		return 'eventType' in record
			? pick(withIsoTimes(nameMessageId(message)), FIELDS)
			: pick(withIsoTimes(nameMessageId(withCamelCaseNames(message))), V3_FIELDS);
	});
};
