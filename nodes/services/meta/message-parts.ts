import {
	getFlag,
	isPayload,
	parseJsonText,
	getNumber,
	getObject,
	getObjects,
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
function contentOf(message: Payload, type: string | null): Payload {
	return (type === null ? null : getObject(message, type)) ?? {};
}

export function readMedia(message: Payload, type: string | null): BusinessMedia | null {
	if (type === null || !MEDIA_TYPES.includes(type)) return null;
	const held = contentOf(message, type);
	return {
		type,
		id: getText(held, 'id'),
		url: getText(held, 'url'),
		mimeType: getText(held, 'mimeType'),
		sha256: getText(held, 'sha256'),
		fileName: getText(held, 'filename', 'fileName'),
		voice: getFlag(held, 'voice'),
	};
}

/** The message that an edit puts in place of another one, and the ID of that (Meta, "Webhooks: messages", 2026). */
function editOf(message: Payload): { original: string | null; edited: Payload | null } {
	const held = getObject(message, 'edit', 'revoke') ?? {};
	return { original: getText(held, 'originalMessageId'), edited: getObject(held, 'message') };
}

/** The message that this one answers, changes or takes back. */
export function readReplyTo(message: Payload): string | null {
	return getText(getObject(message, 'context') ?? {}, 'id') ?? editOf(message).original;
}

/** What the customer wrote, pressed or picked, in words; of an edit the new words. */
export function textIn(message: Payload, type: string | null): string | null {
	const { edited } = editOf(message);
	if (edited) return textIn({ ...edited, edit: undefined }, getText(edited, 'type'));
	const content = contentOf(message, type);
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
	const held = getObject(message, 'interactive') ?? {};
	return {
		button: getObject(held, 'buttonReply'),
		list: getObject(held, 'listReply'),
		flow: getObject(held, 'nfmReply'),
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
	const held = getObject(message, 'location');
	if (!held) return null;
	return {
		latitude: getNumber(held, 'latitude'),
		longitude: getNumber(held, 'longitude'),
		name: getText(held, 'name'),
		address: getText(held, 'address'),
		url: getText(held, 'url'),
	};
}

export function readOrder(message: Payload): Order | null {
	const held = getObject(message, 'order');
	if (!held) return null;
	return {
		catalogId: getText(held, 'catalogId'),
		text: getText(held, 'text'),
		products: getObjects(held, 'productItems'),
	};
}

/** The ad or post that led to the message. */
export function readReferral(message: Payload): Referral | null {
	const held = getObject(message, 'referral');
	if (!held) return null;
	return {
		sourceId: getText(held, 'sourceId'),
		sourceUrl: getText(held, 'sourceUrl'),
		headline: getText(held, 'headline'),
		body: getText(held, 'body'),
		clickId: getText(held, 'ctwaClid'),
	};
}
