import { NodeApiError, sleep, type IWebhookFunctions } from 'n8n-workflow';

import type { Payload } from '../../webhooks/payload';
import type { HandOverResult } from '../../webhooks/receiving/event-source';
import { runInTurn } from '../../webhooks/receiving/run-in-turn';
import { getEventKeys, getNames, isFromCustomer, type AwaitedEvent } from '../awaited-event';
import { noteArrival } from '../in-process/arrivals';
import { addRecent, forgetRecent } from '../in-process/recent-events';
import { getScopeOfListener } from '../in-process/listeners';
import { findWaits } from '../in-process/process-waits';
import type { Scope } from '../in-process/scope';
import type { ResumeStatus } from '../resume';
import { isAskedAfter } from '../question/meaning';
import type { WaitingNode } from '../waiting-node';
import { chooseWaits, concernsAll, type ChosenWaits } from './chosen-waits';
import { callExecution, isOver, type ExecutionAnswer } from './execution-call';
import type { ExecutionWait } from './execution-waits';
import { getApiSource, getProcessSource, type WaitSource } from './wait-source';

/** Waits before another try, while an execution goes to sleep or deals with another event. */
const RETRY_PAUSES_MS = [
	100, 200, 400, 800, 1_600, 3_000, 5_000, 5_000, 5_000, 10_000, 10_000, 10_000,
];

/** Before another try while n8n refuses answers to an execution that sleeps, and for how long: until the node has woken. */
const ASLEEP_PAUSE_MS = 10_000;
const LONGEST_SLEEP_MS = 2_400_000;

/** From waking an execution to the question whether it has stored the event. */
const CONFIRM_MS = 500;

/** Before another search for an execution that is still asking, while the service waits for its answer. */
const SEARCH_PAUSES_MS = [300, 700, 1_000, 1_500, 1_500];

/** Before further searches after the service had its answer: the execution has much to ask. */
const LATE_SEARCH_PAUSES_MS = [5_000, 10_000, 20_000, 30_000];

/** How long a service waits is not documented; of Meta, others say 3 to 20 seconds. */
const ANSWER_WITHIN_MS = 8_000;

/** An event with the body in which it came. */
export interface PostedEvent {
	event: AwaitedEvent;
	raw: Payload;
}

/** Whether an execution could wait for an event of this kind. */
function canBeAwaited(event: AwaitedEvent): boolean {
	const isOwnMessage = event.kind === 'message' && event.fromMe;
	return event.kind === 'status' || isOwnMessage || isFromCustomer(event);
}

/** Executions are woken one event after the other, so that none is read before the last one was stored. */
const queues = new Map<string, Promise<unknown>>();

function hasStatus({ status }: ExecutionAnswer, expected: ResumeStatus): boolean {
	return status === expected;
}

/** Whether n8n takes the execution for crashed, which may sleep all the same: see `forgetFalseCrash`. */
function isTakenForCrashed({ statusCode, message = '' }: ExecutionAnswer): boolean {
	return statusCode === 409 && /finished with error/i.test(message);
}

/** The first answer of a server that is n8n; an empty one where none comes: n8n may be going down or coming up. */
async function postToFirst(
	context: IWebhookFunctions,
	addresses: string[],
	raw: Payload,
): Promise<ExecutionAnswer> {
	let last: ExecutionAnswer = {};
	for (const address of addresses) {
		last = await callExecution(context, address, raw).catch(() => ({}));
		if (last.status !== undefined && (last.status !== null || last.message !== '')) return last;
	}
	return last;
}

/** An event, whom it goes to, and how the trigger came to it. */
export interface HandOverTask {
	context: IWebhookFunctions;
	node: WaitingNode;
	posted: PostedEvent;
	/** Whether n8n's API is asked as well who waits. */
	asksApi: boolean;
	/** Called when an execution has stored the event, be it after the service had its answer. */
	onKept: () => void;
}

/** A task with what the triggers of this process know of the event. */
interface ArrivedTask extends HandOverTask {
	arrival: ReturnType<typeof noteArrival>;
}

/** `gone`: n8n has no such execution any more, which did not store the event. */
type PostResult = HandOverResult | 'gone';

/** A wait with the source that knows it. */
interface FoundWait extends ExecutionWait {
	source: WaitSource;
}

/** Hands an event of one service to the executions of this n8n that wait for it. */
class HandOver {
	private readonly names = getNames(this.task.posted.event);

	constructor(
		private readonly task: ArrivedTask,
		private readonly sources: WaitSource[],
	) {}

	/** @returns `asking` when nobody waits yet, but an execution may still be asking */
	async run(pauses: number[]): Promise<HandOverResult | 'asking'> {
		for (const pause of [...pauses, null]) {
			const { result, someAreAsking } = await this.postOnce();
			if (result !== 'nobody' || !someAreAsking) return result;
			if (pause !== null) await sleep(pause);
		}
		return 'asking';
	}

	/** Posts the event to who waits now, source by source, or to all at once where one has to be chosen among them. */
	private async postOnce(): Promise<{ result: HandOverResult; someAreAsking: boolean }> {
		let someAreAsking = false;
		let isAsking = false;
		let result: HandOverResult = 'nobody';
		let waits: FoundWait[] = [];
		for (const [place, source] of this.sources.entries()) {
			const found = await source.find(this.names);
			someAreAsking ||= found.someAreAsking;
			isAsking ||= found.areAskingPerson === true;
			const known = new Set(waits.map(({ resumeUrl }) => resumeUrl));
			const news = found.waits.filter(
				(wait) => !known.has(wait.resumeUrl) && !this.isAskedLater(wait),
			);
			waits.push(...news.map((wait) => ({ ...wait, source })));
			const isLast = place === this.sources.length - 1;
			if (!isLast && concernsAll(waits, this.task.posted.event)) continue;
			result = this.join(result, await this.postToAll(waits, isAsking));
			if (this.isSettledBy(result)) break;
			waits = [];
		}
		return { result, someAreAsking };
	}

	/** Whether an execution asked only after another trigger was told of the customer's message. */
	private isAskedLater({ questions }: ExecutionWait): boolean {
		const { arrival, posted } = this.task;
		if (questions.length === 0 || !isFromCustomer(posted.event)) return false;
		return questions.every((question) => isAskedAfter(question, posted.event, arrival.at));
	}

	/** What the business sent, and statuses, may concern several executions; a reply is for the first one that stores it. */
	private isSettledBy(result: PostResult): boolean {
		return result !== 'nobody' && result !== 'gone' && isFromCustomer(this.task.posted.event);
	}

	private join(total: HandOverResult, result: PostResult): HandOverResult {
		return result === 'nobody' || result === 'gone' || total === 'unsettled' ? total : result;
	}

	/** Where it is unclear which of several executions is meant, one that is gone leaves a choice among fewer. */
	private async postToAll(found: FoundWait[], isAsking: boolean): Promise<HandOverResult> {
		const { event, raw } = this.task.posted;
		const gone = new Set<FoundWait>();
		for (;;) {
			const left = found.filter((wait) => !gone.has(wait));
			const chosen = chooseWaits(left, event, isAsking);
			const { isUnclear, isOnly } = chosen;
			const isPlain = !isUnclear && gone.size === 0 && isOnly === undefined;
			const body = isPlain ? raw : { events: [raw], isUnclear, isOnly };
			const known = gone.size;
			const result = await this.postToChosen(chosen, body, gone);
			if (!isUnclear || gone.size === known) return result;
		}
	}

	private async postToChosen(
		{ waits, isUnclear }: ChosenWaits<FoundWait>,
		body: Payload,
		gone: Set<FoundWait>,
	): Promise<HandOverResult> {
		let total: HandOverResult = 'nobody';
		for (const wait of waits) {
			const result = await runInTurn(
				queues,
				wait.resumeUrl,
				async () => await this.postTo(wait, body),
			);
			total = this.join(total, result);
			if (this.isSettledBy(result)) return total;
			if (result !== 'gone') continue;
			gone.add(wait);
			if (isUnclear) return total;
		}
		return total;
	}

	/**
	 * Posts the event until the execution says that it has stored it. n8n answers 409 while the execution is not
	 * asleep yet or deals with another event. A call that wakes it from an older copy than the stored one undoes what
	 * came between, so that `taken` counts only when asking again brings `known`, or when the execution has ended
	 * meanwhile; `noted` counts when that brings `held`. What it only noted concerns others as well. While n8n takes an execution that sleeps for crashed, later
	 * answers wait behind the first.
	 */
	private async postTo(wait: FoundWait, body: Payload): Promise<PostResult> {
		const { source } = wait;
		const { context, node, posted } = this.task;
		const addresses = source.getAddresses(wait);
		let isTaken = false;
		let isNoted = false;
		const pauses = [...RETRY_PAUSES_MS];
		const until = Date.now() + LONGEST_SLEEP_MS;
		while (pauses.length > 0) {
			const answer = await postToFirst(context, addresses, body);
			if (hasStatus(answer, 'known')) return 'kept';
			if (hasStatus(answer, 'foreign') || hasStatus(answer, 'held')) return 'nobody';
			const isRefused = isTakenForCrashed(answer) && Date.now() < until;
			if (isRefused && (await source.isAsleep?.(wait.executionId))) {
				await sleep(ASLEEP_PAUSE_MS);
				continue;
			}
			if (isOver(answer)) {
				isTaken ||= await source.holdsEvent(wait.executionId, getEventKeys(posted.event));
				source.forget?.(wait.executionId);
				if (isNoted) return 'nobody';
				return isTaken ? 'kept' : 'gone';
			}
			isTaken ||= hasStatus(answer, 'taken');
			isNoted ||= hasStatus(answer, 'noted');
			const woke = hasStatus(answer, 'taken') || hasStatus(answer, 'noted');
			const pause = pauses.shift();
			await sleep(woke ? CONFIRM_MS : pause!);
		}
		context.logger.warn(
			`Execution ${wait.executionId} could not be woken with an event of ${node.serviceName}`,
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

/** n8n's API, where the trigger is to ask it. A credential that cannot be read ends nothing. */
async function findApiSource({ context, node, asksApi }: HandOverTask): Promise<WaitSource[]> {
	if (!asksApi) return [];
	try {
		return [await getApiSource(context, node)];
	} catch (error) {
		warn(context, error);
		return [];
	}
}

async function runTask(task: ArrivedTask, scope: Scope): Promise<HandOverResult> {
	const { context, node, onKept } = task;
	try {
		const sources = [getProcessSource(context, node, scope), ...(await findApiSource(task))];
		const handOver = new HandOver(task, sources);
		const result = await handOver.run(SEARCH_PAUSES_MS);
		if (result === 'kept') onKept();
		if (result !== 'asking') return result;
		handOver.run(LATE_SEARCH_PAUSES_MS).catch((late: unknown) => warn(context, late));
		return 'nobody';
	} catch (error) {
		warn(context, error);
		return isRefusal(error) ? 'nobody' : 'unsettled';
	}
}

/** The result for an answer that an execution has by another trigger, or from the chat. */
function toKept(onKept: () => void): HandOverResult {
	onKept();
	return 'kept';
}

/** What nobody waits for is remembered for a while: an execution may come to wait for it. */
async function settle(task: ArrivedTask, scope: Scope): Promise<HandOverResult> {
	const { node, posted, arrival, onKept } = task;
	const result = await runTask(task, scope);
	arrival.isKept ||= result === 'kept';
	if (result === 'nobody' && arrival.isKept) return toKept(onKept);
	if (result === 'nobody') addRecent(posted.event, node, scope, arrival.at);
	else if (isFromCustomer(posted.event)) forgetRecent(posted.event);
	return result;
}

/**
 * Hands an event to the executions that wait for it. The service gets its answer once one of them has stored it, or
 * after some seconds without a result, while the tries go on. An execution that is still asking is looked for a few
 * times. Where nobody waits, the result is there at once: one call may bring thousands of events.
 */
export function handOver(task: HandOverTask): HandOverResult | Promise<HandOverResult> {
	const { context, node, posted, asksApi, onKept } = task;
	if (!canBeAwaited(posted.event)) return 'nobody';
	const arrival = noteArrival(posted.event);
	if (arrival.isKept) return toKept(onKept);
	const scope = getScopeOfListener(context, node);
	if (!asksApi && findWaits(node, scope, () => getNames(posted.event)).length === 0) {
		addRecent(posted.event, node, scope, arrival.at);
		return 'nobody';
	}
	const late = sleep(ANSWER_WITHIN_MS).then((): HandOverResult => 'unsettled');
	return Promise.race([settle({ ...task, arrival }, scope), late]);
}
