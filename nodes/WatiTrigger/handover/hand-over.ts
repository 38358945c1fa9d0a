import { sleep, type IDataObject, type IWebhookFunctions } from 'n8n-workflow';

import type { WatiEvent } from '../normalize';
import { isPayload, textOf, type Payload } from '../payload';
import { N8N_CREDENTIAL, openWaits, type N8n, type Wait } from './waits';

/** Waits before another try, while an execution goes to sleep or deals with another event. */
const PAUSES_MS = [100, 200, 400, 800, 1_600, 3_000, 5_000, 5_000, 5_000, 10_000, 10_000, 10_000];

/** From waking an execution to the question whether it has kept the event. */
const CONFIRM_MS = 500;

/** Looks for an execution that may only be on its way to sleep. */
const LOOK_AGAIN_MS = [1_000, 3_000, 8_000];

const TIMEOUT_MS = 30_000;

/** WATI's own patience is not documented. */
const ANSWER_WITHIN_MS = 8_000;

/** What became of handing an event to one execution. */
type Fate = 'kept' | 'notWanted';

interface N8nCredential {
	baseUrl: string;
	apiKey: string;
}

/** Names by which an event is waited for: who wrote, where, or which message it is about. */
function namesOf(event: WatiEvent): string[] {
	const { whatsappNumber, bsuid, conversationId, localMessageId, messageId, watiId } = event;
	return [whatsappNumber, bsuid, conversationId, localMessageId, messageId, watiId].filter(
		(name) => name !== null,
	);
}

/** Whether an execution could wait for an event of this kind. */
function canBeAwaited({ kind, fromMe, type }: WatiEvent): boolean {
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
		timeout: TIMEOUT_MS,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
	})) as { statusCode: number; body: unknown };
	const answer = isPayload(body) ? body : {};
	return { statusCode, status: textOf(answer, 'status'), message: textOf(answer, 'message') ?? '' };
}

/**
 * Hands an event to a sleeping execution until it says that it keeps it. n8n answers 409 while the execution
 * is not asleep yet or deals with another event. Whoever wakes it from an older copy than the stored one
 * would undo what came between, so that "taken" counts only when asking again brings "known".
 */
async function handTo(context: IWebhookFunctions, wait: Wait, raw: Payload): Promise<Fate> {
	for (const pause of PAUSES_MS) {
		const { statusCode, status, message } = await post(context, wait.resumeUrl, raw);
		if (status === 'known') return 'kept';
		if (status === 'foreign' || statusCode === 404) return 'notWanted';
		if (statusCode === 409 && /finished/i.test(message)) return 'notWanted';
		await sleep(status === 'taken' ? CONFIRM_MS : pause);
	}
	context.logger.warn(`Execution ${wait.executionId} could not be woken with an event of WATI`);
	return 'notWanted';
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

async function waitsFor(n8n: N8n, event: WatiEvent): Promise<Wait[]> {
	const names = namesOf(event);
	return (await openWaits(n8n)).filter(
		(wait) => names.some((name) => wait.names.has(name)) && isOwn(n8n, wait),
	);
}

/** A status may concern several executions; a reply is for the first one that keeps it. */
async function handToFirst(
	context: IWebhookFunctions,
	waits: Wait[],
	event: WatiEvent,
): Promise<void> {
	for (const wait of waits) {
		const fate = await inTurn(wait.resumeUrl, async () => await handTo(context, wait, event.raw));
		if (fate === 'kept' && event.kind !== 'status') return;
	}
}

async function lookAgain(n8n: N8n, event: WatiEvent): Promise<void> {
	for (const pause of LOOK_AGAIN_MS) {
		await sleep(pause);
		const waits = await waitsFor(n8n, event);
		if (waits.length === 0) continue;
		await handToFirst(n8n.context, waits, event);
		return;
	}
}

function warn(context: IWebhookFunctions, error: unknown): void {
	const message = error instanceof Error ? error.message : String(error);
	context.logger.warn(`The WATI trigger could not hand an event to waiting executions: ${message}`);
}

/**
 * Hands an event to the executions that wait for it. WATI gets its answer once one of them keeps it, or after
 * some seconds: what n8n did not answer when it was stopped, WATI sends again. An execution that is still on
 * its way to sleep is looked for a few times, which no answer waits for.
 *
 * @returns whether one was found at once
 */
export async function handOver(context: IWebhookFunctions, event: WatiEvent): Promise<boolean> {
	if (!canBeAwaited(event)) return false;
	const warned = (error: unknown) => warn(context, error);
	try {
		const n8n = await n8nOf(context);
		const waits = await waitsFor(n8n, event);
		if (waits.length === 0) {
			void lookAgain(n8n, event).catch(warned);
			return false;
		}
		const work = handToFirst(context, waits, event).catch(warned);
		await Promise.race([work, sleep(ANSWER_WITHIN_MS)]);
		return true;
	} catch (error) {
		warn(context, error);
		return false;
	}
}
