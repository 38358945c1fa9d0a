import type {
	IExecuteSingleFunctions,
	IN8nHttpFullResponse,
	INodeExecutionData,
} from 'n8n-workflow';

import { isObject, jsonOf } from '../../shared/http/answers/answer';
import { pick } from '../../shared/http/answers/readers';

const SIMPLE_FIELDS = [
	'id',
	'localMessageId',
	'whatsappMessageId',
	'statusString',
	'failedCode',
	'failedDetail',
	'finalText',
	'text',
	'eventType',
	'created',
] as const;

/**
 * The status record of one message, bare or under `message` or `result`: WATI documents no body
 * (docs.wati.io, "Get WhatsApp message by local message ID"; its clients read `statusString` at the top).
 */
export async function statusRecord(
	this: IExecuteSingleFunctions,
	_items: INodeExecutionData[],
	response: IN8nHttpFullResponse,
): Promise<INodeExecutionData[]> {
	const body = jsonOf(response.body);
	const answer = isObject(body) ? body : {};
	const inner = [answer.message, answer.result].find(isObject);
	const record = answer.statusString === undefined && inner ? inner : answer;
	const simplifies = this.getNodeParameter('simplify', false) === true;
	return [{ json: simplifies ? pick(record, SIMPLE_FIELDS) : record }];
}
