import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { statusAnswered } from './answered';
import { hearAnswering } from './answering';
import { askAgain, giveUp, startNothing } from './answers';
import type { EventSource, HandOverResult, WebhookContext } from './event-source';
import type { TriggerEvent } from '../filters';
import { isReadable, type IncomingRequest, type Rejection } from './incoming-request';
import { countEvent, countRefusal } from '../memory/status';
import { getMemory, getStaticData, getTestMemory } from '../memory/trigger-memory';
import { isNamedOptOut, nameOptOut } from '../opt-out/opt-out-events';
import { readSettings } from '../settings';
import { readTurnToStart } from '../turns/start-request';
import { takeOwnRequest } from './own-requests';
import { runInTurn } from './run-in-turn';
import { sortEvents, type Skip } from './sorting';
import { startEvents, startTurn, watchLeftTurns } from './turn-taking';
import { saveIfDue, writeBeforeAnswer, writeInTurn } from './writing';

/** What n8n adds to the request of the web server. */
interface N8nRequest {
	query: Record<string, unknown>;
	headers: Record<string, string | string[] | undefined>;
	ip?: string;
	body?: unknown;
	rawBody?: Buffer;
	readRawBody?: () => Promise<void>;
}

/** Between two log lines about refused requests, so that strangers cannot fill the log. */
const WARN_EVERY_MS = 60_000;

function readIncomingRequest(context: IWebhookFunctions): IncomingRequest {
	const request = context.getRequestObject() as unknown as N8nRequest;
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
export async function withBody(
	context: IWebhookFunctions,
	incoming: IncomingRequest,
): Promise<IncomingRequest> {
	if (incoming.body !== undefined || !isReadable(incoming)) return incoming;
	const request = context.getRequestObject() as unknown as N8nRequest;
	await request.readRawBody?.();
	const bytes = request.rawBody;
	const size = bytes?.length ?? incoming.size;
	return { ...incoming, body: bytes?.toString(), rawBody: bytes, size };
}

function refuse(webhook: WebhookContext, { status, reason }: Rejection): IWebhookResponseData {
	const { context, memory, trigger, now } = webhook;
	const last = Date.parse(memory.status.lastRefused ?? '');
	countRefusal(memory.status, reason, now);
	if (!(now - last < WARN_EVERY_MS)) {
		context.logger.warn(`${trigger.name} refused a call (${status}): ${reason}`);
	}
	saveIfDue(webhook);
	context.getResponseObject().status(status).json({ message: reason });
	return { noWebhookResponse: true };
}

const HANDED_OVER: Skip = { outcome: 'handedOver', reason: 'handed over' };

/** Key under which it is remembered that the copy with the ID of the send went to waiting executions. */
function fullerKey({ dedupeKey }: TriggerEvent): string {
	return `${dedupeKey}+`;
}

/** Whether waiting executions had an event: a copy that lacked the ID of the send has not woken who waits for that. */
function wasHandedOver<Event extends TriggerEvent>(
	{ memory, now }: WebhookContext,
	event: Event,
	source: EventSource<Event>,
): boolean {
	const isFuller = source.copyKind?.(event) === 'fuller';
	return memory.seen.has(isFuller ? fullerKey(event) : event.dedupeKey, now);
}

/**
 * Hands an event to executions that wait for it. Where it starts nothing besides, it is remembered as soon as one
 * keeps it, so that its copies start nothing either once nobody waits any more. Where nobody waits, the result is there at
 * once.
 */
function handOver<Event extends TriggerEvent>(
	webhook: WebhookContext,
	event: Event,
	source: EventSource<Event>,
): HandOverResult | Promise<HandOverResult> {
	const { settings, memory, now } = webhook;
	const { handOver: give } = source;
	if (settings.handsOver === 'never' || give === undefined) return 'nobody';
	// Who opts out in answer to a question is not only answering it.
	const ends = settings.handsOver === 'instead' && !isNamedOptOut(event);
	const onKept = () => {
		if (ends) memory.record([event.dedupeKey], now, false);
	};
	const begin = () =>
		wasHandedOver(webhook, event, source) ? 'nobody' : give(webhook, event, onKept);
	const end = (result: HandOverResult) => {
		if (result !== 'unsettled' && source.copyKind?.(event) === 'fuller') {
			memory.record([fullerKey(event)], now, false);
		}
		return result === 'kept' && !ends ? 'nobody' : result;
	};
	const { dedupeKey } = event;
	const isUnderWay = memory.handOvers.has(dedupeKey);
	const begun = isUnderWay ? undefined : begin();
	if (typeof begun === 'string') return end(begun);
	// A copy meanwhile would find nobody who waits, although an execution is about to confirm that it has the event.
	return runInTurn(memory.handOvers, dedupeKey, async () => end(await (begun ?? begin())));
}

/** Hands over all events at once: one request may bring many, and the service waits for its answer. */
async function handOverAll<Event extends TriggerEvent>(
	webhook: WebhookContext,
	events: readonly Event[],
	source: EventSource<Event>,
): Promise<readonly HandOverResult[]> {
	const results = events.map((event) => handOver(webhook, event, source));
	const areThere = (list: typeof results): list is HandOverResult[] =>
		list.every((result) => typeof result === 'string');
	return areThere(results) ? results : await Promise.all(results);
}

/** Takes a request of this n8n that is there to start a turn. */
async function startTurnById<Event extends TriggerEvent>(
	webhook: WebhookContext,
	turnId: string,
	source: EventSource<Event>,
): Promise<IWebhookResponseData> {
	const turn = webhook.memory.openTurns.findById(turnId);
	const isReady = turn?.isDue === true && turn.beginStart();
	return isReady ? await startTurn(webhook, turn, source) : startNothing('no turn is due');
}

/** Remembers who opted out. A test run remembers nothing. @returns whether that was news */
function hearOptOuts<Event extends TriggerEvent>(
	{ memory, isTest }: WebhookContext,
	events: readonly Event[],
	source: EventSource<Event>,
): boolean {
	if (isTest) return false;
	const heard = events.flatMap((event) => source.readOptOut?.(event) ?? []);
	return heard.map((one) => memory.hearOptOut(one)).includes(true);
}

async function takeRequest<Event extends TriggerEvent>(
	webhook: WebhookContext,
	source: EventSource<Event>,
): Promise<IWebhookResponseData> {
	const { context, memory, now } = webhook;
	const turnId = readTurnToStart(context);
	if (turnId !== null) return await startTurnById(webhook, turnId, source);
	const own = await takeOwnRequest(webhook);
	if (own !== undefined) return own;
	const read = await source.read(webhook, readIncomingRequest(context));
	if ('reason' in read) return refuse(webhook, read);
	const { choice, optOutWords } = webhook.settings;
	const events = read.map((event) => nameOptOut(event, choice.events, optOutWords));

	const hasNews = hearOptOuts(webhook, events, source);
	if (await hearAnswering(webhook, events, source)) await writeBeforeAnswer(webhook);

	const results = await handOverAll(webhook, events, source);
	if (results.includes('unsettled')) return askAgain(context);

	const kept = events.filter((_, place) => results[place] === 'kept');
	const others = kept.length === 0 ? events : events.filter((event) => !kept.includes(event));
	const { starting, skipped, isUnsettled } = await sortEvents(webhook, others, source);
	if (isUnsettled) return askAgain(context);
	const all = [...kept.map((event) => ({ event, skip: HANDED_OVER })), ...skipped];
	for (const { event, skip } of all) countEvent(memory.status, event, skip.outcome, now);
	if (starting.length > 0) return await startEvents(webhook, starting, source);
	if (kept.length > 0 || hasNews) await writeInTurn(webhook, []);
	else {
		const due = memory.openTurns.findDue();
		if (due?.beginStart()) return await startTurn(webhook, due, source);
		saveIfDue(webhook);
	}
	const reasons = [...new Set(all.map(({ skip }) => skip.reason))];
	return startNothing(reasons.join(', ') || 'nothing in it');
}

/**
 * Takes one request of a service: starts an execution for verified, wanted and new events, and answers everything
 * else without one. No request leaves unless an execution of this n8n waits for the event, or the user switched on that media is downloaded
 * or n8n's API is asked who waits, or a person answers the chat of a message.
 */
export function receiveBy<Event extends TriggerEvent>(source: EventSource<Event>) {
	return async function (context: IWebhookFunctions): Promise<IWebhookResponseData> {
		try {
			const now = Date.now();
			const { id, name } = context.getNode();
			const isTest = context.getMode() === 'manual';
			const workflowId = String(context.getWorkflow().id);
			const memory = (isTest ? getTestMemory : getMemory)(workflowId, id, now);
			const data = getStaticData(context);
			memory.merge(data, now);
			const settings = readSettings(context);
			const address = context.getNodeWebhookUrl('default');
			const trigger = { id, name, address, isPausing: settings.pauseMs !== null };
			const answered = statusAnswered(context.getResponseObject());
			const webhook = { context, settings, memory, data, trigger, isTest, now, answered };
			watchLeftTurns(webhook);
			return await takeRequest(webhook, source);
		} catch (error) {
			return giveUp(context, error);
		}
	};
}
