import { readFields, readJson, numberIn, optionalText, textIn } from './inputs';
import type { ReceivedRequest } from '../http/exchange';
import type { Sandbox } from '../interface';
import type { CustomerScript } from '../state/scripted-customers';
import { OPERATOR_MESSAGES, type OperatorMessage } from '../state/world';
import { isObject, type JsonObject } from '../http/json';
import type { DeliveryOptions } from '../webhooks/interface';
import type { CustomerMessage, CustomerMessageKind } from '../state/customer-message';
import { DELIVERY_OPTIONS } from '../webhooks/interface';

type Control = (controlled: { sandbox: Sandbox }, request: ReceivedRequest) => unknown;

function operatorType(value: unknown): OperatorMessage['type'] {
	const known = Object.keys(OPERATOR_MESSAGES).find((type) => type === value);
	if (value === undefined || known !== undefined) return known as OperatorMessage['type'];
	throw new Error(`type must be one of ${Object.keys(OPERATOR_MESSAGES).join(', ')}.`);
}

/** Controls of webhooks and of the people who write. */
export const webhookControls: Record<string, Control> = {
	'POST customer': ({ sandbox }, request) => {
		const { whatsappNumber, ...message } = readFields(request);
		const id = sandbox.customerWrites(
			textIn(whatsappNumber, 'whatsappNumber'),
			customerMessage(message),
		);
		return { ok: true, whatsappMessageId: id };
	},
	'POST customer-script': ({ sandbox }, request) => {
		sandbox.customersAct(...readCustomerScripts(request));
		return { ok: true };
	},
	'POST operator': ({ sandbox }, request) => {
		const { whatsappNumber, text, type, email } = readFields(request);
		const id = sandbox.operatorWrites(
			textIn(whatsappNumber, 'whatsappNumber'),
			{ text: textIn(text, 'text'), type: operatorType(type) },
			optionalText(email, 'email'),
		);
		return { ok: true, whatsappMessageId: id };
	},
	'GET webhooks': ({ sandbox }) => sandbox.webhooks(),
	'POST webhooks': ({ sandbox }, request) => {
		const { url, eventTypes, phoneNumber, authorization } = readFields(request);
		if (!Array.isArray(eventTypes)) throw new Error('eventTypes must be a list.');
		return sandbox.registerWebhook({
			url: textIn(url, 'url'),
			eventTypes: eventTypes.map(String),
			phoneNumber: optionalText(phoneNumber, 'phoneNumber'),
			authorization: optionalText(authorization, 'authorization'),
		});
	},
	'DELETE webhooks': ({ sandbox }, { query }) => {
		sandbox.removeWebhook(query.get('id') ?? '');
		return { ok: true };
	},
	'POST webhooks/settings': ({ sandbox }, request) => {
		sandbox.deliverWith(deliveryOptions(readFields(request)));
		return { ok: true };
	},
	'POST webhooks/sample': ({ sandbox }, request) => {
		const { id, eventType } = readFields(request);
		sandbox.sampleCallback(textIn(id, 'id'), textIn(eventType, 'eventType'));
		return { ok: true };
	},
	'POST webhooks/replay': ({ sandbox }, request) => {
		const { id } = request.body.kind === 'none' ? { id: undefined } : readFields(request);
		sandbox.replayConversation(optionalText(id, 'id'));
		return { ok: true };
	},
	'POST webhooks/event': ({ sandbox }, request) => {
		const { body, id } = readFields(request);
		if (!isObject(body)) throw new Error('body must be an object.');
		sandbox.postEvent(body, optionalText(id, 'id'));
		return { ok: true };
	},
	'POST webhooks/repeat': ({ sandbox }, request) => {
		sandbox.repeatDelivery(numberIn(readFields(request).number, 'number'));
		return { ok: true };
	},
	'GET webhooks/settled': async ({ sandbox }) => {
		await sandbox.webhooksSettled();
		return { ok: true };
	},
	'GET deliveries': ({ sandbox }, { query }) => {
		const after = Number(query.get('after') ?? 0);
		const [eventType, url] = [query.get('eventType'), query.get('url')];
		return sandbox.deliveries.filter(
			(one) =>
				one.number > after &&
				(eventType === null || one.eventType === eventType) &&
				(url === null || one.url === url),
		);
	},
};

/** One script or a list of them. */
export function readCustomerScripts(request: ReceivedRequest): CustomerScript[] {
	const given = readJson(request);
	return (Array.isArray(given) ? given : [given]).map(customerScript);
}

const READERS: { [Kind in CustomerMessageKind]: (fields: JsonObject) => CustomerMessage } = {
	text: ({ text, ad }) => ({
		kind: 'text',
		text: textIn(text, 'text'),
		...(isObject(ad)
			? {
					ad: {
						sourceId: textIn(ad.sourceId, 'ad.sourceId'),
						sourceUrl: textIn(ad.sourceUrl, 'ad.sourceUrl'),
					},
				}
			: {}),
	}),
	replyButton: ({ title }) => ({ kind: 'replyButton', title: optionalText(title, 'title') }),
	listRow: ({ title }) => ({ kind: 'listRow', title: optionalText(title, 'title') }),
	templateButton: ({ title }) => ({ kind: 'templateButton', title: optionalText(title, 'title') }),
	image: (fields) => ({
		...mediaIn('image', fields),
		addressIn: (['data', 'text'] as const).find((one) => one === fields.addressIn),
	}),
	video: (fields) => ({
		...mediaIn('video', fields),
		form: (['address', 'object'] as const).find((one) => one === fields.form),
	}),
	voice: (fields) => mediaIn('voice', fields),
	audio: (fields) => mediaIn('audio', fields),
	document: (fields) => mediaIn('document', fields),
	location: ({ latitude, longitude, form }) => ({
		kind: 'location',
		latitude: numberIn(latitude, 'latitude'),
		longitude: numberIn(longitude, 'longitude'),
		form: (['object', 'json', 'link', 'mapUrl'] as const).find((one) => one === form),
	}),
	contacts: ({ name, phone }) => ({
		kind: 'contacts',
		name: textIn(name, 'name'),
		phone: textIn(phone, 'phone'),
	}),
	reaction: ({ emoji }) => ({ kind: 'reaction', emoji: textIn(emoji, 'emoji') }),
	order: ({ products }) => ({
		kind: 'order',
		products: (Array.isArray(products) ? products : []).filter(isObject).map((product) => ({
			retailerId: textIn(product.retailerId, 'retailerId'),
			quantity: numberIn(product.quantity, 'quantity'),
			price: numberIn(product.price, 'price'),
		})),
	}),
};

function mediaIn<Kind extends 'image' | 'video' | 'voice' | 'audio' | 'document'>(
	kind: Kind,
	{ text, size }: JsonObject,
) {
	return {
		kind,
		text: optionalText(text, 'text'),
		size: size === undefined ? undefined : numberIn(size, 'size'),
	};
}

function customerMessage(fields: JsonObject): CustomerMessage {
	const kind = (fields.kind ?? 'text') as CustomerMessageKind;
	if (!Object.hasOwn(READERS, kind)) {
		throw new Error(`kind must be one of ${Object.keys(READERS).join(', ')}.`);
	}
	const replyTo = optionalText(fields.replyTo, 'replyTo');
	const forwarded = fields.forwarded === true;
	return { ...READERS[kind](fields), ...(replyTo === undefined ? {} : { replyTo }), forwarded };
}

function customerScript(value: unknown): CustomerScript {
	if (!isObject(value)) throw new Error('A customer script is a JSON object.');
	const { whatsappNumber, answers = [], phone = {} } = value;
	if (!Array.isArray(answers)) throw new Error('answers must be a list.');
	if (!isObject(phone)) throw new Error('phone must be an object.');
	return {
		whatsappNumber: textIn(whatsappNumber, 'whatsappNumber'),
		answers: answers.filter(isObject).map(({ afterMs = 0, betweenMs = 0, messages = [] }) => ({
			afterMs: numberIn(afterMs, 'afterMs'),
			betweenMs: numberIn(betweenMs, 'betweenMs'),
			messages: (Array.isArray(messages) ? messages : []).filter(isObject).map(customerMessage),
		})),
		phone,
	};
}

function deliveryOptions(fields: JsonObject): DeliveryOptions {
	const names: readonly string[] = DELIVERY_OPTIONS;
	for (const name of Object.keys(fields)) {
		if (!names.includes(name)) throw new Error(`${name} is none of ${names.join(', ')}.`);
	}
	return fields as DeliveryOptions;
}
