import type { NameValue } from '../../state/wati/shapes';
import { TEMPLATE_FAILURE, failure, success } from '../answers';
import type { WatiCall, WatiRoute } from '../call';
import {
	jsonBody,
	getLink,
	readPage,
	queryTarget,
	requiredNameValues,
	requiredText,
} from '../inputs';
import { approvedTemplate, parameterFailure } from '../rules/template-rules';
import { toReceiver, sendToReceiver } from '../rules/template-sending';

export const templateRoutes: WatiRoute[] = [
	{
		method: 'GET',
		pattern: '/api/v1/getMessageTemplates',
		throughMaton: true,
		contentType: 'text/plain; charset=utf-8',
		handle: getMessageTemplates,
	},
	{
		method: 'POST',
		pattern: '/api/v1/sendTemplateMessage',
		throughMaton: true,
		limit: 'sendTemplateMessage',
		handle: sendTemplateMessageV1,
	},
	{
		method: 'POST',
		pattern: '/api/v2/sendTemplateMessage',
		throughMaton: true,
		limit: 'sendTemplateMessage',
		handle: sendTemplateMessageV2,
	},
];

function getMessageTemplates(call: WatiCall) {
	const page = readPage(call);
	const { templates } = call.tenant;
	const start = (page.pageNumber - 1) * page.pageSize;
	return success({
		result: 'success',
		messageTemplates: templates.slice(start, start + page.pageSize),
		link: getLink(call, page, templates.length),
	});
}

interface SingleSend {
	target: string;
	templateName: string;
	broadcastName: string;
	parameters: NameValue[];
}

function singleSend(call: WatiCall): SingleSend {
	const target = queryTarget(call);
	const body = jsonBody(call);
	return {
		target,
		templateName: requiredText(body, 'template_name'),
		broadcastName: requiredText(body, 'broadcast_name'),
		parameters: requiredNameValues(body, 'parameters'),
	};
}

function sendTemplateMessageV1(call: WatiCall) {
	const { target, templateName, broadcastName, parameters } = singleSend(call);
	const template = approvedTemplate(call.tenant, templateName);
	const wrong = template ? parameterFailure(template, parameters) : TEMPLATE_FAILURE;
	if (!template || wrong !== undefined) throw failure(call, { result: false, info: wrong });
	const broadcast = call.tenant.broadcasts.named(broadcastName, template);
	const sent = sendToReceiver(call, template, broadcast, { target, parameters });
	// The property really is spelt like this.
	const echo = { phone_number: target, template_name: templateName, parameteres: parameters };
	if (!sent.sent) {
		const json = { result: false, ...echo, contact: null, model: null, validWhatsAppNumber: false };
		throw failure(call, json);
	}
	return success({
		result: true,
		...echo,
		phone_number: sent.waId ?? target,
		contact: sent.contact,
		model: { ids: [sent.itemId] },
		validWhatsAppNumber: true,
	});
}

function sendTemplateMessageV2(call: WatiCall) {
	const { target, templateName, broadcastName, parameters } = singleSend(call);
	const template = approvedTemplate(call.tenant, templateName);
	const error = template ? parameterFailure(template, parameters) : TEMPLATE_FAILURE;
	if (!template || error !== undefined) {
		throw failure(call, { result: false, error, templateName, receivers: [], parameters });
	}
	const broadcast = call.tenant.broadcasts.named(broadcastName, template);
	const sent = sendToReceiver(call, template, broadcast, { target, parameters });
	const receivers = [toReceiver(sent)];
	return success({ result: true, error: null, templateName, receivers, parameters });
}
