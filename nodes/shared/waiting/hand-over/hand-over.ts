import { NodeApiError, sleep, type IDataObject, type IWebhookFunctions } from 'n8n-workflow';

import { callForJson } from '../../http/transfer/bounded-call';
import { isPayload, getText, type Payload } from '../../webhooks/payload';
import type { HandOverResult } from '../../webhooks/receiving/event-source';
import { getEventKeys, getPersonNames, isFromCustomer, type AwaitedEvent } from '../awaited-event';
import type { ResumeStatus } from '../resume';
import type { WaitingNode } from '../waiting-node';
import type { ExecutionWait } from './execution-waits';
import { getOrigin, readN8n, type N8n } from './n8n-api';
import { getWaitList } from './open-waits';

/** Waits before another try, while an execution goes to sleep or deals with another event. */
const RETRY_PAUSES_MS = [
	100, 200, 400, 800, 1_600, 3_000, 5_000, 5_000, 5_000, 10_000, 10_000, 10_000,
];

/** From waking an execution to the question whether it has stored the event. */
const CONFIRM_MS = 500;

/** Before another search for an execution that is still asking, while the service waits for its answer. */
const SEARCH_PAUSES_MS = [300, 700, 1_000, 1_500, 1_500];

/** Before further searches after the service had its answer: the execution has much to ask. */
const LATE_SEARCH_PAUSES_MS = [5_000, 10_000, 20_000, 30_000];

const TIMEOUT_MS = 30_000;

/** How long a service waits is not documented; of Meta, others say 3 to 20 seconds. */
const ANSWER_WITHIN_MS = 8_000;

/** An event with the body in which it came. */
interface PostedEvent {
	event: AwaitedEvent;
	raw: Payload;
}

/** What the address of an execution answered; an empty object when no answer came. */
interface ExecutionAnswer {
	statusCode?: number;
	/** Whether n8n says that it has no such execution. */
	isGone?: boolean;
	status?: string | null;
	message?: string;
}

/** Names by which an event is waited for: who wrote, where, or which message it is about. */
function getNames(event: AwaitedEvent): string[] {
	const { conversationId, localMessageId, messageId, recordId } = event;
	const ids = [conversationId, localMessageId, messageId, recordId];
	return [...getPersonNames(event), ...ids.filter((id) => id !== null)];
}

/** Whether an execution could wait for an event of this kind. */
function canBeAwaited(event: AwaitedEvent): boolean {
	const isOwnMessage = event.kind === 'message' && event.fromMe;
	return event.kind === 'status' || isOwnMessage || isFromCustomer(event);
}

/** Executions are woken one event after the other, so that none is read before the last one was stored. */
const queues = new Map<string, Promise<unknown>>();

async function runInTurn<Result>(key: string, run: () => Promise<Result>): Promise<Result> {
	const before = queues.get(key) ?? Promise.resolve();
	const own = before.then(run, run);
	queues.set(key, own);
	try {
		return await own;
	} finally {
		if (queues.get(key) === own) queues.delete(key);
	}
}

async function post(
	context: IWebhookFunctions,
	url: string,
	raw: Payload,
): Promise<ExecutionAnswer> {
	const { statusCode, body } = await callForJson({
		context,
		options: {
			method: 'POST',
			url,
			body: raw as IDataObject,
			json: true,
			disableFollowRedirect: true,
			timeout: TIMEOUT_MS,
		},
	});
	const answer = isPayload(body) ? body : {};
	// A process of n8n that is starting gives a page with 404 for addresses that it will know.
	const isGone = statusCode === 404 && isPayload(body);
	const message = getText(answer, 'message') ?? '';
	return { statusCode, isGone, status: getText(answer, 'status'), message };
}

function hasStatus({ status }: ExecutionAnswer, expected: ResumeStatus): boolean {
	return status === expected;
}

function isOver({ statusCode, isGone = false, message = '' }: ExecutionAnswer): boolean {
	return isGone || (statusCode === 409 && /finished/i.test(message));
}

/** Hands events of one service to the executions of this n8n that wait for them. */
class HandOver {
	private readonly list = getWaitList(this.n8n, this.node);

	private readonly names = getNames(this.posted.event);

	constructor(
		private readonly n8n: N8n,
		private readonly node: WaitingNode,
		private readonly posted: PostedEvent,
	) {}

	/** @returns `asking` when nobody waits yet, but an execution may still be asking */
	async run(pauses: number[]): Promise<HandOverResult | 'asking'> {
		for (const pause of [...pauses, null]) {
			const { waits, someAreAsking } = await this.list.list(this.n8n);
			const result = await this.postToAll(waits.filter((wait) => this.isWanted(wait)));
			if (result !== 'nobody' || !someAreAsking) return result;
			if (pause !== null) await sleep(pause);
		}
		return 'asking';
	}

	/** The event goes only to addresses of this n8n, whatever is stored with an execution. */
	private isWanted({ names, resumeUrl }: ExecutionWait): boolean {
		const origin = getOrigin(resumeUrl);
		const isOwn = origin !== undefined && this.n8n.origins.includes(origin);
		return isOwn && this.names.some((name) => names.has(name));
	}

	/** A status may concern several executions; a reply is for the first one that stores it. */
	private async postToAll(waits: ExecutionWait[]): Promise<HandOverResult> {
		let total: HandOverResult = 'nobody';
		for (const wait of waits) {
			const result = await runInTurn(wait.resumeUrl, async () => await this.postTo(wait));
			if (result !== 'nobody' && this.posted.event.kind !== 'status') return result;
			if (result !== 'nobody' && total !== 'unsettled') total = result;
		}
		return total;
	}

	/**
	 * Posts the event until the execution says that it has stored it. n8n answers 409 while the execution is not
	 * asleep yet or deals with another event. A call that wakes it from an older copy than the stored one undoes what
	 * came between, so that `taken` counts only when asking again brings `known`, or when the execution has ended
	 * meanwhile.
	 */
	private async postTo(wait: ExecutionWait): Promise<HandOverResult> {
		const { context } = this.n8n;
		let isTaken = false;
		for (const pause of RETRY_PAUSES_MS) {
			// No answer: n8n may be going down or coming up.
			const answer = await post(context, wait.resumeUrl, this.posted.raw).catch(() => ({}));
			if (hasStatus(answer, 'known')) return 'kept';
			if (hasStatus(answer, 'foreign')) return 'nobody';
			if (isOver(answer)) {
				const keys = getEventKeys(this.posted.event);
				isTaken ||= await this.list.holdsEvent(this.n8n, wait.executionId, keys);
				return isTaken ? 'kept' : 'nobody';
			}
			const woke = hasStatus(answer, 'taken');
			isTaken ||= woke;
			await sleep(woke ? CONFIRM_MS : pause);
		}
		const { serviceName } = this.node;
		context.logger.warn(
			`Execution ${wait.executionId} could not be woken with an event of ${serviceName}`,
		);
		return 'unsettled';
	}
}

function warn(context: IWebhookFunctions, error: unknown): void {
	const message = error instanceof Error ? error.message : String(error);
	const { name } = context.getNode();
	context.logger.warn(`'${name}' could not hand an event to waiting executions: ${message}`);
}

/** Whether n8n's API will go on refusing, e.g. since the key is wrong. */
function isRefusal(error: unknown): boolean {
	return error instanceof NodeApiError && /^4(?!29)/.test(error.httpCode ?? '');
}

async function settle(
	context: IWebhookFunctions,
	node: WaitingNode,
	posted: PostedEvent,
	onKept: () => void,
): Promise<HandOverResult> {
	let n8n: N8n | undefined;
	try {
		n8n = await readN8n(context);
		const handOver = new HandOver(n8n, node, posted);
		const result = await handOver.run(SEARCH_PAUSES_MS);
		if (result === 'kept') onKept();
		if (result !== 'asking') return result;
		handOver.run(LATE_SEARCH_PAUSES_MS).catch((late: unknown) => warn(context, late));
		return 'nobody';
	} catch (error) {
		warn(context, error);
		return n8n === undefined || isRefusal(error) ? 'nobody' : 'unsettled';
	}
}

/**
 * Hands an event to the executions that wait for it. The service gets its answer once one of them has stored it, or
 * after some seconds without a result, while the tries go on. An execution that is still asking is looked for a few
 * times.
 *
 * @param raw body in which the event came
 * @param onKept called when an execution has stored it, be it after this has ended
 */
export async function handOver(
	context: IWebhookFunctions,
	node: WaitingNode,
	posted: PostedEvent,
	onKept: () => void,
): Promise<HandOverResult> {
	if (!canBeAwaited(posted.event)) return 'nobody';
	const late = sleep(ANSWER_WITHIN_MS).then((): HandOverResult => 'unsettled');
	return await Promise.race([settle(context, node, posted, onKept), late]);
}
