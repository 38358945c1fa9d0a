import { isPayload, getNumber, getText, type Payload } from '../payload';
import type { TriggerEvent } from '../filters';
import { UNKNOWN } from '../events';

/** What a trigger went through, to explain why a workflow did or did not run. Times are ISO texts. */
export interface TriggerStatus {
	/** Start of the count. */
	since: string;
	/** Last request that was verified, wanted or not. */
	lastEvent: string | null;
	lastAccepted: string | null;
	lastRefused: string | null;
	/** Reason of the last refusal. */
	lastRefusal: string | null;
	/** Events that started an execution. */
	accepted: number;
	/** Calls without the right secret, from a wrong address or without a readable event. */
	refused: number;
	/** Verified events that the node's fields leave out. */
	unwanted: number;
	/** Copies and repeats of events that were accepted before. */
	repeated: number;
	/** Statuses that came after a later one of the same message. */
	late: number;
	/** Events that went to waiting executions instead. */
	handedOver: number;
	/** Messages that started nothing, since a person answered their chat. */
	paused: number;
	/** Chats that a person answered when this was written. */
	pausedChats: number;
	/** Verified events by their value in the catalogue, all of `accepted`, `unwanted`, `repeated`, `late`, `handedOver` and `paused`. */
	events: Record<string, number>;
}

export type Outcome = 'accepted' | 'handedOver' | 'late' | 'paused' | 'repeated' | 'unwanted';

export function newStatus(now: number): TriggerStatus {
	return {
		since: new Date(now).toISOString(),
		lastEvent: null,
		lastAccepted: null,
		lastRefused: null,
		lastRefusal: null,
		accepted: 0,
		refused: 0,
		unwanted: 0,
		repeated: 0,
		late: 0,
		handedOver: 0,
		paused: 0,
		pausedChats: 0,
		events: {},
	};
}

let lastTime = { now: Number.NaN, text: '' };

/** A time as text, made once for the many events of one call. */
function toTime(now: number): string {
	if (lastTime.now !== now) lastTime = { now, text: new Date(now).toISOString() };
	return lastTime.text;
}

export function countEvent(
	status: TriggerStatus,
	{ event, kind }: TriggerEvent,
	outcome: Outcome,
	now: number,
): void {
	const name = kind === UNKNOWN ? UNKNOWN : event;
	const time = toTime(now);
	status[outcome] += 1;
	status.events[name] = (status.events[name] ?? 0) + 1;
	status.lastEvent = time;
	if (outcome === 'accepted') status.lastAccepted = time;
}

/** Turns an accepted event back: n8n could not start the execution, and the service sends the event again. */
export function uncountAccepted(status: TriggerStatus, { event, kind }: TriggerEvent): void {
	const name = kind === UNKNOWN ? UNKNOWN : event;
	status.accepted -= 1;
	status.events[name] = (status.events[name] ?? 1) - 1;
}

export function countRefusal(status: TriggerStatus, reason: string, now: number): void {
	status.refused += 1;
	status.lastRefused = new Date(now).toISOString();
	status.lastRefusal = reason;
}

/** A status as static data keeps it; null when there is none. */
export function statusIn(kept: unknown): TriggerStatus | null {
	if (!isPayload(kept)) return null;
	const count = (source: Payload, name: string) => getNumber(source, name) ?? 0;
	const events = isPayload(kept.events) ? kept.events : {};
	return {
		since: getText(kept, 'since') ?? new Date(0).toISOString(),
		lastEvent: getText(kept, 'lastEvent'),
		lastAccepted: getText(kept, 'lastAccepted'),
		lastRefused: getText(kept, 'lastRefused'),
		lastRefusal: getText(kept, 'lastRefusal'),
		accepted: count(kept, 'accepted'),
		refused: count(kept, 'refused'),
		unwanted: count(kept, 'unwanted'),
		repeated: count(kept, 'repeated'),
		late: count(kept, 'late'),
		handedOver: count(kept, 'handedOver'),
		paused: count(kept, 'paused'),
		pausedChats: count(kept, 'pausedChats'),
		events: Object.fromEntries(Object.keys(events).map((name) => [name, count(events, name)])),
	};
}
