import type {
	IDataObject,
	IExecuteSingleFunctions,
	IN8nHttpFullResponse,
	INodeExecutionData,
} from 'n8n-workflow';

import { isObject, parseJson } from '../../../shared/parameters/json';
import { pick } from '../../../shared/http/answers/readers';
import { withIsoTimes } from '../../../shared/http/answers/times';
import { nameMessageId } from './message-id';
import { readSwitch } from '../../../shared/parameters/switches';

const SIMPLE_FIELDS = [
	'id',
	'localMessageId',
	'messageId',
	'statusString',
	'failedCode',
	'failedDetail',
	'finalText',
	'text',
	'eventType',
	'created',
] as const;

/**
 * The status record in an answer, bare or under `message` or `result`: WATI documents no body
 * (docs.wati.io, "Get WhatsApp message by local message ID"; its clients read `statusString` at the top).
 */
export function statusRecordIn(rawBody: unknown): IDataObject {
	const body = parseJson(rawBody);
	const answer = isObject(body) ? body : {};
	const inner = [answer.message, answer.result].find(isObject);
	return answer.statusString === undefined && inner ? inner : answer;
}

/** The status record of one message. */
export async function statusRecord(
	this: IExecuteSingleFunctions,
	_items: INodeExecutionData[],
	response: IN8nHttpFullResponse,
): Promise<INodeExecutionData[]> {
	const record = statusRecordIn(response.body);
	const simplifies = readSwitch(this, 'simplify');
	return [{ json: simplifies ? pick(withIsoTimes(nameMessageId(record)), SIMPLE_FIELDS) : record }];
}
