import { writeCount } from '../formatting/write-count';
import { getPersonKey } from '../parameters/phone-number/person';
import type { Payload } from './payload';
import type { EventKind } from './events';
import type * as parts from './event-parts';

/** What n8n's AI nodes read by default, as n8n's own chat trigger puts it out. */
export interface AgentFields {
	/** What the customer said, in words. Null for an event that is no message. */
	chatInput: string | null;
	/** One value for one chat partner. Null where an event names nobody. */
	sessionId: string | null;
}

/** What words are made of. */
export interface Speaking {
	kind: EventKind;
	type: string | null;
	text: string | null;
	buttonReply: parts.ButtonReply | null;
	listReply: parts.ListReply | null;
	media: { type: string; fileName: string | null; voice?: boolean } | null;
	location: parts.Location | null;
	contacts: parts.SharedContact[];
	reaction: parts.Reaction | null;
	order: parts.Order | null;
	flowReply?: { response: Payload | null } | null;
}

function withDetail(what: string, ...details: Array<string | number | null | undefined>): string {
	const known = details.filter((detail) => (detail ?? '') !== '');
	return known.length === 0 ? `[${what}]` : `[${what}: ${known.join(', ')}]`;
}

function describeMedia({ type, fileName, voice }: NonNullable<Speaking['media']>): string {
	if (voice === true || type === 'voice') return '[voice message]';
	return type === 'document' ? withDetail('document', fileName) : `[${type}]`;
}

function describeLocation(location: parts.Location): string {
	const { name, address, latitude, longitude, url } = location;
	const place = [name, address, latitude, longitude];
	return withDetail('location', ...(place.every((part) => part === null) ? [url] : place));
}

function describeContacts(contacts: parts.SharedContact[]): string {
	return withDetail(
		contacts.length === 1 ? 'contact' : 'contacts',
		...contacts.map(({ name, numbers }) => [name, ...numbers].filter(Boolean).join(' ')),
	);
}

function describeOrder({ text, products }: parts.Order): string {
	return withDetail('order', writeCount(products.length, 'product'), text);
}

/** What is said by something else than words. */
function describeContent(event: Speaking): string | null {
	const { location, contacts, reaction, order, flowReply } = event;
	if (location) return describeLocation(location);
	if (contacts.length > 0) return describeContacts(contacts);
	if (reaction) {
		return reaction.emoji === null ? '[reaction removed]' : withDetail('reaction', reaction.emoji);
	}
	if (order) return describeOrder(order);
	return flowReply?.response ? withDetail('form', JSON.stringify(flowReply.response)) : null;
}

function describeType({ type, media }: Speaking): string {
	if (media) return describeMedia(media);
	if (type === 'voice') return '[voice message]';
	if (type === 'revoke') return '[message deleted]';
	return type === null ? '[message]' : `[${type.replaceAll('_', ' ')}]`;
}

/**
 * What a message says: the title of the button or row that was tapped, text or caption. What has no words is described
 * in brackets, so that a model does not take that for the customer's own.
 */
function toChatInput(event: Speaking): string | null {
	const { kind, text, buttonReply, listReply } = event;
	if (kind === 'status' || kind === 'contact') return null;
	const given = [buttonReply?.title, listReply?.title, describeContent(event), text];
	const words = given.find((part) => part?.trim());
	return words ?? (kind === 'message' ? describeType(event) : null);
}

/**
 * The fields that n8n's AI Agent (`chatInput`) and memories (`sessionId`) read by default.
 *
 * @param people who the chat is with, the name that stays the same longest first
 */
export function toAgentFields(event: Speaking, people: ReadonlyArray<string | null>): AgentFields {
	const person = people.find((name) => name !== null) ?? null;
	return {
		chatInput: toChatInput(event),
		sessionId: person === null ? null : getPersonKey(person),
	};
}
