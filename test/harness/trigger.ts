import type {
	IDataObject,
	IHttpRequestMethods,
	IWebhookDescription,
	IWebhookResponseData,
	WebhookSetupMethodNames,
} from 'n8n-workflow';
import { RecordedResponse } from './response';
import { createWorkflow, type NodeOptions } from './workflow';

export interface TriggerOptions extends NodeOptions {
	/** Name of the entry in `webhooks`; default `default`. */
	webhook?: 'default' | 'setup';
	/** Where n8n is reached, with a slash at the end. */
	instance?: string;
	/** Whether the editor's "Listen for test event" is at work, with the test URL. */
	isTest?: boolean;
}

export interface WebhookOptions extends TriggerOptions {
	method?: IHttpRequestMethods;
	headers?: Record<string, string>;
	query?: Record<string, string | string[]>;
	/** The parsed body; default: `rawBody` read as JSON, when there is one. */
	body?: unknown;
	/** The bytes as received; default: `body` as JSON. */
	rawBody?: Buffer | string;
	/** Where the server that takes the call listens. */
	socket?: { localAddress: string; localPort: number };
	/** The status with which n8n answers where the node did not: 500 if it could not start the execution. */
	answered?: number;
}

export interface WebhookResult {
	/** What `webhook()` returned. */
	result: IWebhookResponseData;
	/** What the node itself wrote to the response; `sent` tells whether it finished one. */
	sent: boolean;
	status: number;
	headers: Record<string, unknown>;
	body: unknown;
	staticData: IDataObject;
}

export interface HookResult {
	result: boolean;
	/** The address that the node registers. */
	webhookUrl?: string;
	staticData: IDataObject;
	/** What the hook wrote into n8n's log for a person to read. */
	warnings: string[];
}

function lowerCased(headers: Record<string, string>): Record<string, string> {
	return Object.fromEntries(Object.entries(headers).map(([name, v]) => [name.toLowerCase(), v]));
}

function createRequest(options: WebhookOptions) {
	const { method = 'POST', query = {}, body, rawBody, socket } = options;
	const raw = Buffer.from(rawBody ?? (body === undefined ? '' : JSON.stringify(body)));
	const headers = { 'content-type': 'application/json', ...lowerCased(options.headers ?? {}) };
	return {
		method,
		headers,
		query,
		params: {},
		socket,
		path: '/webhook/tested-webhook/webhook',
		url: '/webhook/tested-webhook/webhook',
		contentType: headers['content-type'].split(';')[0],
		encoding: 'utf-8',
		rawBody: raw,
		body: body ?? (raw.length > 0 ? (JSON.parse(raw.toString()) as unknown) : {}),
		get: (name: string) => (headers as Record<string, string>)[name.toLowerCase()],
		header: (name: string) => (headers as Record<string, string>)[name.toLowerCase()],
	};
}

async function createTrigger(options: TriggerOptions) {
	const { webhook = 'default', isTest = false, instance } = options;
	const made = await createWorkflow(options);
	const webhookDescription = made.nodeType.description.webhooks?.find(
		({ name }: IWebhookDescription) => name === webhook,
	);
	if (webhookDescription === undefined) throw new Error(`The node has no webhook "${webhook}"`);
	const { node } = made;
	const mode = isTest ? ('manual' as const) : ('trigger' as const);
	const additionalData = made.additionalData({ mode, instance });
	const webhookData = {
		httpMethod: 'POST' as const,
		node: node.name,
		path: `${node.webhookId}/${webhookDescription.path}`,
		webhookDescription,
		workflowId: 'harness',
		workflowExecuteAdditionalData: additionalData,
		webhookId: node.webhookId,
		isTest,
	};
	return { ...made, mode, additionalData, webhookData, webhook };
}

/** A call as far as the trigger's `webhook()` goes: n8n has neither stored nor answered anything. */
export interface WebhookCall {
	result: IWebhookResponseData;
	response: RecordedResponse;
	/** What n8n made for the call, its copy of the static data included. */
	made: Awaited<ReturnType<typeof createTrigger>>;
}

/**
 * Lets one HTTP call reach the trigger's `webhook()` through n8n's WebhookContext.
 *
 * @throws whatever `webhook()` throws; the server would answer 500 and record a failed execution.
 */
export async function callWebhook(options: WebhookOptions): Promise<WebhookCall> {
	const made = await createTrigger({ node: 'watiTrigger', ...options });
	const { core, instance, node, nodeType, additionalData, mode, webhookData } = made;
	const response = new RecordedResponse();
	additionalData.httpRequest = createRequest(options) as never;
	additionalData.httpResponse = response as never;
	webhookData.httpMethod = (options.method ?? 'POST') as 'POST';
	const context = new core.WebhookContext(
		instance,
		node,
		additionalData,
		mode,
		webhookData,
		[],
		null,
	);
	const { webhook } = nodeType;
	if (webhook === undefined) throw new Error('The node has no webhook method');
	const result = await instance.expression.withIsolate(async () => await webhook.call(context));
	return { result, response, made };
}

/** Lets one HTTP call reach the trigger, and does what n8n does after that: stores the static data and answers. */
export async function runWebhook(options: WebhookOptions): Promise<WebhookResult> {
	const { result, response, made } = await callWebhook(options);
	const { headersSent: sent, statusCode: status, body } = response;
	const staticData = made.saveStaticData();
	if (!sent) response.answer(options.answered ?? 200);
	return { result, sent, status, headers: response.headers, body, staticData };
}

/**
 * Runs one step of the trigger's life through n8n's HookContext, as publishing and unpublishing a
 * workflow do. Failures pass through and leave the
 * static data as it was.
 */
export async function runHook(
	step: WebhookSetupMethodNames,
	options: TriggerOptions,
): Promise<HookResult> {
	const made = await createTrigger({ node: 'watiTrigger', ...options });
	const { core, instance, node, nodeType, additionalData, mode, webhookData, webhook } = made;
	const hook = nodeType.webhookMethods?.[webhook]?.[step];
	if (hook === undefined) throw new Error(`The webhook "${webhook}" has no method "${step}"`);
	const context = new core.HookContext(
		instance,
		node,
		additionalData,
		mode,
		options.isTest ? 'manual' : 'activate',
		webhookData,
	);
	const warnings: string[] = [];
	const warn = (message: string) => warnings.push(message);
	const logger: unknown = Object.assign(Object.create(context.logger) as object, { warn });
	const heard = Object.create(context, { logger: { value: logger } }) as typeof context;
	const result = await instance.expression.withIsolate(async () => await hook.call(heard));
	const webhookUrl = context.getNodeWebhookUrl(webhook);
	return { result, webhookUrl, warnings, staticData: made.saveStaticData() };
}
