import type { IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';

import { nodeError } from '../errors/node-error';
import { isObject } from '../parameters/json';
import { getEventKeys, type AwaitedEvent } from './awaited-event';
import type { DecisionPage, PageDecision } from './approval/decision-page';
import type { FollowedMessage } from './followed-message';
import { getMessageIds, type Question } from './question/question';
import { canSleep, getAllOutputs, getAllStoredContexts, getStoredContext } from './sleep';
import type { WaitingNode } from './waiting-node';

/** What a node waits for, by the kind of its wait. */
export interface Targets {
	reply: Question;
	delivery: FollowedMessage;
}

export type WaitKind = keyof Targets;

/** A node's wait, as n8n stores it with the execution. */
export interface StoredWait<Kind extends WaitKind = WaitKind> {
	kind: Kind;
	/** Run of the node that waits; a loop runs it more than once. */
	run: number;
	/** Address that wakes the execution; it holds n8n's secret. */
	resumeUrl: string;
	/** When the wait began, and when the first open target runs out of time, in milliseconds. */
	begunAt: number;
	until: number;
	/** When the node wakes by itself to look the targets up; null where that happens at the end only. */
	lookAt: number | null;
	/** Events that came since the node last ran. */
	inbox: AwaitedEvent[];
	/** Keys of events that came. */
	seen: string[];
	/** IDs of customers' messages that the execution had before it asked, such as the one that started it. */
	before?: string[];
	/** Answers of which it could not be told which question they belong to. */
	unclear?: AwaitedEvent[];
	targets: Array<Targets[Kind]>;
	/** The page that the answer may be given on, and what was decided there. */
	page?: DecisionPage;
	decision?: PageDecision;
	done: boolean;
}

/** Events remembered per wait; a customer who writes more is beyond any question. */
const MOST_SEEN = 5_000;

function isStoredWait(stored: unknown): stored is StoredWait {
	return isObject(stored) && typeof stored.resumeUrl === 'string' && Array.isArray(stored.targets);
}

/** @returns undefined when no wait of the node is stored with the execution */
export function getWait(
	context: IExecuteFunctions | IWebhookFunctions,
	{ storedAs }: WaitingNode,
): StoredWait | undefined {
	const stored: unknown = getStoredContext(context)[storedAs];
	return isStoredWait(stored) ? stored : undefined;
}

/** The wait of this kind that belongs to this run of the node. */
export function getWaitOfRun<Kind extends WaitKind>(
	context: IExecuteFunctions,
	node: WaitingNode,
	kind: Kind,
): StoredWait<Kind> | undefined {
	const wait = getWait(context, node);
	const isOwn = wait?.kind === kind && wait.run === getRunIndex(context);
	return isOwn ? (wait as StoredWait<Kind>) : undefined;
}

function getRunIndex(context: IExecuteFunctions): number {
	return Number(context.evaluateExpression('{{ $runIndex }}', 0));
}

/**
 * The address at which others wake this execution. n8n puts its secret for the execution into it.
 *
 * @throws NodeFailure `wait-not-possible` when this n8n cannot wait, or has no secret for its address
 */
export function getResumeUrl(context: IExecuteFunctions): string {
	const url = String(context.evaluateExpression('{{ $execution.resumeUrl }}', 0));
	const isSecret = URL.canParse(url) && new URL(url).searchParams.has('signature');
	if (isSecret && canSleep(context)) return url;
	throw nodeError(context.getNode(), 'wait-not-possible');
}

/**
 * Keys of replies to earlier questions of the execution. The trigger posts a reply again to learn whether it was
 * stored, when the next question may be waiting already; in whole seconds, the reply is as new as that question.
 */
function getEarlierReplies(context: IExecuteFunctions, { storedAs }: WaitingNode): string[] {
	const earlier = getAllStoredContexts(context).map((stored) => stored[storedAs]);
	return earlier.flatMap((wait) => (isStoredWait(wait) && wait.kind === 'reply' ? wait.seen : []));
}

/** IDs of the customers' messages among the items of the execution, those of a turn with each message. */
function getMessagesBefore(context: IExecuteFunctions): string[] {
	return getAllOutputs(context)
		.filter(({ kind, fromMe }) => kind === 'message' && fromMe === false)
		.flatMap(getMessageIds);
}

/** Stores a new wait with the execution. */
export function storeWait<Kind extends WaitKind>(
	context: IExecuteFunctions,
	node: WaitingNode,
	begun: Pick<
		StoredWait<Kind>,
		'kind' | 'begunAt' | 'until' | 'lookAt' | 'targets' | 'resumeUrl' | 'page'
	>,
): StoredWait<Kind> {
	const run = getRunIndex(context);
	const seen = begun.kind === 'reply' ? getEarlierReplies(context, node) : [];
	const before = begun.kind === 'reply' ? [...new Set(getMessagesBefore(context))] : [];
	const wait: StoredWait<Kind> = { ...begun, run, inbox: [], seen, before, done: false };
	getStoredContext(context)[node.storedAs] = wait as never;
	return wait;
}

/** Whether an event, or its copy, came before. */
export function hasSeen({ seen }: StoredWait, event: AwaitedEvent): boolean {
	return getEventKeys(event).some((key) => seen.includes(key));
}

/** Puts an event into the inbox. @returns false when it came before, or before the question */
export function addToInbox(wait: StoredWait, event: AwaitedEvent): boolean {
	const keys = getEventKeys(event);
	if (hasSeen(wait, event) || keys.some((key) => wait.before?.includes(key))) return false;
	wait.seen = [...wait.seen, ...keys].slice(-MOST_SEEN);
	wait.inbox.push(event);
	return true;
}

function isSame(one: AwaitedEvent, other: AwaitedEvent): boolean {
	const keys = getEventKeys(other);
	return getEventKeys(one).some((key) => keys.includes(key));
}

/** Whether an event is kept because it is unclear what it belongs to. */
export function isUnclearIn({ unclear = [] }: StoredWait, event: AwaitedEvent): boolean {
	return unclear.some((one) => isSame(one, event));
}

/** Puts an event into the inbox again that was unclear and is not any more. @returns false when it was not */
export function takeUnclear(wait: StoredWait, event: AwaitedEvent): boolean {
	if (!isUnclearIn(wait, event)) return false;
	wait.unclear = (wait.unclear ?? []).filter((one) => !isSame(one, event));
	wait.inbox.push(event);
	return true;
}
