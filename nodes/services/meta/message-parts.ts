import {
	flagOf,
	isPayload,
	jsonOf,
	numberOf,
	objectOf,
	objectsOf,
	textOf,
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
	return (type === null ? null : objectOf(message, type)) ?? {};
}

export function mediaOf(message: Payload, type: string | null): BusinessMedia | null {
	if (type === null || !MEDIA_TYPES.includes(type)) return null;
	const held = contentOf(message, type);
	return {
		type,
		id: textOf(held, 'id'),
		url: textOf(held, 'url'),
		mimeType: textOf(held, 'mimeType'),
		sha256: textOf(held, 'sha256'),
		fileName: textOf(held, 'filename', 'fileName'),
		voice: flagOf(held, 'voice'),
	};
}

/** The message that an edit puts in place of another one, and the ID of that (Meta, "Webhooks: messages", 2026). */
function editOf(message: Payload): { original: string | null; edited: Payload | null } {
	const held = objectOf(message, 'edit', 'revoke') ?? {};
	return { original: textOf(held, 'originalMessageId'), edited: objectOf(held, 'message') };
}

/** The message that this one answers, changes or takes back. */
export function replyToOf(message: Payload): string | null {
	return textOf(objectOf(message, 'context') ?? {}, 'id') ?? editOf(message).original;
}

/** What the customer wrote, pressed or picked, in words; of an edit the new words. */
export function textIn(message: Payload, type: string | null): string | null {
	const { edited } = editOf(message);
	if (edited) return textIn({ ...edited, edit: undefined }, textOf(edited, 'type'));
	const content = contentOf(message, type);
	const reply = repliesIn(message);
	return (
		textOf(content, 'body', 'caption', 'text') ??
		textOf(objectOf(message, 'text') ?? {}, 'body') ??
		(reply.button && textOf(reply.button, 'title')) ??
		(reply.list && textOf(reply.list, 'title'))
	);
}

/** The parts of an interactive answer (Meta, "Webhooks reference: interactive messages"). */
function repliesIn(message: Payload) {
	const held = objectOf(message, 'interactive') ?? {};
	return {
		button: objectOf(held, 'buttonReply'),
		list: objectOf(held, 'listReply'),
		flow: objectOf(held, 'nfmReply'),
	};
}

/** The button that was pressed: of an interactive message, or a quick reply of a template. */
export function buttonReplyOf(message: Payload): ButtonReply | null {
	const { button } = repliesIn(message);
	if (button) {
		const [id, title] = [textOf(button, 'id'), textOf(button, 'title')];
		return { id, title, payload: null, index: null };
	}
	const quick = objectOf(message, 'button');
	if (!quick) return null;
	return { id: null, title: textOf(quick, 'text'), payload: textOf(quick, 'payload'), index: null };
}

export function listReplyOf(message: Payload) {
	const { list } = repliesIn(message);
	if (!list) return null;
	return {
		id: textOf(list, 'id'),
		title: textOf(list, 'title'),
		description: textOf(list, 'description'),
	};
}

export function flowReplyOf(message: Payload): FlowReply | null {
	const { flow } = repliesIn(message);
	if (!flow) return null;
	const response = jsonOf(flow.response_json) ?? flow.response_json;
	return {
		name: textOf(flow, 'name'),
		body: textOf(flow, 'body'),
		response: isPayload(response) ? response : null,
	};
}

export function locationOf(message: Payload): Location | null {
	const held = objectOf(message, 'location');
	if (!held) return null;
	return {
		latitude: numberOf(held, 'latitude'),
		longitude: numberOf(held, 'longitude'),
		name: textOf(held, 'name'),
		address: textOf(held, 'address'),
		url: textOf(held, 'url'),
	};
}

export function orderOf(message: Payload): Order | null {
	const held = objectOf(message, 'order');
	if (!held) return null;
	return {
		catalogId: textOf(held, 'catalogId'),
		text: textOf(held, 'text'),
		products: objectsOf(held, 'productItems'),
	};
}

/** The ad or post that led to the message. */
export function referralOf(message: Payload): Referral | null {
	const held = objectOf(message, 'referral');
	if (!held) return null;
	return {
		sourceId: textOf(held, 'sourceId'),
		sourceUrl: textOf(held, 'sourceUrl'),
		headline: textOf(held, 'headline'),
		body: textOf(held, 'body'),
		clickId: textOf(held, 'ctwaClid'),
	};
}
