import { ANY, UNKNOWN } from './events';
import type { WatiEvent } from './normalize';

/** Whose messages start the workflow. */
export type Direction = 'customers' | 'own' | 'both';

/** What the user wants to be told. Empty lists leave everything in. */
export interface Choice {
	events: readonly string[];
	direction: Direction;
	messageTypes: readonly string[];
	/** Customers' numbers, digits only. */
	numbers: readonly string[];
	/** Business numbers, digits only. */
	channels: readonly string[];
	/** Lower-case texts of which one must occur. */
	contains: readonly string[];
	matches: RegExp | null;
}

/** Why an event starts nothing; null when it is wanted. */
export type Unwanted = 'channel' | 'direction' | 'event' | 'number' | 'text' | 'type';

function isChosen({ events }: Choice, event: WatiEvent): boolean {
	return (
		events.includes(ANY) ||
		events.includes(event.event) ||
		(event.kind === UNKNOWN && events.includes(UNKNOWN))
	);
}

/**
 * Own messages are dropped unless asked for, so that a workflow that answers does not answer itself. Choosing
 * an event such as Session Message Sent by its name asks for it.
 */
function isFromWantedSide({ direction, events }: Choice, event: WatiEvent): boolean {
	if (direction === 'both' || event.kind !== 'message') return true;
	if (event.event !== 'messageReceived' && events.includes(event.event)) return true;
	return event.fromMe === (direction === 'own');
}

function isAmong(list: readonly string[], value: string | null): boolean {
	return list.length === 0 || (value !== null && list.includes(value));
}

function textMatches({ contains, matches }: Choice, text: string): boolean {
	const lower = text.toLowerCase();
	const hasPart = contains.length === 0 || contains.some((part) => lower.includes(part));
	return hasPart && (matches === null || matches.test(text));
}

/**
 * Why an event is not wanted. Types and texts are asked of messages only; a list of numbers leaves out events
 * that name no number.
 */
export function unwantedBecause(choice: Choice, event: WatiEvent): Unwanted | null {
	if (!isChosen(choice, event)) return 'event';
	if (!isFromWantedSide(choice, event)) return 'direction';
	if (!isAmong(choice.numbers, event.whatsappNumber)) return 'number';
	if (!isAmong(choice.channels, event.channelNumber)) return 'channel';
	if (event.kind !== 'message') return null;
	if (!isAmong(choice.messageTypes, event.type)) return 'type';
	return textMatches(choice, event.text ?? '') ? null : 'text';
}
