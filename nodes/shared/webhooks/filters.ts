import { getPersonKey } from '../parameters/phone-number/person';
import { composed, folded } from '../parameters/text-folding';
import type { TextPattern } from '../parameters/text-pattern/text-pattern';
import { ANY, UNKNOWN, type EventKind } from './events';

/** What an event tells of a message's file. */
export interface MessageFile {
	type: string;
	fileName: string | null;
}

/** What all events have that triggers take, whichever service they are of. */
export interface TriggerEvent {
	event: string;
	kind: EventKind;
	type: string | null;
	fromMe: boolean;
	whatsappNumber: string | null;
	/** WhatsApp's ID of a customer who may hide the number. */
	bsuid: string | null;
	/** The service's own ID of the customer, where it has one. */
	contactId?: string | null;
	/** The business number, digits only. */
	channelNumber: string | null;
	/** Meta's ID of the business number. */
	phoneNumberId?: string | null;
	/** The group that a message stands in; null for a chat of two. */
	groupId?: string | null;
	/** What the customer tapped. */
	buttonReply?: object | null;
	listReply?: object | null;
	/** When it happened, as ISO text. */
	timestamp?: string | null;
	text: string | null;
	/** What was written or tapped, in words. */
	chatInput: string | null;
	/** Whether the customer opts out by it (`true`) or in again (`false`); null for anything else. */
	optedOut: boolean | null;
	media: MessageFile | null;
	/** The same for all copies of one fact. */
	dedupeKey: string;
}

/** Whose messages start the workflow. */
export type Direction = 'customers' | 'own' | 'both';

/** What the user wants to be told. Empty lists leave everything in. */
export interface EventChoice {
	events: readonly string[];
	direction: Direction;
	messageTypes: readonly string[];
	/** Customers: numbers in any form, BSUIDs or contact IDs. */
	numbers: readonly string[];
	/** Business numbers or Meta's IDs of them, digits only. */
	channels: readonly string[];
	/** Texts of which one must occur, folded. */
	contains: readonly string[];
	matches: TextPattern | null;
}

/** Why an event starts nothing; null when it is wanted. */
export type Unwanted = 'channel' | 'direction' | 'event' | 'number' | 'text' | 'type';

function isChosen({ events }: EventChoice, event: TriggerEvent, isByName: boolean): boolean {
	return (
		(events.includes(ANY) && !isByName) ||
		events.includes(event.event) ||
		(event.kind === UNKNOWN && events.includes(UNKNOWN))
	);
}

/**
 * Own messages are dropped unless asked for, so that a workflow that answers does not answer itself. Choosing
 * an event such as Session Message Sent by its name asks for it.
 */
function isFromWantedSide({ direction, events }: EventChoice, event: TriggerEvent): boolean {
	if (direction === 'both' || event.kind !== 'message') return true;
	if (event.event !== 'messageReceived' && events.includes(event.event)) return true;
	return event.fromMe === (direction === 'own');
}

function isAmong(list: readonly string[], ...values: Array<string | null | undefined>): boolean {
	return list.length === 0 || values.some((value) => list.includes(value ?? ''));
}

/** Keys of lists that were read before: a list may be long, and each call asks for it. */
const keysOfLists = new WeakMap<readonly string[], Set<string>>();

function getKeys(people: readonly string[]): Set<string> {
	const keys = keysOfLists.get(people) ?? new Set(people.map((name) => getPersonKey(name)));
	keysOfLists.set(people, keys);
	return keys;
}

function isAboutOneOf(people: readonly string[], event: TriggerEvent): boolean {
	if (people.length === 0) return true;
	const keys = getKeys(people);
	const names = [event.whatsappNumber, event.bsuid, event.contactId];
	return names.some((name) => name && keys.has(getPersonKey(name)));
}

function textMatches({ contains, matches }: EventChoice, text: string): boolean {
	const plain = contains.length === 0 ? '' : folded(text);
	const hasPart = contains.length === 0 || contains.some((part) => plain.includes(part));
	return hasPart && (matches === null || matches.test(composed(text)));
}

/**
 * Why an event is not wanted. Types and texts are asked of messages only; a list of customers leaves out events
 * that name none.
 *
 * @param isByName whether the event is left out of {@link ANY}
 */
export function unwantedBecause(
	choice: EventChoice,
	event: TriggerEvent,
	isByName = false,
): Unwanted | null {
	if (!isChosen(choice, event, isByName)) return 'event';
	if (!isFromWantedSide(choice, event)) return 'direction';
	if (!isAboutOneOf(choice.numbers, event)) return 'number';
	if (!isAmong(choice.channels, event.channelNumber, event.phoneNumberId)) return 'channel';
	if (event.kind !== 'message') return null;
	if (!isAmong(choice.messageTypes, event.type)) return 'type';
	return textMatches(choice, event.text ?? '') ? null : 'text';
}
