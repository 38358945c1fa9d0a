import {
	sleep,
	type IDataObject,
	type INodeExecutionData,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { unwantedBecause, type TriggerEvent } from './filters';
import type { Handover } from '../waiting/handover/hand-over';
import { memoryOf, testMemoryOf, type TriggerMemory } from './memory/trigger-memory';
import { readSettings, type MediaWish, type Settings } from './settings';
import type { TriggerName } from './memory/shared-status';
import { countEvent, countRefusal, uncountAccepted, type Outcome } from './memory/status';
import { isReadable, type Call, type Refusal } from './incoming-request';

/** What n8n adds to the request of the web server. */
interface IncomingCall {
	query: Record<string, unknown>;
	headers: Record<string, string | string[] | undefined>;
	ip?: string;
	body?: unknown;
	rawBody?: Buffer;
	readRawBody?: () => Promise<void>;
}

/** All in which the services differ that post events to triggers. */
export interface EventSource<Event extends TriggerEvent> {
	/** The events of a genuine call, or why it is not taken. */
	read(visit: Visit, call: Call): Refusal | Event[] | Promise<Refusal | Event[]>;
	/** Whether an event starts nothing where everything is chosen, but only by its name. */
	isChosenByName?(event: string): boolean;
	/** Keys of the facts after which an event is late. */
	laterKeys(event: Event): string[];
	/** Adds the event's file as binary data, where the node offers that. Never throws because of a file. */
	attachMedia?(
		context: IWebhookFunctions,
		item: INodeExecutionData,
		event: Event,
		wish: MediaWish,
	): Promise<void>;
	/** Hands an event to executions that wait for it, and calls `keep` when one keeps it, be it later on. */
	handOver?(context: IWebhookFunctions, event: Event, keep: () => void): Promise<Handover>;
}

/** One call to the trigger with everything it needs at hand. */
export interface Visit {
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
		rawBody: request.rawBody,
		size: request.rawBody?.length ?? declared,
	};
}

/** n8n leaves the body unread where it does not know the content type; WATI's is not documented. */
export async function withBody(context: IWebhookFunctions, call: Call): Promise<Call> {
	if (call.body !== undefined || !isReadable(call)) return call;
	const request = context.getRequestObject() as unknown as IncomingCall;
	await request.readRawBody?.();
	const bytes = request.rawBody;
	return { ...call, body: bytes?.toString(), rawBody: bytes, size: bytes?.length ?? call.size };
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

/** Why an event starts nothing. */
interface Pass {
	outcome: Exclude<Outcome, 'accepted'>;
	reason: string;
}

const HANDED_OVER: Pass = { outcome: 'handedOver', reason: 'handed over' };

/**
 * Hands an event to executions that wait for it. Where it starts nothing besides, it is remembered as soon as one
 * keeps it, so that its copies start nothing either once nobody waits any more.
 */
async function handOver<Event extends TriggerEvent>(
	visit: Visit,
	event: Event,
	source: EventSource<Event>,
): Promise<Handover> {
	const { context, settings, memory, now } = visit;
	if (settings.handsOver === 'never' || source.handOver === undefined) return 'nobody';
	if (memory.seen.has(event.dedupeKey, now)) return 'nobody';
	const ends = settings.handsOver === 'instead';
	const keep = () => {
		if (ends && memory.seen.add(event.dedupeKey, now) && memory.mayWrite(now)) save(visit);
	};
	const fate = await source.handOver(context, event, keep);
	return fate === 'kept' && !ends ? 'nobody' : fate;
}

/** Why an event starts nothing; null for a wanted and new one, which is remembered from here on. */
function passOver<Event extends TriggerEvent>(
	{ settings, memory, now }: Visit,
	event: Event,
	source: EventSource<Event>,
): Pass | null {
	const isByName = source.isChosenByName?.(event.event);
	const unwanted = unwantedBecause(settings.choice, event, isByName);
	if (unwanted) return { outcome: 'unwanted', reason: `unwanted: ${unwanted}` };
	const late =
		settings.dropLate && source.laterKeys(event).some((key) => memory.seen.has(key, now));
	if (late) return { outcome: 'late', reason: 'late' };
	const isNew = memory.seen.add(event.dedupeKey, now);
	return isNew ? null : { outcome: 'repeated', reason: 'repeated' };
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
 * Counts events as seen, and takes that back if n8n could not start the execution: then the sender gets an
 * answer of 400 or above and sends them again.
 */
function accept(visit: Visit, events: readonly TriggerEvent[]): void {
	const { context, memory, now } = visit;
	for (const event of events) countEvent(memory.status, event, 'accepted', now);
	if (memory.mayWrite(now)) {
		save(visit);
		void saveOnceStarted(visit);
	}
	const response = context.getResponseObject();
	response.once('finish', () => {
		if (response.statusCode < 400) return;
		for (const event of events) {
			memory.seen.forget(event.dedupeKey);
			uncountAccepted(memory.status, event);
		}
	});
}

async function itemOf<Event extends TriggerEvent>(
	{ context, settings, memory }: Visit,
	event: Event,
	source: EventSource<Event>,
): Promise<INodeExecutionData> {
	const item: INodeExecutionData = { json: event as unknown as IDataObject };
	if (settings.diagnostics) {
		item.json.diagnostics = { ...memory.status, events: { ...memory.status.events } };
	}
	if (settings.media !== null && event.media !== null) {
		await source.attachMedia?.(context, item, event, settings.media);
	}
	return item;
}

/** The sender takes anything but a 200 for a reason to send the event again. */
async function take<Event extends TriggerEvent>(
	visit: Visit,
	source: EventSource<Event>,
): Promise<IWebhookResponseData> {
	const { context, memory, now } = visit;
	const events = await source.read(visit, callOf(context));
	if ('reason' in events) return refuse(visit, events);

	const fates = new Map<Event, Handover>();
	for (const event of events) fates.set(event, await handOver(visit, event, source));
	if ([...fates.values()].includes('unsettled')) return askAgain(context);

	const accepted: Event[] = [];
	const reasons = new Set<string>();
	for (const event of events) {
		const pass = fates.get(event) === 'kept' ? HANDED_OVER : passOver(visit, event, source);
		if (pass === null) {
			accepted.push(event);
			continue;
		}
		reasons.add(pass.reason);
		countEvent(memory.status, event, pass.outcome, now);
	}
	if (accepted.length === 0) {
		saveIfDue(visit);
		const reason = [...reasons].join(', ') || 'nothing in it';
		return { webhookResponse: { started: false, reason } };
	}
	try {
		accept(visit, accepted);
		const items: INodeExecutionData[] = [];
		for (const event of accepted) items.push(await itemOf(visit, event, source));
		return { workflowData: [items], webhookResponse: { started: true } };
	} catch (error) {
		for (const { dedupeKey } of accepted) memory.seen.forget(dedupeKey);
		return giveUp(context, error);
	}
}

/** Nothing is thrown: n8n would start an execution that fails. The sender tries again later. */
function giveUp(context: IWebhookFunctions, error: unknown): IWebhookResponseData {
	const message = error instanceof Error ? error.message : String(error);
	context.logger.error(`${context.getNode().name} could not take a call: ${message}`);
	return askAgain(context);
}

function askAgain(context: IWebhookFunctions): IWebhookResponseData {
	context.getResponseObject().status(503).json({ message: 'Not taken. Send it again later.' });
	return { noWebhookResponse: true };
}

/**
 * Takes one call of a service: starts an execution for genuine, wanted and new events, and answers everything
 * else without one. No call leaves unless the user switched on that media is downloaded or events are handed over.
 */
export function receiveBy<Event extends TriggerEvent>(source: EventSource<Event>) {
	return async function (context: IWebhookFunctions): Promise<IWebhookResponseData> {
		try {
			const now = Date.now();
			const { id, name } = context.getNode();
			const isTest = context.getMode() === 'manual';
			const workflowId = String(context.getWorkflow().id);
			const memory = (isTest ? testMemoryOf : memoryOf)(workflowId, id, now);
			const state = context.getWorkflowStaticData('node');
			memory.learn(state, now);
			const settings = readSettings(context);
			const trigger = { id, name };
			return await take({ context, settings, memory, state, trigger, isTest, now }, source);
		} catch (error) {
			return giveUp(context, error);
		}
	};
}
