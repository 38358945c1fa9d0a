import {
	digitsOf,
	isPayload,
	jsonOf,
	numberOf,
	objectOf,
	objectsOf,
	textOf,
	valueOf,
	type Payload,
} from '../../shared/webhooks/payload';
import type {
	ButtonReply,
	ListReply,
	Media,
	Location,
	SharedContact,
	Reaction,
	Order,
	Referral,
} from '../../shared/webhooks/event-parts';

const MEDIA_TYPES = ['audio', 'document', 'image', 'sticker', 'video', 'voice'];

const isEmpty = (part: object): boolean =>
	Object.values(part).every((value) => value === null || (Array.isArray(value) && !value.length));

/** A part of which nothing is known is no part. */
function unlessEmpty<Part extends object>(part: Part): Part | null {
	return isEmpty(part) ? null : part;
}

function indexIn(payload: string | null): number | null {
	const parsed = jsonOf(payload);
	return isPayload(parsed) ? numberOf(parsed, 'ButtonIndex', 'buttonIndex') : null;
}

/** The reply button, of an interactive message or of a template, that was pressed. */
export function buttonReplyOf(raw: Payload): ButtonReply | null {
	const pressed = objectOf(raw, 'interactiveButtonReply', 'buttonReply');
	if (!pressed) return null;
	const payload = textOf(pressed, 'payload');
	return unlessEmpty({
		id: textOf(pressed, 'id'),
		title: textOf(pressed, 'title', 'text'),
		payload,
		index: indexIn(payload),
	});
}

/** The list row that was picked. */
export function listReplyOf(raw: Payload): ListReply | null {
	const picked = objectOf(raw, 'listReply');
	if (!picked) return null;
	return unlessEmpty({
		id: textOf(picked, 'id'),
		title: textOf(picked, 'title'),
		description: textOf(picked, 'description'),
	});
}

function storedPathIn(address: string): string | null {
	if (!/^https?:\/\//i.test(address)) return address;
	try {
		return new URL(address).searchParams.get('fileName') || null;
	} catch {
		return null;
	}
}

function lastSegment(path: string): string | null {
	return path.split(/[\\/]/).pop() || null;
}

/** The file of a message: `data` is its stored path or an address with that path in it. */
export function mediaOf(raw: Payload, type: string | null): Media | null {
	if (type === null || !MEDIA_TYPES.includes(type)) return null;
	const held = objectOf(raw, 'data', 'media');
	const given = textOf(raw, 'data', 'mediaUrl', 'media');
	const address = held ? textOf(held, 'url', 'link', 'fileName') : given;
	if (address === null) return null;
	const path = storedPathIn(address);
	return {
		type,
		path,
		url: path === address ? null : address,
		fileName: path === null ? null : lastSegment(path),
	};
}

const COORDINATES =
	/(?:[?&](?:q|query|ll|center|destination)=|@|\/)(-?\d{1,2}(?:\.\d+)?)(?:,|%2C)\s*(-?\d{1,3}(?:\.\d+)?)/i;

/** The first link to a map. Words are tried one by one, since an expression over the whole text takes ever longer. */
function mapLinkIn(text: string): string | undefined {
	return text
		.split(/\s+/)
		.map((word) => word.slice(Math.max(0, word.search(/https?:\/\//i))))
		.find((word) => /^https?:\/\//i.test(word) && /maps|goo\.gl/i.test(word));
}

function fromMapLink(text: string): Location | null {
	const url = mapLinkIn(text);
	if (url === undefined) return null;
	const [, latitude, longitude] = COORDINATES.exec(url) ?? [];
	return {
		latitude: latitude === undefined ? null : Number(latitude),
		longitude: longitude === undefined ? null : Number(longitude),
		name: null,
		address: null,
		url,
	};
}

/** A place: an object, JSON text or a map link, under `location`, `data` or in the text. */
export function locationOf(raw: Payload, type: string | null): Location | null {
	if (type !== 'location') return null;
	const held = objectOf(raw, 'location', 'data');
	if (held) {
		return unlessEmpty({
			latitude: numberOf(held, 'latitude', 'lat'),
			longitude: numberOf(held, 'longitude', 'lng', 'long', 'lon'),
			name: textOf(held, 'name'),
			address: textOf(held, 'address'),
			url: textOf(held, 'url'),
		});
	}
	return fromMapLink(textOf(raw, 'location', 'data', 'text') ?? '');
}

function nameIn(contact: Payload): string | null {
	const name = objectOf(contact, 'name');
	return name
		? textOf(name, 'formattedName', 'firstName')
		: textOf(contact, 'name', 'fullName', 'formattedName', 'displayName');
}

function numbersIn(contact: Payload): string[] {
	const listed = valueOf(contact, 'phones', 'numbers', 'phoneNumbers');
	const entries: unknown[] = Array.isArray(listed) ? listed : [];
	const numbers = entries.map((entry) =>
		digitsOf(isPayload(entry) ? textOf(entry, 'waId', 'phone', 'number') : entry),
	);
	const single = digitsOf(textOf(contact, 'waId', 'phone', 'phoneNumber'));
	return [...new Set([...numbers, single])].filter((number) => number !== null);
}

/** Contact cards in a message. */
export function sharedContactsOf(raw: Payload): SharedContact[] {
	return objectsOf(raw, 'messageContact', 'contacts')
		.map((contact) => ({ name: nameIn(contact), numbers: numbersIn(contact) }))
		.filter((contact) => !isEmpty(contact));
}

/** An emoji on a message. WATI leaves the form open: an object, or the emoji as text. */
export function reactionOf(raw: Payload, type: string | null): Reaction | null {
	const held = objectOf(raw, 'reaction');
	if (!held && type !== 'reaction') return null;
	return {
		emoji: held ? textOf(held, 'emoji') : textOf(raw, 'reaction', 'text', 'data'),
		messageId: (held && textOf(held, 'messageId')) ?? textOf(raw, 'replyContextId'),
	};
}

/** What a customer put into the cart. */
export function orderOf(raw: Payload, type: string | null): Order | null {
	const held = objectOf(raw, 'order') ?? (type === 'order' ? objectOf(raw, 'data') : null);
	const inside = held ? objectsOf(held, 'productItems', 'products', 'items') : [];
	const products = inside.length > 0 ? inside : objectsOf(raw, 'orderProducts', 'messageProducts');
	if (!held && products.length === 0) return null;
	return {
		catalogId: held && textOf(held, 'catalogId'),
		text: held && textOf(held, 'text'),
		products,
	};
}

/** The ad or link that led to the message. `sourceType` says nothing: ordinary messages carry it too. */
export function referralOf(raw: Payload): Referral | null {
	const held = objectOf(raw, 'messageReferral', 'referral') ?? {};
	return unlessEmpty({
		sourceId: textOf(held, 'sourceId') ?? textOf(raw, 'sourceId'),
		sourceUrl: textOf(held, 'sourceUrl', 'url') ?? textOf(raw, 'sourceUrl'),
		headline: textOf(held, 'headline'),
		body: textOf(held, 'body'),
		clickId: textOf(held, 'ctwaClid'),
	});
}
