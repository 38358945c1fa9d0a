import {
	isPayload,
	parseJsonText,
	getNumber,
	getObject,
	getObjects,
	getText,
	type Payload,
} from '../../shared/webhooks/payload';
import type {
	ButtonReply,
	ListReply,
	Media,
	Location,
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
	const parsed = parseJsonText(payload);
	return isPayload(parsed) ? getNumber(parsed, 'ButtonIndex', 'buttonIndex') : null;
}

/** The reply button, of an interactive message or of a template, that was pressed. */
export function readButtonReply(raw: Payload): ButtonReply | null {
	const pressed = getObject(raw, 'interactiveButtonReply', 'buttonReply');
	if (!pressed) return null;
	const payload = getText(pressed, 'payload');
	return unlessEmpty({
		id: getText(pressed, 'id'),
		title: getText(pressed, 'title', 'text'),
		payload,
		index: indexIn(payload),
	});
}

/** The list row that was picked. */
export function readListReply(raw: Payload): ListReply | null {
	const picked = getObject(raw, 'listReply');
	if (!picked) return null;
	return unlessEmpty({
		id: getText(picked, 'id'),
		title: getText(picked, 'title'),
		description: getText(picked, 'description'),
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

/** Where WATI serves stored files, and how their paths begin. */
const STORED_FILE = /^(?:https?:\/\/\S+\/api\/file\/showFile\?\S*|data\/[a-z]+\/\S+)$/i;

/** A name with an ending, as customers give their files. */
const FILE_NAME = /^[^\r\n\\/]{1,240}\.[A-Za-z\d]{1,8}$/;

/** What a message with a file says, apart from the message's own fields. */
interface FilePlace {
	address: string | null;
	/** The name that the customer's file had. */
	name: string | null;
	/** What was written below the file. */
	caption: string | null;
}

/**
 * Sorts out what `data` and `text` hold. WATI puts the address of a file into `text` now and then, the original name
 * of a document always, and below an image its caption (captured by three integrations, 2022 to 2026).
 */
function getFilePlace(raw: Payload, type: string): FilePlace {
	const part = getObject(raw, 'data', 'media');
	const text = getText(raw, 'text', 'finalText');
	const given = part
		? getText(part, 'url', 'link', 'path', 'fileName')
		: getText(raw, 'data', 'mediaUrl', 'media');
	const isAddress = given === null && text !== null && STORED_FILE.test(text.trim());
	const isName = type === 'document' && text !== null && FILE_NAME.test(text.trim());
	const address = given ?? (isAddress ? text.trim() : null);
	const named = part && getText(part, 'fileName', 'filename', 'name');
	return {
		address,
		name: named && named !== address ? named : isName && !isAddress ? text.trim() : null,
		caption:
			isAddress || isName
				? part && getText(part, 'caption')
				: (text ?? (part && getText(part, 'caption'))),
	};
}

function isMediaType(type: string | null): type is string {
	return type !== null && MEDIA_TYPES.includes(type);
}

/** The file of a message, wherever WATI put its stored path or the address with that path in it. */
export function readMedia(raw: Payload, type: string | null): Media | null {
	if (!isMediaType(type)) return null;
	const { address, name } = getFilePlace(raw, type);
	if (address === null) return null;
	const path = storedPathIn(address);
	return {
		type,
		path,
		url: path === address ? null : address,
		fileName: name ?? (path === null ? null : lastSegment(path)),
	};
}

/** What was written: of a file its caption, neither its name nor its address. */
export function writtenIn(raw: Payload, type: string | null): string | null {
	return isMediaType(type) ? getFilePlace(raw, type).caption : getText(raw, 'text', 'finalText');
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
export function readLocation(raw: Payload, type: string | null): Location | null {
	if (type !== 'location') return null;
	const part = getObject(raw, 'location', 'data');
	if (!part) return fromMapLink(getText(raw, 'location', 'data', 'text') ?? '');
	const url = getText(part, 'url', 'mapUrl', 'mapsUrl', 'link');
	const linked = fromMapLink(url ?? getText(raw, 'text') ?? '');
	return unlessEmpty({
		latitude: getNumber(part, 'latitude', 'lat') ?? linked?.latitude ?? null,
		longitude: getNumber(part, 'longitude', 'lng', 'long', 'lon') ?? linked?.longitude ?? null,
		name: getText(part, 'name'),
		address: getText(part, 'address'),
		url: url ?? linked?.url ?? null,
	});
}

/** What a customer put into the cart. */
export function readOrder(raw: Payload, type: string | null): Order | null {
	const part = getObject(raw, 'order') ?? (type === 'order' ? getObject(raw, 'data') : null);
	const inside = part ? getObjects(part, 'productItems', 'products', 'items') : [];
	const products = inside.length > 0 ? inside : getObjects(raw, 'orderProducts', 'messageProducts');
	if (!part && products.length === 0) return null;
	return {
		catalogId: part && getText(part, 'catalogId'),
		text: part && getText(part, 'text'),
		products,
	};
}

/** The ad or link that led to the message. `sourceType` says nothing: ordinary messages carry it too. */
export function readReferral(raw: Payload): Referral | null {
	const part = getObject(raw, 'messageReferral', 'referral') ?? {};
	return unlessEmpty({
		sourceId: getText(part, 'sourceId') ?? getText(raw, 'sourceId'),
		sourceUrl: getText(part, 'sourceUrl', 'url') ?? getText(raw, 'sourceUrl'),
		headline: getText(part, 'headline'),
		body: getText(part, 'body'),
		clickId: getText(part, 'ctwaClid'),
	});
}
