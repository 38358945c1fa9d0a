import { NodeApiError, sleep, type IDataObject, type IWebhookFunctions } from 'n8n-workflow';

import { keysOf } from '../incoming';
import { isPayload, textOf, type Payload } from '../../webhooks/payload';
import { hadBefore, N8N_CREDENTIAL, openWaits, type N8n, type Wait } from './waits';
import type { WhatsAppEvent } from '../../webhooks/event';

/** Waits before another try, while an execution goes to sleep or deals with another event. */
const PAUSES_MS = [100, 200, 400, 800, 1_600, 3_000, 5_000, 5_000, 5_000, 10_000, 10_000, 10_000];

/** From waking an execution to the question whether it has kept the event. */
const CONFIRM_MS = 500;

/** Looks for an execution that is still asking, while WATI waits for its answer. */
const LOOK_AGAIN_MS = [300, 700, 1_000, 1_500, 1_500];

/** Looks after WATI had its answer: the execution has much to ask. */
const LOOK_LATER_MS = [5_000, 10_000, 20_000, 30_000];

const TIMEOUT_MS = 30_000;

/** WATI's own patience is not documented. */
const ANSWER_WITHIN_MS = 8_000;

/**
 * What became of an event: an execution keeps it, nobody waits for it, or that is not settled, so that WATI
 * has to send it again.
 */
export type Handover = 'kept' | 'nobody' | 'unsettled';

interface N8nCredential {
	baseUrl: string;
	apiKey: string;
}

/** Names by which an event is waited for: who wrote, where, or which message it is about. */
function namesOf(event: WhatsAppEvent): string[] {
	const { whatsappNumber, bsuid, conversationId, localMessageId, messageId, watiId } = event;
	return [whatsappNumber, bsuid, conversationId, localMessageId, messageId, watiId].filter(
		(name) => name !== null,
	);
}

/** Whether an execution could wait for an event of this kind. */
function canBeAwaited({ kind, fromMe, type }: WhatsAppEvent): boolean {
	return kind === 'status' || (kind === 'message' && (fromMe || type !== 'reaction'));
}

function withoutPath(address: string): string {
	return address.trim().replace(/\/(api(\/v1)?)?\/*$/, '');
}

/** Executions are woken one event after the other, so that none is read before the last one was stored. */
const queues = new Map<string, Promise<unknown>>();

async function inTurn<Result>(key: string, run: () => Promise<Result>): Promise<Result> {
	const before = queues.get(key) ?? Promise.resolve();
	const own = before.then(run, run);
	queues.set(key, own);
	try {
		return await own;
	} finally {
		if (queues.get(key) === own) queues.delete(key);
	}
}

async function post(context: IWebhookFunctions, url: string, raw: Payload) {
	const { statusCode, body } = (await context.helpers.httpRequest({
		method: 'POST',
		url,
		body: raw as IDataObject,
		json: true,
		disableFollowRedirect: true,
		timeout: TIMEOUT_MS,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
	})) as { statusCode: number; body: unknown };
	const answer = isPayload(body) ? body : {};
	// A process of n8n that is starting gives a page with 404 for addresses that it will know.
	const isGone = statusCode === 404 && isPayload(body);
	return {
		statusCode,
		isGone,
		status: textOf(answer, 'status'),
		message: textOf(answer, 'message') ?? '',
	};
}

/** Undefined for a post that got no answer: n8n may be going down or coming up. */
async function answerTo(context: IWebhookFunctions, { resumeUrl }: Wait, raw: Payload) {
	return await post(context, resumeUrl, raw).catch(() => undefined);
}

/**
 * Hands an event to a sleeping execution until it says that it keeps it. n8n answers 409 while the execution
 * is not asleep yet or deals with another event. Whoever wakes it from an older copy than the stored one
 * would undo what came between, so that "taken" counts only when asking again brings "known", or when the
 * execution has ended meanwhile.
 */
async function handTo(n8n: N8n, wait: Wait, event: WhatsAppEvent): Promise<Handover> {
	const { context } = n8n;
	let isTaken = false;
	for (const pause of PAUSES_MS) {
		const answer = await answerTo(context, wait, event.raw);
		if (answer?.status === 'known') return 'kept';
		if (answer?.status === 'foreign') return 'nobody';
		const { statusCode, isGone = false, message = '' } = answer ?? {};
		const isOver = isGone || (statusCode === 409 && /finished/i.test(message));
		if (isOver) {
			isTaken ||= await hadBefore(n8n, wait, keysOf(event));
			return isTaken ? 'kept' : 'nobody';
		}
		isTaken ||= answer?.status === 'taken';
		await sleep(answer?.status === 'taken' ? CONFIRM_MS : pause);
	}
	context.logger.warn(`Execution ${wait.executionId} could not be woken with an event of WATI`);
	return 'unsettled';
}

function originOf(url: string | undefined): string | undefined {
	return url !== undefined && URL.canParse(url) ? new URL(url).origin : undefined;
}

async function n8nOf(context: IWebhookFunctions): Promise<N8n> {
	const credential = await context.getCredentials<N8nCredential>(N8N_CREDENTIAL);
	const baseUrl = withoutPath(credential.baseUrl);
	const own = [context.getNodeWebhookUrl('default'), baseUrl].map(originOf);
	const origins = own.filter((origin) => origin !== undefined);
	return { context, baseUrl, apiKey: credential.apiKey.trim(), origins };
}

/** Where an event may be handed over: only to this n8n, whatever an execution holds. */
function isOwn({ origins }: N8n, { resumeUrl }: Wait): boolean {
	const origin = originOf(resumeUrl);
	return origin !== undefined && origins.includes(origin);
}

/** A status may concern several executions; a reply is for the first one that keeps it. */
async function handToAll(n8n: N8n, waits: Wait[], event: WhatsAppEvent): Promise<Handover> {
	let result: Handover = 'nobody';
	for (const wait of waits) {
		const fate = await inTurn(wait.resumeUrl, async () => await handTo(n8n, wait, event));
		if (fate !== 'nobody' && event.kind !== 'status') return fate;
		if (fate !== 'nobody' && result !== 'unsettled') result = fate;
	}
	return result;
}

/** Hands an event over, and looks again as long as somebody may still be asking. */
async function handToWaiting(
	n8n: N8n,
	event: WhatsAppEvent,
	pauses: number[],
): Promise<Handover | 'someAsk'> {
	const names = namesOf(event);
	for (const pause of [...pauses, null]) {
		const { waits, someAsk } = await openWaits(n8n);
		const found = waits.filter(
			(wait) => names.some((name) => wait.names.has(name)) && isOwn(n8n, wait),
		);
		const fate = await handToAll(n8n, found, event);
		if (fate !== 'nobody' || !someAsk) return fate;
		if (pause !== null) await sleep(pause);
	}
	return 'someAsk';
}

function warn({ logger }: IWebhookFunctions, error: unknown): void {
	const message = error instanceof Error ? error.message : String(error);
	logger.warn(`The WATI trigger could not hand an event to waiting executions: ${message}`);
}

/** Whether n8n's API will go on refusing, e.g. since the key is wrong. */
function isRefusal(error: unknown): boolean {
	return error instanceof NodeApiError && /^4(?!29)/.test(error.httpCode ?? '');
}

async function settle(
	context: IWebhookFunctions,
	event: WhatsAppEvent,
	keep: () => void,
): Promise<Handover> {
	let n8n: N8n | undefined;
	try {
		n8n = await n8nOf(context);
		const fate = await handToWaiting(n8n, event, LOOK_AGAIN_MS);
		if (fate === 'kept') keep();
		if (fate !== 'someAsk') return fate;
		handToWaiting(n8n, event, LOOK_LATER_MS).catch((later: unknown) => warn(context, later));
		return 'nobody';
	} catch (error) {
		warn(context, error);
		return n8n === undefined || isRefusal(error) ? 'nobody' : 'unsettled';
	}
}

/**
 * Hands an event to the executions that wait for it. WATI gets its answer once one of them keeps it, which is
 * tried on after some seconds without an answer. An execution that is still asking is looked for a few times.
 *
 * @param keep called when an execution keeps it, be it after this has ended
 */
export async function handOver(
	context: IWebhookFunctions,
	event: WhatsAppEvent,
	keep: () => void,
): Promise<Handover> {
	if (!canBeAwaited(event)) return 'nobody';
	const late = sleep(ANSWER_WITHIN_MS).then((): Handover => 'unsettled');
	return await Promise.race([settle(context, event, keep), late]);
}
