import type { ExecutionWait } from '../hand-over/execution-waits';
import type { WaitingNode } from '../waiting-node';
import { mayBeSame, type Scope } from './scope';

/** A wait of an execution of this process. */
export interface ProcessWait extends ExecutionWait {
	nodeName: string;
	scope: Scope;
	/** Whether the node is still sending, so that n8n cannot wake the execution yet. */
	isAsking: boolean;
	/** Keys of the events that it has. */
	seen: ReadonlySet<string>;
	/** When the execution wakes by itself at the latest, in milliseconds. */
	wakesAt: number;
	/** When it may be forgotten, in milliseconds. */
	until: number;
}

const MOST_WAITS = 10_000;

/** After a wait has ended, for the question whether it has an event: longer than the pauses between two looks of another one. */
const KEPT_AFTER_END_MS = 3_600_000;

/** After its time limit: n8n may be late with waking the execution. */
const KEPT_AFTER_LIMIT_MS = 600_000;

/** By the ID of the execution: it waits in one node at a time. */
const waits = new Map<string, ProcessWait>();

/** Executions that have an event and do not wait any more. */
interface Ended {
	executionIds: Set<string>;
	until: number;
}

const MOST_ENDED = 50_000;

/** By the keys of events, those that ended first at the beginning. */
const endedByKey = new Map<string, Ended>();

function removeOld(now: number): void {
	for (const [id, { until }] of waits) {
		if (until < now || waits.size > MOST_WAITS) waits.delete(id);
	}
}

/** Notes that an execution waits, or is about to. */
export function noteWait(wait: ProcessWait): void {
	waits.delete(wait.executionId);
	waits.set(wait.executionId, { ...wait, until: wait.until + KEPT_AFTER_LIMIT_MS });
	if (waits.size > MOST_WAITS) removeOld(Date.now());
}

/** Notes that an execution waits no longer. */
export function noteEnd(executionId: string, seen: Iterable<string>): void {
	waits.delete(executionId);
	const now = Date.now();
	for (const key of seen) {
		const executionIds = endedByKey.get(key)?.executionIds ?? new Set();
		endedByKey.delete(key);
		endedByKey.set(key, {
			executionIds: executionIds.add(executionId),
			until: now + KEPT_AFTER_END_MS,
		});
	}
	for (const [key, { until }] of endedByKey) {
		if (until >= now && endedByKey.size <= MOST_ENDED) break;
		endedByKey.delete(key);
	}
}

/** Forgets an execution that n8n does not have any more. */
export function forgetWait(executionId: string): void {
	waits.delete(executionId);
}

/**
 * The waits of a kind of node that an event may concern.
 *
 * @param readNames reads the names of the event, which takes time: only called where somebody waits
 */
export function findWaits(
	{ nodeName }: WaitingNode,
	scope: Scope,
	readNames: () => readonly string[],
): ProcessWait[] {
	removeOld(Date.now());
	const ofScope = [...waits.values()].filter(
		(wait) => wait.nodeName === nodeName && mayBeSame(wait.scope, scope),
	);
	if (ofScope.length === 0) return [];
	const names = readNames();
	return ofScope.filter((wait) => names.some((name) => wait.names.has(name)));
}

/** After this an execution that did not wake here has woken in another process. */
const LATE_MS = 120_000;

/** The waits of other executions of this process. */
export function listOtherWaits(
	ownId: string,
	{ nodeName }: WaitingNode,
	scope: Scope,
): ProcessWait[] {
	const now = Date.now();
	return [...waits.values()].filter(
		(wait) =>
			wait.executionId !== ownId &&
			wait.nodeName === nodeName &&
			now < wait.wakesAt + LATE_MS &&
			mayBeSame(wait.scope, scope),
	);
}

/** Whether an execution of this process other than this one has an event. */
export function isElsewhere(ownId: string, keys: readonly string[]): boolean {
	const isOther = (id: string) => id !== ownId && hasEvent(id, keys);
	const ended = keys.flatMap((key) => [...(endedByKey.get(key)?.executionIds ?? [])]);
	return ended.some((id) => id !== ownId) || [...waits.keys()].some(isOther);
}

/** Whether an execution has an event. */
export function hasEvent(executionId: string, keys: readonly string[]): boolean {
	const wait = waits.get(executionId);
	return keys.some(
		(key) => wait?.seen.has(key) === true || endedByKey.get(key)?.executionIds.has(executionId),
	);
}

/** Whether another execution of this process is asking one of these people just now. */
export function isAskedElsewhere(
	ownId: string,
	{ nodeName }: WaitingNode,
	names: readonly string[],
): boolean {
	return [...waits.values()].some(
		(wait) =>
			wait.isAsking &&
			wait.executionId !== ownId &&
			wait.nodeName === nodeName &&
			names.some((name) => wait.names.has(name)),
	);
}
