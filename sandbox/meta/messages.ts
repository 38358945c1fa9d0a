import type { Answer } from '../http/exchange';
import type { BusinessAccount } from '../state/business/account';
import type { BusinessMessage, BusinessPhone } from '../state/business/shapes';
import { isObject, type JsonObject } from '../http/json';
import { getPhone, type MetaCall, type MetaRoute } from './call';
import { graphRefusal, invalidParameter } from './errors';
import { interactiveText } from './interactive/interactive-text';
import {
	checkProduct,
	jsonBody,
	readList,
	missing,
	notValid,
	requiredObject,
	textWithin,
} from './inputs';
import { checkMediaObject, whyNotSent } from './media/media-rules';
import { checkGroupTakes, checkUserIdTakes, readRecipient, type Recipient } from './recipients';
import { templateText } from './template-sending';

const TYPING_MS = 25_000;

export const messageRoutes: MetaRoute[] = [
	{ method: 'POST', pattern: '/{version}/{phoneNumberId}/messages', handle: handleMessage },
	{
		method: 'POST',
		pattern: '/{version}/{phoneNumberId}/marketing_messages',
		handle: handleMarketing,
	},
];

function handleMessage(call: MetaCall): Answer {
	const phone = getPhone(call);
	const body = jsonBody(call.request);
	checkProduct(body);
	checkSender(call, phone);
	return body.status === undefined ? sendMessage(call, phone, body) : markAsRead(call, body);
}

/**
 * The Marketing Messages API takes the same body, of marketing templates alone (Meta, "Send marketing messages",
 * 2026-03-20). That it refuses an account that has not accepted it with 131055 is a guess.
 */
function handleMarketing(call: MetaCall): Answer {
	const { template, recipient_type: kind, product_policy: policy } = jsonBody(call.request);
	const name = isObject(template) ? template.name : undefined;
	const sent = call.account.templates.find((one) => one.name === name);
	const mayFallBack = policy !== 'STRICT';
	const isTaken = call.account.takesMarketingMessages || mayFallBack;
	if (kind !== 'individual' || sent?.category !== 'MARKETING' || !isTaken) {
		throw graphRefusal({ code: 131055, title: 'Method not allowed' });
	}
	if (policy !== undefined && policy !== 'STRICT' && policy !== 'CLOUD_API_FALLBACK') {
		throw invalidParameter('Param product_policy must be one of {CLOUD_API_FALLBACK, STRICT}');
	}
	return handleMessage(call);
}

function checkSender({ account }: MetaCall, phone: BusinessPhone): void {
	if (account.isLocked) {
		throw graphRefusal({
			status: 403,
			code: 131031,
			title: 'Account has been locked',
			details: 'The account was restricted or disabled for violating a policy',
		});
	}
	if (!phone.isRegistered) {
		throw graphRefusal({
			code: 133010,
			title: 'Phone number not registered',
			details: 'The phone number is not registered on the WhatsApp Business Platform',
		});
	}
}

function markAsRead({ account, tookEffect }: MetaCall, body: JsonObject): Answer {
	if (body.status !== 'read') throw invalidParameter("Param status must be 'read'");
	const message = account.findMessage(String(body.message_id ?? ''));
	if (message?.from !== 'customer') throw notValid('Message ID is invalid');
	const typing = body.typing_indicator;
	if (typing !== undefined && !(isObject(typing) && typing.type === 'text')) {
		throw invalidParameter("Param typing_indicator['type'] must be 'text'");
	}
	tookEffect();
	message.isRead = true;
	if (typing !== undefined) message.typingUntil = Date.now() + TYPING_MS;
	return { status: 200, json: { success: true } };
}

/** Checks what stands under the name of the type and gives the text a reader sees. */
type Check = (call: MetaCall, content: JsonObject) => string;

const mediaCheck =
	(kind: string): Check =>
	({ account }, content) => {
		checkMediaObject(account, kind, content);
		return typeof content.caption === 'string' ? content.caption : '';
	};

const CHECKS: Record<string, Check> = {
	text: (_call, content) => textWithin(content.body, "text['body']", 4_096),
	image: mediaCheck('image'),
	document: mediaCheck('document'),
	video: mediaCheck('video'),
	audio: mediaCheck('audio'),
	sticker: mediaCheck('sticker'),
	interactive: ({ account }, content) => interactiveText(account, content),
	template: ({ account }, content) => templateText(account, content),
	location(_call, { latitude, longitude, name }) {
		const inside = (value: unknown, most: number) =>
			value !== '' && Number.isFinite(Number(value)) && Math.abs(Number(value)) <= most;
		if (!inside(latitude, 90)) throw invalidParameter("Param location['latitude'] is not valid");
		if (!inside(longitude, 180)) throw invalidParameter("Param location['longitude'] is not valid");
		return typeof name === 'string' ? name : '';
	},
	reaction(_call, { message_id: id, emoji }) {
		if (typeof id !== 'string' || id === '') throw missing("Parameter 'message_id' is mandatory");
		if (typeof emoji !== 'string') throw missing("Parameter 'emoji' is mandatory");
		return emoji;
	},
};

/** `contacts` is the one type that holds a list. */
function contactsText(body: JsonObject): string {
	const contacts = readList(body.contacts);
	if (contacts.length === 0) throw missing("Parameter 'contacts' is mandatory");
	const names = contacts.map((contact) => requiredObject(contact, 'name'));
	for (const { formatted_name: name, ...parts } of names) {
		if (typeof name !== 'string' || name === '') throw missing('formatted_name is mandatory');
		if (Object.keys(parts).length === 0) {
			throw missing('At least one more part of the name is mandatory beside formatted_name');
		}
	}
	return names.map(({ formatted_name: name }) => String(name)).join(', ');
}

function readText(call: MetaCall, type: string, body: JsonObject): string {
	if (type === 'contacts') return contactsText(body);
	const check = CHECKS[type];
	if (!check) {
		throw graphRefusal({
			code: 100,
			title: `Param type must be one of {${Object.keys(CHECKS).join(', ').toUpperCase()}, CONTACTS} - got "${type}".`,
		});
	}
	return check(call, requiredObject(body, type));
}

/** Why a message that was accepted will not arrive: Meta says so later. */
function findFailure(
	{ account }: MetaCall,
	phone: BusinessPhone,
	{ address }: Recipient,
	{ type, content }: Pick<BusinessMessage, 'type' | 'content'>,
): BusinessMessage['failure'] {
	if (account.unreachable.has(account.customers.keyOf(address))) {
		const title = 'Message undeliverable';
		return { code: 131026, title, details: 'Message Undeliverable.' };
	}
	if (type === 'template' && isStopped(account, address, content)) return STOPPED;
	const details = whyFileFails(account, type, content);
	if (details !== undefined) {
		return { code: 131053, title: 'Media upload error', details };
	}
	if (type === 'template' || account.isWindowOpen(phone.id, address)) return undefined;
	return {
		code: 131047,
		title: 'Re-engagement message',
		details: 'More than 24 hours have passed since the recipient last replied',
	};
}

/** Meta, "Error codes": 131050. */
const STOPPED = {
	code: 131050,
	title: 'Unable to deliver the message',
	details:
		'This recipient has chosen to stop receiving marketing messages on WhatsApp from your business',
};

/** Whether a marketing template goes to somebody who stopped those. */
function isStopped(account: BusinessAccount, address: string, content: unknown): boolean {
	const name = isObject(content) ? content.name : undefined;
	const template = account.templates.find((one) => one.name === name);
	if (template?.category !== 'MARKETING') return false;
	return account.stoppedMarketing.has(account.customers.keyOf(address));
}

/** Why the uploaded file of a message does not arrive. */
function whyFileFails({ media }: BusinessAccount, type: string, content: unknown) {
	const id = isObject(content) ? content.id : undefined;
	const file = typeof id === 'string' ? media.find(id) : undefined;
	return file && whyNotSent(file, type);
}

/** Meta tells the state only of templates (Meta, "Send message templates"). */
function readState({ templates }: BusinessAccount, type: string, content: unknown) {
	if (type !== 'template' || !isObject(content)) return {};
	const template = templates.find(({ name }) => name === content.name);
	return { message_status: template?.messageStatus ?? 'accepted' };
}

function sendMessage(call: MetaCall, phone: BusinessPhone, body: JsonObject): Answer {
	const type = typeof body.type === 'string' ? body.type : 'text';
	const recipient = readRecipient(call, body, phone);
	const text = readText(call, type, body);
	if (recipient.kind === 'userId') checkUserIdTakes(call, body);
	if (recipient.kind === 'group') checkGroupTakes(call, body);
	const id =
		recipient.kind === 'nobody'
			? call.account.ids.wamid(recipient.address)
			: deliver(call, phone, recipient, { type, content: body[type], text, ...quoted(body) });
	return {
		status: 200,
		json: {
			messaging_product: 'whatsapp',
			contacts: [recipient.answer],
			messages: [{ id, ...readState(call.account, type, body[type]) }],
		},
	};
}

/** What goes with a message besides its content: the message it quotes, and what its statuses bring back. */
function quoted({
	context,
	biz_opaque_callback_data: data,
}: JsonObject): Pick<BusinessMessage, 'replyTo' | 'callbackData'> {
	return {
		...(isObject(context) ? { replyTo: String(context.message_id) } : {}),
		...(data === undefined
			? {}
			: { callbackData: textWithin(data, 'biz_opaque_callback_data', 512) }),
	};
}

/** Stores a message, tells the listeners and gives its wamid. */
function deliver(
	call: MetaCall,
	phone: BusinessPhone,
	recipient: Recipient,
	message: Pick<BusinessMessage, 'type' | 'content' | 'text' | 'replyTo' | 'callbackData'>,
): string {
	const { account, world } = call;
	call.tookEffect();
	const failure = findFailure(call, phone, recipient, message);
	const sent = account.send(phone.id, recipient.address, { ...message, failure });
	world.events.emit('businessMessageSent', { account, phone, message: sent });
	return sent.id;
}
