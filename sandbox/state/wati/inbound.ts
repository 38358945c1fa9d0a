import type { DeliveredMessage } from '../delivered-message';
import { sampleFile } from '../../files/sample-files';
import type { CustomerMessage } from '../customer-message';
import type { SessionItem } from './shapes';
import type { Tenant } from './tenant';

/** What an inbound message carries beside the stored item. */
export interface InboundDetails {
	whatsappMessageId: string;
	/** wamid of the message that is answered. */
	replyTo?: string;
	/** Fields of the webhook's body that this kind of message sets. */
	fields: Record<string, unknown>;
}

/** A customer's message, ready to be stored and told. */
export interface Inbound {
	item: Partial<SessionItem> & Pick<SessionItem, 'type' | 'text'>;
	replyTo?: string;
	fields: Record<string, unknown>;
}

type Media = Extract<CustomerMessage, { size?: number }>;
type Location = Extract<CustomerMessage, { kind: 'location' }>;

const FILES = {
	image: { sample: 'photo.jpg', folder: 'images' },
	voice: { sample: 'voice.opus', folder: 'audios' },
	audio: { sample: 'voice.opus', folder: 'audios' },
	document: { sample: 'report.pdf', folder: 'documents' },
	video: { sample: 'clip.mp4', folder: 'videos' },
} as const;

/**
 * Reads what a customer does; `phone` is what has arrived there, oldest first.
 * @throws Error when the phone shows no such button, row or message
 */
export function createInbound(
	tenant: Tenant,
	origin: string,
	phone: readonly DeliveredMessage[],
	message: CustomerMessage,
): Inbound {
	const { replyTo, forwarded = false } = message;
	const content = readContent(tenant, origin, phone, message);
	return {
		...(replyTo === undefined ? {} : { replyTo }),
		...content,
		fields: { forwarded, ...content.fields },
	};
}

function readContent(
	tenant: Tenant,
	origin: string,
	phone: readonly DeliveredMessage[],
	message: CustomerMessage,
): Inbound {
	switch (message.kind) {
		case 'text': {
			const { text, ad } = message;
			return inbound('text', text, ad ? { ...ad, sourceType: 7 } : {});
		}
		case 'replyButton':
			return tapReplyButton(phone, message);
		case 'listRow':
			return tapListRow(phone, message);
		case 'templateButton':
			return tapTemplateButton(phone, message);
		case 'location':
			return inbound('location', null, { data: locationData(message) });
		case 'contacts':
			return inbound('contacts', null, { messageContact: [contactCard(message)] });
		case 'reaction': {
			const to = shown(phone, message.replyTo, () => true, 'message').id;
			return { ...inbound('reaction', message.emoji), replyTo: to };
		}
		case 'order':
			return inbound('order', null, {
				orderProducts: message.products.map(({ retailerId, quantity, price }) => ({
					productRetailerId: retailerId,
					quantity,
					itemPrice: price,
					currency: 'USD',
				})),
			});
		default:
			return sendFile(tenant, origin, message);
	}
}

function inbound(type: string, text: string | null, fields: Record<string, unknown> = {}): Inbound {
	return { item: { type, text }, fields };
}

// The API has no ids for buttons and rows: WATI numbers them from 1, over all sections.
function tapReplyButton(
	phone: readonly DeliveredMessage[],
	tap: { title?: string; replyTo?: string },
): Inbound {
	const { id, buttons = [] } = shown(phone, tap.replyTo, isKind('buttons'), 'reply buttons');
	const { index, title } = picked(buttons, tap.title);
	const interactiveButtonReply = { id: String(index + 1), title };
	return { ...inbound('interactive', title, { interactiveButtonReply }), replyTo: id };
}

function tapListRow(
	phone: readonly DeliveredMessage[],
	tap: { title?: string; replyTo?: string },
): Inbound {
	const { id, sections = [] } = shown(phone, tap.replyTo, isKind('list'), 'list');
	const rows = sections.flatMap((section) => section.rows);
	const { index, title } = picked(
		rows.map((row) => row.title),
		tap.title,
	);
	const description = rows[index]?.description ?? '';
	const listReply = { id: String(index + 1), title, description };
	const text = description === '' ? title : `${title}\n${description}`;
	return { ...inbound('interactive', text, { listReply }), replyTo: id };
}

function tapTemplateButton(
	phone: readonly DeliveredMessage[],
	tap: { title?: string; replyTo?: string },
): Inbound {
	const { id, buttons = [] } = shown(
		phone,
		tap.replyTo,
		(one) => one.kind === 'template' && one.buttons?.some(isQuickReply) === true,
		'template with quick replies',
	);
	const { index, title } = picked(buttons, tap.title ?? buttons.find(isQuickReply));
	const payload = JSON.stringify({ ButtonIndex: index, CarouselCardIndex: null });
	return { ...inbound('button', title, { buttonReply: { payload, text: title } }), replyTo: id };
}

// Buttons that open something show it behind an arrow.
function isQuickReply(button: string): boolean {
	return !button.includes(' -> ');
}

function sendFile(tenant: Tenant, origin: string, message: Media): Inbound {
	const { kind, size } = message;
	const { sample, folder } = FILES[kind];
	const file = sampleFile(sample);
	const content = size === undefined ? file.content : Buffer.alloc(size, 0x61);
	const path = tenant.media.store(folder, { ...file, content });
	const data = `${origin}/${tenant.id}/api/file/showFile?fileName=${path}`;
	const text = message.text ?? (kind === 'document' ? file.fileName : null);
	const item = { type: kind, text, data: path };
	if (kind === 'image' && message.addressIn === 'text') {
		return { item, fields: { text: data, data: null } };
	}
	if (kind === 'video' && message.form === 'object') {
		const { fileName, contentType: mimeType } = file;
		const inside = { url: data, mimeType, fileName, fileSize: content.length, caption: text };
		return { item, fields: { text: null, data: inside } };
	}
	return { item, fields: { data } };
}

function locationData({ latitude, longitude, form = 'object' }: Location): unknown {
	if (form === 'link')
		return `https://www.google.com/maps/search/?api=1&query=${latitude},${longitude}`;
	if (form === 'mapUrl') {
		const place = encodeURIComponent(`${latitude},${longitude}`);
		return { mapUrl: `https://maps.google.com/?q=${place}` };
	}
	const place = { latitude, longitude, name: null, address: null };
	return form === 'json' ? JSON.stringify(place) : place;
}

function contactCard({ name, phone }: { name: string; phone: string }) {
	return {
		name: { formatted_name: name, first_name: name.split(' ')[0] },
		phones: [{ phone: `+${phone}`, wa_id: phone, type: 'CELL' }],
	};
}

function isKind(kind: DeliveredMessage['kind']): (message: DeliveredMessage) => boolean {
	return (message) => message.kind === kind;
}

/** The message on the phone that is meant: the one with the id, or the latest that fits. */
function shown(
	phone: readonly DeliveredMessage[],
	id: string | undefined,
	fits: (message: DeliveredMessage) => boolean,
	what: string,
): DeliveredMessage {
	const found = phone.filter((one) => fits(one) && (id === undefined || one.id === id)).at(-1);
	if (!found) throw new Error(`The phone shows no ${what}.`);
	return found;
}

function picked(titles: string[], wanted = titles[0]): { index: number; title: string } {
	const index = titles.findIndex((title) => title === wanted);
	if (wanted === undefined || index < 0) throw new Error(`The phone shows no button ${wanted}.`);
	return { index, title: wanted };
}
