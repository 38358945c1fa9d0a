import {
	getFlag,
	isPayload,
	parseJsonText,
	getNumber,
	getObject,
	getObjects,
	getId,
	getText,
	type Payload,
} from '../../shared/webhooks/payload';
import type { ButtonReply, Location, Order, Referral } from '../../shared/webhooks/event-parts';

/** A file of a message. It stays at Meta until it is asked for by its ID. */
export interface BusinessMedia {
	type: string;
	/** What Media: Download takes. */
	id: string | null;
	/** Open for five minutes, to whoever has Meta's own token. */
	url: string | null;
	mimeType: string | null;
	sha256: string | null;
	fileName: string | null;
	/** Whether an audio is a voice message. */
	voice: boolean;
}

/** What a customer filled into a flow. */
export interface FlowReply {
	name: string | null;
	body: string | null;
	/** The answers, as the flow names them. */
	response: Payload | null;
}

const MEDIA_TYPES = ['audio', 'document', 'image', 'sticker', 'video'];

/** The part of a message that has the name of its type: `{ type: 'text', text: { body } }`. */
function readContent(message: Payload, type: string | null): Payload {
	return (type === null ? null : getObject(message, type)) ?? {};
}

/** The file of a message; of an edit the file that it has now. */
export function readMedia(message: Payload, type: string | null): BusinessMedia | null {
	const { edited } = readEdit(message);
	if (edited) return readMedia({ ...edited, edit: undefined }, getText(edited, 'type'));
	if (type === null || !MEDIA_TYPES.includes(type)) return null;
	const part = readContent(message, type);
	return {
		type,
		id: getText(part, 'id'),
		url: getText(part, 'url'),
		mimeType: getText(part, 'mimeType'),
		sha256: getText(part, 'sha256'),
		fileName: getText(part, 'filename', 'fileName'),
		voice: getFlag(part, 'voice'),
	};
}

/** The message that an edit puts in place of another one, and the ID of that (Meta, "Webhooks: messages", 2026). */
function readEdit(message: Payload): { original: string | null; edited: Payload | null } {
	const part = getObject(message, 'edit', 'revoke') ?? {};
	return { original: getId(part, 'originalMessageId'), edited: getObject(part, 'message') };
}

/** The message that this one answers, changes or takes back. */
export function readReplyTo(message: Payload): string | null {
	return getId(getObject(message, 'context') ?? {}, 'id') ?? readEdit(message).original;
}

/** What the customer wrote, pressed or picked, in words; of an edit the new words. */
export function textIn(message: Payload, type: string | null): string | null {
	const { edited } = readEdit(message);
	if (edited) return textIn({ ...edited, edit: undefined }, getText(edited, 'type'));
	const content = readContent(message, type);
	const reply = repliesIn(message);
	return (
		getText(content, 'body', 'caption', 'text') ??
		getText(getObject(message, 'text') ?? {}, 'body') ??
		(reply.button && getText(reply.button, 'title')) ??
		(reply.list && getText(reply.list, 'title'))
	);
}

/** The parts of an interactive answer (Meta, "Webhooks reference: interactive messages"). */
function repliesIn(message: Payload) {
	const part = getObject(message, 'interactive') ?? {};
	return {
		button: getObject(part, 'buttonReply'),
		list: getObject(part, 'listReply'),
		flow: getObject(part, 'nfmReply'),
	};
}

/** The button that was pressed: of an interactive message, or a quick reply of a template. */
export function readButtonReply(message: Payload): ButtonReply | null {
	const { button } = repliesIn(message);
	if (button) {
		const [id, title] = [getText(button, 'id'), getText(button, 'title')];
		return { id, title, payload: null, index: null };
	}
	const quick = getObject(message, 'button');
	if (!quick) return null;
	return {
		id: null,
		title: getText(quick, 'text'),
		payload: getText(quick, 'payload'),
		index: null,
	};
}

export function readListReply(message: Payload) {
	const { list } = repliesIn(message);
	if (!list) return null;
	return {
		id: getText(list, 'id'),
		title: getText(list, 'title'),
		description: getText(list, 'description'),
	};
}

export function readFlowReply(message: Payload): FlowReply | null {
	const { flow } = repliesIn(message);
	if (!flow) return null;
	const response = parseJsonText(flow.response_json) ?? flow.response_json;
	return {
		name: getText(flow, 'name'),
		body: getText(flow, 'body'),
		response: isPayload(response) ? response : null,
	};
}

export function readLocation(message: Payload): Location | null {
	const part = getObject(message, 'location');
	if (!part) return null;
	return {
		latitude: getNumber(part, 'latitude'),
		longitude: getNumber(part, 'longitude'),
		name: getText(part, 'name'),
		address: getText(part, 'address'),
		url: getText(part, 'url'),
	};
}

export function readOrder(message: Payload): Order | null {
	const part = getObject(message, 'order');
	if (!part) return null;
	return {
		catalogId: getText(part, 'catalogId'),
		text: getText(part, 'text'),
		products: getObjects(part, 'productItems'),
	};
}

/** The ad or post that led to the message. */
export function readReferral(message: Payload): Referral | null {
	const part = getObject(message, 'referral');
	if (!part) return null;
	return {
		sourceId: getText(part, 'sourceId'),
		sourceUrl: getText(part, 'sourceUrl'),
		headline: getText(part, 'headline'),
		body: getText(part, 'body'),
		clickId: getText(part, 'ctwaClid'),
	};
}
