import { sleep } from 'n8n-workflow';

import { watchCancel } from '../transfer/cancellation';
import { LatencyTracker, Permit } from './latency';
import type { Limit } from './limit';

/** The starts of recent requests under one limit. */
interface SlidingWindow {
	limit: Limit;
	permits: Permit[];
	pausedUntil: number;
}

interface Waiter {
	windows: SlidingWindow[];
	/** Ends the wait: with a permit to leave now, without to leave never. */
	end: (permit?: Permit) => void;
	mayLeave: () => boolean;
}

/** One account's queue: what waits, per execution, and whose turn it is. */
interface AccountQueue {
	windows: Map<string, SlidingWindow>;
	turns: Map<string, Waiter[]>;
	latency: LatencyTracker;
	/** What got its permit in this turn of the process, and has not left yet. */
	leaving: Permit[];
	pumping: boolean;
}

/** Accounts seen by this process. One entry per key or tenant, so it stays as small as they are few. */
const queues = new Map<string, AccountQueue>();

/** A wait is cut into pieces, so that a request which was stopped or paused is noticed soon. */
const LONGEST_DELAY_MS = 250;

/** The shortest that a timer of Node waits. */
const SHORTEST_DELAY_MS = 1;

function getQueue(account: string): AccountQueue {
	let queue = queues.get(account);
	if (!queue) {
		queue = {
			windows: new Map(),
			turns: new Map(),
			latency: new LatencyTracker(),
			leaving: [],
			pumping: false,
		};
		queues.set(account, queue);
	}
	return queue;
}

function getWindow(queue: AccountQueue, limit: Limit): SlidingWindow {
	const known = queue.windows.get(limit.name);
	if (known) {
		known.limit = limit;
		return known;
	}
	const fresh: SlidingWindow = { limit, permits: [], pausedUntil: 0 };
	queue.windows.set(limit.name, fresh);
	return fresh;
}

/** Milliseconds until one more request may start in this window. */
function getWait(window: SlidingWindow, now: number): number {
	const { count, perMs } = window.limit;
	const paused = window.pausedUntil - now;
	window.permits = window.permits.filter((permit) => permit.arrivesBy() > now - perMs);
	const latest = window.permits
		.map((permit) => permit.arrivesBy())
		.sort((one, other) => other - one);
	const blocking = latest[count - 1];
	return Math.max(0, paused, blocking === undefined ? 0 : blocking + perMs - now);
}

/** Starts what may start, one execution after the other, and returns how long to delay; 0 means done. */
function startReady(queue: AccountQueue): number {
	let delay = 0;
	let progress = true;
	while (progress) {
		progress = false;
		delay = LONGEST_DELAY_MS;
		for (const [execution, waiters] of [...queue.turns]) {
			const [next] = waiters;
			if (!next) {
				queue.turns.delete(execution);
				continue;
			}
			if (!next.mayLeave()) {
				waiters.shift();
				next.end();
				progress = true;
				continue;
			}
			const now = Date.now();
			const wait = Math.max(0, ...next.windows.map((window) => getWait(window, now)));
			if (wait > 0) {
				delay = Math.min(delay, wait);
				continue;
			}
			const permit = new Permit(now, queue.latency);
			for (const window of next.windows) window.permits.push(permit);
			void watchLeaving(queue, permit);
			waiters.shift();
			// To the end of the line: the next permit is another execution's, if one waits.
			queue.turns.delete(execution);
			queue.turns.set(execution, waiters);
			next.end(permit);
			progress = true;
		}
	}
	return queue.turns.size === 0 ? 0 : Math.max(1, delay);
}

/** A process that is busy lets requests leave late: notes by how much, for all that got a permit meanwhile. */
async function watchLeaving(queue: AccountQueue, permit: Permit): Promise<void> {
	queue.leaving.push(permit);
	if (queue.leaving.length > 1) return;
	const nextTurn = Date.now() + SHORTEST_DELAY_MS;
	await sleep(SHORTEST_DELAY_MS);
	const lateMs = Math.max(0, Date.now() - nextTurn);
	for (const leaving of queue.leaving.splice(0)) leaving.leftLate(lateMs);
}

async function pump(queue: AccountQueue): Promise<void> {
	if (queue.pumping) return;
	queue.pumping = true;
	for (let delay = startReady(queue); delay > 0; delay = startReady(queue)) {
		await sleep(delay);
	}
	queue.pumping = false;
}

/**
 * Waits until a request may start without being refused. All executions in this process share the
 * windows of an account and take turns, so a long run does not starve a short one.
 *
 * @param account what the limits are counted by
 * @param execution who asks, for the turns
 * @param signal ends the wait when the execution is stopped
 * @param mayLeave ends the wait as soon as it is false, so that what will not leave takes nobody's permit
 * @returns the permit, to tell when the answer came; undefined if the wait was ended: the request must not leave
 */
export async function waitForPermit(
	account: string,
	limits: Limit[],
	execution: string,
	signal?: AbortSignal,
	mayLeave: () => boolean = () => true,
): Promise<Permit | undefined> {
	if (signal?.aborted) return undefined;
	const queue = getQueue(account);
	const windows = limits.map((limit) => getWindow(queue, limit));
	return await new Promise<Permit | undefined>((resolve) => {
		const waiters = queue.turns.get(execution) ?? [];
		queue.turns.set(execution, waiters);
		const unwatch = watchCancel(signal, () => {
			const place = waiters.indexOf(waiter);
			if (place >= 0) waiters.splice(place, 1);
			resolve(undefined);
		});
		const waiter: Waiter = {
			windows,
			mayLeave,
			end: (permit) => {
				unwatch();
				resolve(permit);
			},
		};
		waiters.push(waiter);
		void pump(queue);
	});
}

/**
 * Holds back every request under these limits, after the server said that there were too many.
 *
 * @param pauseMs how long nothing may start
 */
export function pauseAccount(account: string, limits: Limit[], pauseMs: number): void {
	const queue = getQueue(account);
	const until = Date.now() + pauseMs;
	for (const limit of limits) {
		const window = getWindow(queue, limit);
		window.pausedUntil = Math.max(window.pausedUntil, until);
	}
}
