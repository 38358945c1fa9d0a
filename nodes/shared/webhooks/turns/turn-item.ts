import type { IDataObject } from 'n8n-workflow';

import type { TriggerEvent } from '../filters';

/** Fields whose values of all messages belong together, one a line. */
const JOINED = ['text', 'chatInput'] as const;

/** How a person is named, from what stays the same longest. */
const NAMES = ['whatsappNumber', 'bsuid', 'contactId'] as const;

/** What an event tells of its writer. */
const WRITER = [...NAMES, 'name', 'username'] as const;

function saysNothing(value: unknown): boolean {
	return value === null || value === undefined || (Array.isArray(value) && value.length === 0);
}

function countNames(event: IDataObject): number {
	return NAMES.filter((name) => !saysNothing(event[name])).length;
}

/**
 * A message with what a copy of it says besides about its writer: of the names under which one message is posted, some
 * leave the number out.
 */
export function completeFromCopy<Event extends TriggerEvent>(event: Event, copy: Event): Event {
	const [own, other] = [event, copy] as unknown as [IDataObject, IDataObject];
	const isFuller = countNames(other) > countNames(own);
	const missing = WRITER.filter((field) => saysNothing(own[field]) && !saysNothing(other[field]));
	return {
		...event,
		...Object.fromEntries(missing.map((field) => [field, other[field]])),
		...(isFuller && !saysNothing(other.sessionId) ? { sessionId: other.sessionId } : {}),
	};
}

const readTime = ({ timestamp }: TriggerEvent) => Date.parse(timestamp ?? '');

const readCreated = ({ raw }: TriggerEvent & { raw?: IDataObject }) =>
	Date.parse(String(raw?.created));

/**
 * Messages in the order in which they were written. Services tell times by the second, so those of one second are in the order
 * in which the service stored them, where it tells that, and else in which they arrived.
 */
export function sortMessages<Event extends TriggerEvent>(events: readonly Event[]): Event[] {
	return [...events].sort(
		(one, other) => readTime(one) - readTime(other) || readCreated(one) - readCreated(other) || 0,
	);
}

/**
 * One item for the messages of a turn: the newest one with the texts of all, and what it leaves open from those before it.
 *
 * @param events oldest first
 * @returns the fields of an event, and `messages` with each of them
 */
export function combineMessages(events: readonly IDataObject[]): IDataObject {
	const messages = events.map((event) => ({ ...event }));
	const combined: IDataObject = { ...messages.at(-1) };
	for (const earlier of messages.slice(0, -1).reverse()) {
		for (const [field, value] of Object.entries(earlier)) {
			if (saysNothing(combined[field]) && !saysNothing(value)) combined[field] = value;
		}
	}
	for (const field of JOINED) {
		const parts = messages.map((message) => message[field]).filter((part) => !saysNothing(part));
		combined[field] = parts.length === 0 ? null : parts.join('\n');
	}
	// One message may name the person by fewer names than another: the one with most knows the memory of the chat.
	const [known] = [...messages].reverse().sort((one, other) => countNames(other) - countNames(one));
	if (known && 'sessionId' in known) combined.sessionId = known.sessionId;
	return { ...combined, messages };
}

/** The binary field of a file: `data` for the first one, then `data_2`, `data_3` and so on. */
export function numberField(field: string, place: number): string {
	return place === 1 ? field : `${field}_${place}`;
}
