import type { IBinaryData, IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { RunOptions } from '../../test/harness';

/** Addresses and keys of the running sandbox. */
export interface Target {
	url: string;
	matonKey: string;
	connectionId: string;
}

/** This node and n8n's HTTP Request node. */
export type Side = 'wati' | 'httpRequest';

/** A number of the demo data whose 24-hour window is open. */
const OPEN_CHAT = '14155550101';

const order = { name: '={{ $json.name }}', ordernumber: '={{ $json.order }}' };
const template = { __rl: true, mode: 'name', value: 'order_update' };

const ORDER_BODY =
	'={{ { template_name: "order_update", broadcast_name: "order_update", parameters: [{ name: "name", value: $json.name }, { name: "ordernumber", value: $json.order }] } }}';

/** Items of made-up people, one after the other. */
export function people(count: number): IDataObject[] {
	return Array.from({ length: count }, (_, index) => ({
		phone: String(14155600000 + index),
		name: `Person ${index}`,
		order: `A-${index}`,
	}));
}

/** One item with a file. */
export function fileItem(data: IBinaryData): INodeExecutionData[] {
	return [{ json: {}, binary: { data } }];
}

function wati(target: Target, parameters: IDataObject): RunOptions {
	const { url, matonKey, connectionId } = target;
	const credentials = { matonApi: { apiKey: matonKey, connectionId, gatewayUrl: url } };
	return { node: 'wati', credentials, parameters: parameters as RunOptions['parameters'] };
}

/** n8n's node with the same credential, filled in as its form suggests. */
function httpRequest(target: Target, path: string, parameters: IDataObject): RunOptions {
	return {
		...wati(target, {
			url: `${target.url}/wati${path}`,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: 'matonApi',
			options: {},
			...parameters,
		}),
		node: 'httpRequest',
	};
}

/** One template to each item, one request per item. */
export const singleSends: Record<Side, (target: Target) => RunOptions> = {
	wati: (target) =>
		wati(target, {
			resource: 'template',
			operation: 'send',
			whatsappNumber: { __rl: true, mode: 'number', value: '={{ $json.phone }}' },
			template,
			templateParameters: { mappingMode: 'defineBelow', value: order },
		}),
	httpRequest: (target) =>
		httpRequest(target, '/api/v2/sendTemplateMessage', {
			method: 'POST',
			sendQuery: true,
			queryParameters: { parameters: [{ name: 'whatsappNumber', value: '={{ $json.phone }}' }] },
			sendBody: true,
			specifyBody: 'json',
			jsonBody: ORDER_BODY,
		}),
};

/** The same by a node that leaves everything to n8n: what n8n's own part of a send costs. */
export function bareSends(target: Target): RunOptions {
	return {
		...wati(target, {
			url: `${target.url}/wati/api/v2/sendTemplateMessage`,
			whatsappNumber: '={{ $json.phone }}',
			body: ORDER_BODY,
		}),
		node: 'bareNode',
	};
}

/** One text to each item, one request per item. */
export const textSends: Record<Side, (target: Target, text: string) => RunOptions> = {
	wati: (target, messageText) =>
		wati(target, {
			resource: 'message',
			operation: 'sendText',
			whatsappNumber: { __rl: true, mode: 'number', value: '={{ $json.to }}' },
			messageText,
		}),
	httpRequest: (target, value) =>
		httpRequest(target, '', {
			method: 'POST',
			url: `=${target.url}/wati/api/v1/sendSessionMessage/{{ $json.to }}`,
			sendQuery: true,
			queryParameters: { parameters: [{ name: 'messageText', value }] },
		}),
};

/**
 * The same template to all items together.
 *
 * @param number the expression that gives the number of an item
 */
export function sendsTogether(target: Target, number = '={{ $json.phone }}'): RunOptions {
	return wati(target, {
		resource: 'template',
		operation: 'sendToMany',
		recipientsFrom: 'items',
		whatsappNumber: { __rl: true, mode: 'number', value: number },
		template,
		templateParameters: { mappingMode: 'defineBelow', value: order },
	});
}

/** n8n's own node with one calculated value per item: what the evaluation alone costs. */
export function editFields(value: string): RunOptions {
	const assignment = { id: '1', name: 'phone', type: 'string', value };
	return {
		node: 'set',
		parameters: { mode: 'manual', assignments: { assignments: [assignment] }, options: {} },
	};
}

export const uploads: Record<Side, (target: Target) => RunOptions> = {
	wati: (target) =>
		wati(target, {
			resource: 'message',
			operation: 'sendFile',
			whatsappNumber: { __rl: true, mode: 'number', value: OPEN_CHAT },
		}),
	httpRequest: (target) =>
		httpRequest(target, `/api/v1/sendSessionFile/${OPEN_CHAT}`, {
			method: 'POST',
			sendBody: true,
			contentType: 'multipart-form-data',
			bodyParameters: {
				parameters: [{ parameterType: 'formBinaryData', name: 'file', inputDataFieldName: 'data' }],
			},
		}),
};

/** @param path where WATI keeps the file */
export const downloads: Record<Side, (target: Target, path: string) => RunOptions> = {
	wati: (target, path) =>
		wati(target, { resource: 'media', operation: 'download', fileName: path }),
	httpRequest: (target, path) =>
		httpRequest(target, '/api/v1/getMedia', {
			sendQuery: true,
			queryParameters: { parameters: [{ name: 'fileName', value: path }] },
			options: { response: { response: { responseFormat: 'file' } } },
		}),
};

/** Where the file is that was sent last, as WATI names it in the chat. */
export async function lastFilePath({ url }: Target): Promise<string> {
	const answer = await fetch(`${url}/__sandbox/messages?whatsappNumber=${OPEN_CHAT}`);
	const messages = (await answer.json()) as Array<{ file?: { path: string } }>;
	const file = messages.filter((message) => message.file !== undefined).at(-1)?.file;
	if (file === undefined) throw new Error('The sandbox got no file');
	return file.path;
}
