import {
	toDigits,
	isPayload,
	getId,
	getObject,
	getObjects,
	getText,
	getValue,
	type Payload,
} from './payload';

export interface ButtonReply {
	id: string | null;
	title: string | null;
	payload: string | null;
	/** Position of the button, from 0; known for template buttons. */
	index: number | null;
}

export interface ListReply {
	id: string | null;
	title: string | null;
	description: string | null;
}

export interface Media {
	type: string;
	/** Where the service stores it, e.g. `data/images/....jpg`; what Media: Download takes. */
	path: string | null;
	url: string | null;
	fileName: string | null;
}

export interface Location {
	latitude: number | null;
	longitude: number | null;
	name: string | null;
	address: string | null;
	url: string | null;
}

export interface SharedContact {
	name: string | null;
	numbers: string[];
}

export interface Reaction {
	/** Null when the reaction was taken back. */
	emoji: string | null;
	messageId: string | null;
}

export interface Order {
	catalogId: string | null;
	text: string | null;
	products: Payload[];
}

export interface Referral {
	sourceId: string | null;
	sourceUrl: string | null;
	headline: string | null;
	body: string | null;
	clickId: string | null;
}

export interface TemplateButton {
	index: number | null;
	/** Card of a carousel, from 0. */
	cardIndex: number | null;
	type: string | null;
	text: string | null;
	url: string | null;
	phoneNumber: string | null;
}

/** What a customer got of a template beside its text, with the values filled in. */
export interface TemplateContent {
	headerType: string | null;
	headerText: string | null;
	/** Address of the picture, video or document in the header. */
	headerLink: string | null;
	footer: string | null;
	buttons: TemplateButton[];
}

function readName(contact: Payload): string | null {
	const name = getObject(contact, 'name');
	return name
		? getText(name, 'formattedName', 'firstName')
		: getText(contact, 'name', 'fullName', 'formattedName', 'displayName');
}

function readNumbers(contact: Payload): string[] {
	const listed = getValue(contact, 'phones', 'numbers', 'phoneNumbers');
	const entries: unknown[] = Array.isArray(listed) ? listed : [];
	const numbers = entries.map((entry) =>
		toDigits(isPayload(entry) ? getText(entry, 'waId', 'phone', 'number') : entry),
	);
	const single = toDigits(getText(contact, 'waId', 'phone', 'phoneNumber'));
	return [...new Set([...numbers, single])].filter((number) => number !== null);
}

/** Contact cards in a message. */
export function readSharedContacts(raw: Payload): SharedContact[] {
	return getObjects(raw, 'messageContact', 'contacts')
		.map((contact) => ({ name: readName(contact), numbers: readNumbers(contact) }))
		.filter(({ name, numbers }) => name !== null || numbers.length > 0);
}

/** An emoji on a message: an object, or the emoji as text. */
export function readReaction(raw: Payload, type: string | null): Reaction | null {
	const part = getObject(raw, 'reaction');
	if (!part && type !== 'reaction') return null;
	return {
		emoji: part ? getText(part, 'emoji') : getText(raw, 'reaction', 'text', 'data'),
		messageId: (part && getId(part, 'messageId')) ?? getId(raw, 'replyContextId'),
	};
}
