import { isMessageInPause } from './answering';
import type { EventSource, WebhookContext } from './event-source';
import { unwantedBecause, type TriggerEvent } from '../filters';
import type { Claim } from '../memory/claims';
import type { Outcome } from '../memory/status';

/** Why an event starts nothing. */
export interface Skip {
	outcome: Exclude<Outcome, 'accepted'>;
	reason: string;
}

/** An event that starts an execution, and under which keys it is remembered after that. */
export interface Starting<Event> {
	event: Event;
	claim: Claim;
	keys: readonly string[];
}

/** What became of the events of one request. */
export interface Sorted<Event> {
	starting: Array<Starting<Event>>;
	skipped: Array<{ event: Event; skip: Skip }>;
	/** Whether a copy of one of them is on its way to an execution, and takes too long for an answer. */
	isUnsettled: boolean;
}

const PAUSED: Skip = { outcome: 'paused', reason: 'a person is answering' };

const REPEATED: Skip = { outcome: 'repeated', reason: 'repeated' };

type Verdict = { skip: Skip } | { claim: Claim; keys: readonly string[] } | { before: Claim };

function getKeys<Event extends TriggerEvent>(event: Event, source: EventSource<Event>) {
	const { asked, left } = source.furtherKeys?.(event) ?? { asked: [], left: [] };
	return { asked: [event.dedupeKey, ...asked], left: [event.dedupeKey, ...left] };
}

/** Why an event starts nothing, be it new or not. */
function findSkip<Event extends TriggerEvent>(
	webhook: WebhookContext,
	event: Event,
	source: EventSource<Event>,
): Skip | null {
	const { settings, memory, now } = webhook;
	const isByName = source.isChosenByName?.(event.event);
	const unwanted = unwantedBecause(settings.choice, event, isByName);
	if (unwanted) return { outcome: 'unwanted', reason: `unwanted: ${unwanted}` };
	if (isMessageInPause(webhook, event)) return PAUSED;
	const late =
		settings.dropLate && source.laterKeys(event).some((key) => memory.seen.has(key, now));
	return late ? { outcome: 'late', reason: 'late' } : null;
}

/** Claims an event that is wanted and new. */
function judge<Event extends TriggerEvent>(
	webhook: WebhookContext,
	event: Event,
	source: EventSource<Event>,
	own: ReadonlyArray<Starting<Event>>,
): Verdict {
	const { memory, now } = webhook;
	const skip = findSkip(webhook, event, source);
	if (skip) {
		// The person has it: when the pause is over, a copy must not start what they have answered.
		if (skip === PAUSED) memory.record(getKeys(event, source).left, now, false);
		return { skip };
	}
	if (source.isSample?.(event)) return { claim: memory.claims.make([]), keys: [] };
	const { asked, left } = getKeys(event, source);
	if (asked.some((key) => memory.seen.has(key, now))) return { skip: REPEATED };
	const before = memory.claims.find(asked);
	if (before === undefined) return { claim: memory.claims.make(left), keys: left };
	memory.openTurns.complete(before, event);
	const isOwn = own.some(({ claim }) => claim === before);
	return isOwn ? { skip: REPEATED } : { before };
}

/** Lets a copy that lacks the ID of the send wait for the one that has it. */
async function awaitFullerCopy<Event extends TriggerEvent>(
	webhook: WebhookContext,
	event: Event,
	source: EventSource<Event>,
): Promise<void> {
	const { memory, now } = webhook;
	const kind = source.copyKind?.(event);
	if (kind === 'fuller') memory.fullerCopies.arrive(event.dedupeKey);
	if (kind !== 'lesser' || findSkip(webhook, event, source) !== null) return;
	const { asked } = getKeys(event, source);
	const isNew = !asked.some((key) => memory.seen.has(key, now)) && !memory.claims.find(asked);
	if (isNew) await memory.fullerCopies.wait(event.dedupeKey);
}

/**
 * Sorts the events of a request into those that start an execution and those that do not. A copy of an event that is on its
 * way to an execution waits for that: it is a repeat only if the execution came to be, and else takes its place. Where
 * other events of the request start, it does not wait: the sender sends the first copy again if that failed.
 */
export async function sortEvents<Event extends TriggerEvent>(
	webhook: WebhookContext,
	events: readonly Event[],
	source: EventSource<Event>,
): Promise<Sorted<Event>> {
	const sorted: Sorted<Event> = { starting: [], skipped: [], isUnsettled: false };
	if (events.length === 1) await awaitFullerCopy(webhook, events[0]!, source);
	let open = events;
	while (open.length > 0) {
		const waiting: Array<{ event: Event; before: Claim }> = [];
		for (const event of open) {
			const verdict = judge(webhook, event, source, sorted.starting);
			if ('skip' in verdict) sorted.skipped.push({ event, skip: verdict.skip });
			else if ('before' in verdict) waiting.push({ event, before: verdict.before });
			else sorted.starting.push({ event, ...verdict });
		}
		const isStarting = sorted.starting.length > 0;
		const outcomes = await Promise.all(
			waiting.map(async ({ before }) => (isStarting ? 'started' : await before.outcome())),
		);
		sorted.isUnsettled = outcomes.includes('unsettled');
		if (sorted.isUnsettled) break;
		const isRepeated = (_one: unknown, place: number) => outcomes[place] === 'started';
		for (const { event } of waiting.filter(isRepeated))
			sorted.skipped.push({ event, skip: REPEATED });
		open = waiting.filter((_one, place) => outcomes[place] === 'failed').map(({ event }) => event);
	}
	return sorted;
}
