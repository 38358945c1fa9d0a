import { sleep } from 'n8n-workflow';

import { Journeys, Slot } from './latency';
import type { Limit } from './limit';

/** The starts of recent requests under one limit. */
interface Window {
	limit: Limit;
	slots: Slot[];
	pausedUntil: number;
}

interface Waiter {
	windows: Window[];
	/** Ends the wait: with a slot to leave now, without to leave never. */
	end: (slot?: Slot) => void;
	mayLeave: () => boolean;
}

/** One account's queue: what waits, per execution, and whose turn it is. */
interface Lane {
	windows: Map<string, Window>;
	turns: Map<string, Waiter[]>;
	journeys: Journeys;
	/** What got its slot in this turn of the process, and has not left yet. */
	leaving: Slot[];
	pumping: boolean;
}

/** Accounts seen by this process. One entry per key or tenant, so it stays as small as they are few. */
const lanes = new Map<string, Lane>();

/** A wait is cut into pieces, so that a request which was stopped or paused is noticed soon. */
const LONGEST_NAP_MS = 250;

/** The shortest that a timer of Node waits. */
const SHORTEST_NAP_MS = 1;

function laneOf(account: string): Lane {
	let lane = lanes.get(account);
	if (!lane) {
		lane = {
			windows: new Map(),
			turns: new Map(),
			journeys: new Journeys(),
			leaving: [],
			pumping: false,
		};
		lanes.set(account, lane);
	}
	return lane;
}

function windowOf(lane: Lane, limit: Limit): Window {
	const known = lane.windows.get(limit.name);
	if (known) {
		known.limit = limit;
		return known;
	}
	const fresh: Window = { limit, slots: [], pausedUntil: 0 };
	lane.windows.set(limit.name, fresh);
	return fresh;
}

/** Milliseconds until one more request may start in this window. */
function waitOf(window: Window, now: number): number {
	const { count, perMs } = window.limit;
	const paused = window.pausedUntil - now;
	window.slots = window.slots.filter((slot) => slot.arrivesBy() > now - perMs);
	const latest = window.slots.map((slot) => slot.arrivesBy()).sort((one, other) => other - one);
	const blocking = latest[count - 1];
	return Math.max(0, paused, blocking === undefined ? 0 : blocking + perMs - now);
}

/** Starts what may start, one execution after the other, and returns how long to nap; 0 means done. */
function startReady(lane: Lane): number {
	let nap = 0;
	let progress = true;
	while (progress) {
		progress = false;
		nap = LONGEST_NAP_MS;
		for (const [execution, waiters] of [...lane.turns]) {
			const [next] = waiters;
			if (!next) {
				lane.turns.delete(execution);
				continue;
			}
			if (!next.mayLeave()) {
				waiters.shift();
				next.end();
				progress = true;
				continue;
			}
			const now = Date.now();
			const wait = Math.max(0, ...next.windows.map((window) => waitOf(window, now)));
			if (wait > 0) {
				nap = Math.min(nap, wait);
				continue;
			}
			const slot = new Slot(now, lane.journeys);
			for (const window of next.windows) window.slots.push(slot);
			void watchLeaving(lane, slot);
			waiters.shift();
			// To the end of the line: the next slot is another execution's, if one waits.
			lane.turns.delete(execution);
			lane.turns.set(execution, waiters);
			next.end(slot);
			progress = true;
		}
	}
	return lane.turns.size === 0 ? 0 : Math.max(1, nap);
}

/** A process that is busy lets requests leave late: notes by how much, for all that got a slot meanwhile. */
async function watchLeaving(lane: Lane, slot: Slot): Promise<void> {
	lane.leaving.push(slot);
	if (lane.leaving.length > 1) return;
	const nextTurn = Date.now() + SHORTEST_NAP_MS;
	await sleep(SHORTEST_NAP_MS);
	const lateMs = Math.max(0, Date.now() - nextTurn);
	for (const leaving of lane.leaving.splice(0)) leaving.leftLate(lateMs);
}

async function pump(lane: Lane): Promise<void> {
	if (lane.pumping) return;
	lane.pumping = true;
	for (let nap = startReady(lane); nap > 0; nap = startReady(lane)) {
		await sleep(nap);
	}
	lane.pumping = false;
}

/**
 * Waits until a request may start without being refused. All executions in this process share the
 * windows of an account and take turns, so a long run does not starve a short one.
 *
 * @param account what the limits are counted by
 * @param execution who asks, for the turns
 * @param signal ends the wait when the execution is stopped
 * @param mayLeave ends the wait as soon as it is false, so that what will not leave takes nobody's slot
 * @returns the slot, to tell when the answer came; undefined if the wait was ended: the request must not leave
 */
export async function waitForSlot(
	account: string,
	limits: Limit[],
	execution: string,
	signal?: AbortSignal,
	mayLeave: () => boolean = () => true,
): Promise<Slot | undefined> {
	if (signal?.aborted) return undefined;
	const lane = laneOf(account);
	const windows = limits.map((limit) => windowOf(lane, limit));
	return await new Promise<Slot | undefined>((resolve) => {
		const waiters = lane.turns.get(execution) ?? [];
		lane.turns.set(execution, waiters);
		const onAbort = () => {
			const place = waiters.indexOf(waiter);
			if (place >= 0) waiters.splice(place, 1);
			resolve(undefined);
		};
		const waiter: Waiter = {
			windows,
			mayLeave,
			end: (slot) => {
				signal?.removeEventListener('abort', onAbort);
				resolve(slot);
			},
		};
		signal?.addEventListener('abort', onAbort, { once: true });
		waiters.push(waiter);
		void pump(lane);
	});
}

/**
 * Holds back every request under these limits, after the server said that there were too many.
 *
 * @param pauseMs how long nothing may start
 */
export function pauseSlots(account: string, limits: Limit[], pauseMs: number): void {
	const lane = laneOf(account);
	const until = Date.now() + pauseMs;
	for (const limit of limits) {
		const window = windowOf(lane, limit);
		window.pausedUntil = Math.max(window.pausedUntil, until);
	}
}
