import { TEMPLATE_FAILURE, failure, problem, success } from '../answers';
import type { WatiCall, WatiRoute } from '../call';
import { csvReceivers } from '../rules/csv';
import {
	jsonBody,
	nameValues,
	requiredFile,
	requiredQuery,
	requiredText,
	readText,
} from '../inputs';
import { isObject, type JsonObject } from '../../http/json';
import { approvedTemplate } from '../rules/template-rules';
import {
	toReceiver,
	sendToReceiver,
	type Receiver,
	type SendResult,
} from '../rules/template-sending';

export const bulkRoutes: WatiRoute[] = [
	{
		method: 'POST',
		pattern: '/api/v1/sendTemplateMessages',
		throughMaton: true,
		limit: 'sendTemplateMessages',
		handle: (call) => fromJson(call, answerV1),
	},
	{
		method: 'POST',
		pattern: '/api/v2/sendTemplateMessages',
		throughMaton: true,
		limit: 'sendTemplateMessages',
		handle: (call) => fromJson(call, answerV2),
	},
	{
		method: 'POST',
		pattern: '/api/v1/sendTemplateMessageCSV',
		throughMaton: true,
		handle: sendTemplateMessageCsv,
	},
];

interface BulkSend {
	templateName: string;
	broadcastName: string;
	receivers: Receiver[];
}

type BulkAnswer = (call: WatiCall, templateName: string, results?: SendResult[]) => JsonObject;

function fromJson(call: WatiCall, answer: BulkAnswer) {
	const body = jsonBody(call);
	const bulk: BulkSend = {
		templateName: requiredText(body, 'template_name'),
		broadcastName: requiredText(body, 'broadcast_name'),
		receivers: readReceivers(body),
	};
	return sendAll(call, bulk, answer);
}

function readReceivers(body: JsonObject): Receiver[] {
	const { receivers } = body;
	if (!Array.isArray(receivers) || receivers.length === 0) {
		throw problem({ receivers: ['The receivers field is required.'] });
	}
	return receivers.map((entry: unknown, index) => {
		const path = `receivers[${index}]`;
		if (!isObject(entry)) {
			throw problem({ [path]: ['The JSON value could not be converted to an object.'] });
		}
		const target =
			readText(entry, 'whatsappNumber', `${path}.whatsappNumber`) ??
			readText(entry, 'target', `${path}.target`);
		if (target === undefined) {
			throw problem({ [`${path}.whatsappNumber`]: ['The whatsappNumber field is required.'] });
		}
		const localMessageId = readText(entry, 'localMessageId', `${path}.localMessageId`);
		return {
			target,
			parameters: nameValues(entry, 'customParams', `${path}.customParams`) ?? [],
			...(localMessageId ? { localMessageId } : {}),
		};
	});
}

function sendTemplateMessageCsv(call: WatiCall) {
	const templateName = requiredQuery(call, 'template_name');
	const broadcastName = requiredQuery(call, 'broadcast_name');
	const file = requiredFile(call, 'whatsapp_numbers_csv');
	const receivers = csvReceivers(file.content.toString('utf8'));
	if (typeof receivers === 'string') throw failure(call, { result: false, info: receivers });
	return sendAll(call, { templateName, broadcastName, receivers }, answerV1);
}

function sendAll(call: WatiCall, bulk: BulkSend, answer: BulkAnswer) {
	const template = approvedTemplate(call.tenant, bulk.templateName);
	if (!template) throw failure(call, answer(call, bulk.templateName));
	const broadcast = call.tenant.broadcasts.named(bulk.broadcastName, template);
	const results = bulk.receivers
		.filter((receiver) => !call.leftOut.has(receiver.target))
		.map((receiver) => sendToReceiver(call, template, broadcast, receiver));
	return success(answer(call, bulk.templateName, results));
}

/** v1 names only what failed, and says `result: true` as long as anything went out. */
function answerV1(_call: WatiCall, _templateName: string, results?: SendResult[]): JsonObject {
	const none = { invalidWhatsappNumbers: [], invalidCustomParameters: [] };
	if (!results) {
		return { result: false, info: TEMPLATE_FAILURE, errors: { error: TEMPLATE_FAILURE, ...none } };
	}
	const failed = results.filter((result) => !result.sent);
	const lists = {
		invalidWhatsappNumbers: failed.filter((one) => !one.validNumber).map((one) => one.waId),
		invalidCustomParameters: failed.filter((one) => one.validNumber).map((one) => one.waId),
	};
	if (failed.length > 0 && failed.length === results.length) {
		return { result: false, errors: { error: failed[0]?.error, ...lists } };
	}
	return { result: true, errors: { error: '', ...lists } };
}

function answerV2(_call: WatiCall, templateName: string, results?: SendResult[]): JsonObject {
	if (!results) return { result: false, error: TEMPLATE_FAILURE, templateName, receivers: [] };
	const receivers = results.map(toReceiver);
	return { result: true, error: null, templateName, receivers };
}
