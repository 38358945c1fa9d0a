import {
	sleep,
	type IDataObject,
	type INodeExecutionData,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { unwantedBecause } from './filters';
import { attachMedia } from './media';
import { memoryOf, testMemoryOf, type TriggerMemory } from './memory';
import { laterKeys, normalize, type WatiEvent } from './normalize';
import { readSettings, type Settings } from './settings';
import type { TriggerName } from './shared-status';
import { countEvent, countRefusal, uncountAccepted, type Outcome } from './status';
import { callerRefusal, isReadable, readBody, type Call, type Refusal } from './verify';

/** What n8n adds to the request of the web server. */
interface IncomingCall {
	query: Record<string, unknown>;
	headers: Record<string, string | string[] | undefined>;
	ip?: string;
	body?: unknown;
	rawBody?: Buffer;
	readRawBody?: () => Promise<void>;
}

/** One call to the trigger with everything it needs at hand. */
interface Visit {
	context: IWebhookFunctions;
	settings: Settings;
	memory: TriggerMemory;
	state: IDataObject;
	trigger: TriggerName;
	/** A test run begins anew each time, so nothing of it goes into static data. */
	isTest: boolean;
	now: number;
}

/** Between two log lines about refused calls, so that strangers cannot fill the log. */
const WARN_EVERY_MS = 60_000;

function callOf(context: IWebhookFunctions): Call {
	const request = context.getRequestObject() as unknown as IncomingCall;
	const [contentType = ''] = String(request.headers['content-type'] ?? '').split(';');
	const declared = Number(request.headers['content-length'] ?? 0);
	return {
		query: request.query,
		headers: request.headers,
		ip: request.ip,
		contentType: contentType.trim().toLowerCase(),
		body: request.body,
		size: request.rawBody?.length ?? declared,
	};
}

/** n8n leaves the body unread where it does not know the content type; WATI's is not documented. */
async function withBody(context: IWebhookFunctions, call: Call): Promise<Call> {
	if (call.body !== undefined || !isReadable(call)) return call;
	const request = context.getRequestObject() as unknown as IncomingCall;
	await request.readRawBody?.();
	const bytes = request.rawBody;
	return { ...call, body: bytes?.toString(), size: bytes?.length ?? call.size };
}

function refuse(visit: Visit, { status, reason }: Refusal): IWebhookResponseData {
	const { context, memory, trigger, now } = visit;
	const last = Date.parse(memory.status.lastRefused ?? '');
	countRefusal(memory.status, reason, now);
	if (!(now - last < WARN_EVERY_MS)) {
		context.logger.warn(`${trigger.name} refused a call (${status}): ${reason}`);
	}
	saveIfDue(visit);
	context.getResponseObject().status(status).json({ message: reason });
	return { noWebhookResponse: true };
}

function save({ context, memory, state, trigger, isTest, now }: Visit): void {
	if (isTest) return;
	memory.save(state, context.getWorkflowStaticData('global'), trigger, now);
}

function saveIfDue(visit: Visit): void {
	if (visit.memory.isDue(visit.state, visit.now)) save(visit);
}

/** Answers an event that starts nothing. WATI takes anything but a 200 for a reason to send it again. */
function passOver(visit: Visit, event: WatiEvent, outcome: Outcome, reason: string) {
	countEvent(visit.memory.status, event, outcome, visit.now);
	saveIfDue(visit);
	return { webhookResponse: { started: false, reason } };
}

function isLate({ settings, memory, now }: Visit, event: WatiEvent): boolean {
	return settings.dropLate && laterKeys(event).some((key) => memory.seen.has(key, now));
}

/**
 * Writes again once n8n has begun the execution. On the way there n8n wraps the same static data anew, which
 * clears its mark of a change, and then looks at that mark to decide whether to store anything. The wrapping
 * happens before the next timer, the look only after the execution was stored in the database.
 */
async function saveOnceStarted(visit: Visit): Promise<void> {
	await sleep(0);
	save(visit);
}

/**
 * Counts an event as seen, and takes that back if n8n could not start the execution: then WATI gets an answer
 * of 400 or above and sends the event again.
 */
function accept(visit: Visit, event: WatiEvent): void {
	const { context, memory, now } = visit;
	countEvent(memory.status, event, 'accepted', now);
	if (memory.mayWrite(now)) {
		save(visit);
		void saveOnceStarted(visit);
	}
	const response = context.getResponseObject();
	response.once('finish', () => {
		if (response.statusCode < 400) return;
		memory.seen.forget(event.dedupeKey);
		uncountAccepted(memory.status, event);
	});
}

async function itemOf(visit: Visit, event: WatiEvent): Promise<INodeExecutionData> {
	const { context, settings, memory } = visit;
	const item: INodeExecutionData = { json: event as unknown as IDataObject };
	if (settings.diagnostics) {
		item.json.diagnostics = { ...memory.status, events: { ...memory.status.events } };
	}
	if (settings.media !== null && event.media !== null) {
		await attachMedia(context, item, event.media, settings.media);
	}
	return item;
}

async function take(visit: Visit): Promise<IWebhookResponseData> {
	const { context, settings, memory, now } = visit;
	const call = callOf(context);
	const rules = {
		secret: settings.fixedSecret || (memory.current?.secret ?? null),
		secretHeader: settings.secretHeader,
		allowedAddresses: settings.allowedAddresses,
	};
	const stranger = callerRefusal(call, rules);
	if (stranger) return refuse(visit, stranger);
	const body = readBody(await withBody(context, call));
	if ('reason' in body) return refuse(visit, body);

	const event = normalize(body.raw, body.eventType);
	const unwanted = unwantedBecause(settings.choice, event);
	if (unwanted) return passOver(visit, event, 'unwanted', `unwanted: ${unwanted}`);
	if (isLate(visit, event)) return passOver(visit, event, 'late', 'late');
	if (!memory.seen.add(event.dedupeKey, now)) {
		return passOver(visit, event, 'repeated', 'repeated');
	}
	try {
		accept(visit, event);
		return { workflowData: [[await itemOf(visit, event)]], webhookResponse: { started: true } };
	} catch (error) {
		memory.seen.forget(event.dedupeKey);
		return giveUp(context, error);
	}
}

/** Nothing is thrown: n8n would start an execution that fails. WATI sends the event again later. */
function giveUp(context: IWebhookFunctions, error: unknown): IWebhookResponseData {
	const message = error instanceof Error ? error.message : String(error);
	context.logger.error(`The WATI trigger could not take a call: ${message}`);
	context.getResponseObject().status(503).json({ message: 'Not taken. Send it again later.' });
	return { noWebhookResponse: true };
}

/**
 * Takes one call of WATI: starts an execution for a genuine, wanted and new event, and answers everything
 * else without one. No call leaves unless the user switched media download on.
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	try {
		const now = Date.now();
		const { id, name } = context.getNode();
		const isTest = context.getMode() === 'manual';
		const workflowId = String(context.getWorkflow().id);
		const memory = (isTest ? testMemoryOf : memoryOf)(workflowId, id, now);
		const state = context.getWorkflowStaticData('node');
		memory.learn(state, now);
		const settings = readSettings(context);
		return await take({ context, settings, memory, state, trigger: { id, name }, isTest, now });
	} catch (error) {
		return giveUp(context, error);
	}
}
