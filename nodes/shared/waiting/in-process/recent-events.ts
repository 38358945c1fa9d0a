import { getEventKeys, getNames, isFromCustomer, type AwaitedEvent } from '../awaited-event';
import type { WaitingNode } from '../waiting-node';
import { mayBeSame, type Scope } from './scope';

interface Recent {
	event: AwaitedEvent;
	nodeName: string;
	scope: Scope;
	/** Missing until somebody looks for events. */
	names?: string[];
	/** When it arrived by the clock of this process, which tells the order of question and answer exactly. */
	arrivedAt: number;
}

/** Longer than any pause between two looks of a wait. */
const KEPT_MS = 3_600_000;

const MOST_EVENTS = 5_000;

/** Events above the most before the oldest are forgotten: a set passes over what was deleted at its beginning. */
const SPARE_EVENTS = 500;

/** Oldest first. */
const recents = new Set<Recent>();

const byName = new Map<string, Set<Recent>>();

/** Those that are not in `byName` yet: reading the names of people takes time, and most events are never looked for. */
const unnamed = new Set<Recent>();

function remove(recent: Recent): void {
	recents.delete(recent);
	unnamed.delete(recent);
	for (const name of recent.names ?? []) {
		const named = byName.get(name);
		named?.delete(recent);
		if (named?.size === 0) byName.delete(name);
	}
}

/** When the oldest event arrived, as far as is known. */
let oldestAt = 0;

function removeOld(now: number): void {
	if (recents.size <= MOST_EVENTS + SPARE_EVENTS && now - oldestAt < KEPT_MS) return;
	for (const recent of recents) {
		oldestAt = recent.arrivedAt;
		if (recents.size <= MOST_EVENTS && now - recent.arrivedAt < KEPT_MS) break;
		remove(recent);
	}
}

/**
 * Remembers an event that nobody waited for when it arrived. An execution that is still asking takes it once it has
 * asked, and one that this process does not know yet, since n8n was started anew, takes it at its next look.
 */
export function addRecent(
	event: AwaitedEvent,
	{ nodeName }: WaitingNode,
	scope: Scope,
	arrivedAt: number,
): void {
	const recent: Recent = { event, nodeName, scope, arrivedAt };
	recents.add(recent);
	unnamed.add(recent);
	removeOld(arrivedAt);
}

function nameRecents(): void {
	for (const recent of unnamed) {
		recent.names = getNames(recent.event);
		for (const name of recent.names) {
			const named = byName.get(name) ?? new Set();
			byName.set(name, named.add(recent));
		}
	}
	unnamed.clear();
}

function findByNames(names: Iterable<string>): Recent[] {
	nameRecents();
	return [...names].flatMap((name) => [...(byName.get(name) ?? [])]);
}

/**
 * Takes what a wait wants of the recent events, oldest first. A customer's message goes to one wait only, other events to all.
 *
 * @param names of people, conversations and messages
 * @param wants whether the wait has a use for an event that arrived then
 */
export function takeRecent(
	{ nodeName }: WaitingNode,
	scope: Scope,
	names: Iterable<string>,
	wants: (event: AwaitedEvent, arrivedAt: number) => boolean,
): AwaitedEvent[] {
	removeOld(Date.now());
	const candidates = new Set(findByNames(names));
	const taken = [...candidates]
		.filter((recent) => recent.nodeName === nodeName && mayBeSame(recent.scope, scope))
		.sort((one, other) => one.arrivedAt - other.arrivedAt)
		.filter(({ event, arrivedAt }) => wants(event, arrivedAt));
	for (const recent of taken) if (isFromCustomer(recent.event)) remove(recent);
	return taken.map(({ event }) => event);
}

/** Forgets an event that a copy of it led to a wait. */
export function forgetRecent(event: AwaitedEvent): void {
	const keys = new Set(getEventKeys(event));
	for (const recent of findByNames(getNames(event))) {
		if (getEventKeys(recent.event).some((key) => keys.has(key))) remove(recent);
	}
}
