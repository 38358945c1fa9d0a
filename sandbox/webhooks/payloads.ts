import type { DeliveredMessage } from '../state/delivered-message';
import type { InboundDetails } from '../state/wati/inbound';
import { getBsuid } from '../state/wati/contact-store';
import type { BroadcastItem, Contact, SessionItem, Template } from '../state/wati/shapes';
import type { Tenant } from '../state/wati/tenant';
import type { Payload } from './interface';
import { getFamily } from './names';

/** The fields of a fact, with all that its newest name carries. */
export type Fields = Record<string, unknown>;

/** Who a contact is, in the forms without a number. */
export interface Identity {
	bsuid: string;
	parentBsuid: string | null;
	username: string | null;
}

const NEWER_FIELDS = [
	'localMessageId',
	'chatbotTriggeredEventId',
	'replyContextId',
	'templateContent',
];
const WITH_OLD_FORM = [
	'sessionMessageSent',
	'templateMessageSent',
	'sentMessageDELIVERED',
	'sentMessageREAD',
	'sentMessageREPLIED',
];

/** The body posted under a name: old names lack the newer fields, BSUID names have the identity. */
export function payloadFor(eventType: string, fields: Fields, identity: Identity): Payload {
	const old = WITH_OLD_FORM.includes(getFamily(eventType) ?? '') && !eventType.includes('_v2');
	const kept = Object.entries(fields).filter(([name]) => !old || !NEWER_FIELDS.includes(name));
	return {
		eventType,
		...Object.fromEntries(kept),
		...(eventType.endsWith('_bsuid') ? identity : {}),
	};
}

/** The identity of a contact. */
export function getIdentity(contact: Contact): Identity {
	const username = contact.firstName === null ? null : `@${contact.firstName.toLowerCase()}`;
	return { bsuid: getBsuid(contact), parentBsuid: null, username };
}

/** ISO with seven digits of the second, WATI's `created`. */
export function createdAt(iso: string): string {
	return iso.replace(/Z$/, '0000Z');
}

/** Seconds since the epoch, as text. */
export function timestampAt(milliseconds: number): string {
	return String(Math.floor(milliseconds / 1000));
}

/** A message of a customer. */
export function messageFields(
	tenant: Tenant,
	contact: Contact,
	item: SessionItem,
	details: InboundDetails,
): Fields {
	const { assignee } = tenant.conversation(contact);
	return {
		id: item.id,
		created: createdAt(item.created),
		whatsappMessageId: details.whatsappMessageId,
		conversationId: item.conversationId,
		ticketId: item.ticketId,
		text: item.text,
		type: item.type,
		data: null,
		sourceId: null,
		sourceUrl: null,
		timestamp: item.timestamp,
		owner: false,
		statusString: 'SENT',
		avatarUrl: null,
		assignedId: item.assignedId,
		operatorName: item.operatorName,
		operatorEmail: assignee?.email ?? null,
		waId: contact.wAid,
		messageContact: null,
		senderName: contact.fullName ?? contact.phone,
		listReply: null,
		interactiveButtonReply: null,
		buttonReply: null,
		replyContextId: details.replyTo ?? '',
		// An ordinary message was seen with 7 as well: the number tells nothing.
		sourceType: 0,
		frequentlyForwarded: false,
		forwarded: false,
		...getChannel(tenant),
		...getIdentity(contact),
		...details.fields,
	};
}

/** The first message of an unknown number; its text comes separately. */
export function newContactFields(contact: Contact, item: SessionItem): Fields {
	return {
		id: contact.id,
		created: createdAt(item.created),
		waId: contact.wAid,
		senderName: contact.fullName ?? contact.phone,
		sourceId: null,
		sourceUrl: null,
		sourceType: 0,
		...getIdentity(contact),
	};
}

/** A session message of the business. */
export function sessionFields(
	tenant: Tenant,
	contact: Contact,
	item: SessionItem,
	delivered: DeliveredMessage,
	fileUrl: string | null,
): Fields {
	return {
		localMessageId: item.localMessageId,
		// Tells a chatbot's message from a person's (docs.wati.io, "Session message sent"; two clients).
		chatbotTriggeredEventId: delivered.chatbotTriggeredEventId ?? null,
		id: item.id,
		whatsappMessageId: delivered.id,
		conversationId: item.conversationId,
		ticketId: item.ticketId,
		text: item.text,
		type: item.type,
		data: fileUrl,
		timestamp: item.timestamp,
		owner: true,
		statusString: 'SENT',
		assigneeId: item.assignedId,
		operatorEmail: delivered.chatbotTriggeredEventId
			? 'bot@wati.io'
			: getOperatorEmail(tenant, item),
		operatorName: item.operatorName,
		waId: contact.wAid,
		replyContextId: delivered.replyTo ?? '',
		...getChannel(tenant),
	};
}

/** A template that left WATI. */
export function templateFields(
	tenant: Tenant,
	contact: Contact,
	item: BroadcastItem,
	delivered: DeliveredMessage,
): Fields {
	const templateName = delivered.template?.name ?? null;
	const template = tenant.templates.find(({ elementName }) => elementName === templateName);
	return {
		localMessageId: item.localMessageId,
		id: item.id,
		whatsappMessageId: delivered.id,
		templateId: template?.id ?? null,
		templateName,
		created: createdAt(item.created),
		conversationId: item.conversationId,
		ticketId: tenant.conversation(contact).ticketId,
		text: item.finalText,
		operatorEmail: getTokenOwner(tenant),
		waId: contact.wAid,
		type: 'template',
		statusString: 'SENT',
		// Text here, a number in messages.
		sourceType: 'API',
		templateContent: contentOfTemplate(delivered, template),
		headerLink: item.mediaHeaderLink,
		headerType: item.mediaHeaderLink === null ? null : (delivered.header?.kind ?? null),
		...getChannel(tenant, delivered.from),
	};
}

/** What the customer sees around a template's body (docs.wati.io, "Template message sent v2", 2025). */
function contentOfTemplate(delivered: DeliveredMessage, template: Template | undefined) {
	const { header, footer, buttons = [] } = delivered;
	return {
		headerText: header?.kind === 'text' ? header.value : null,
		footerText: footer ?? null,
		buttons: (template?.buttons ?? []).map(({ type, parameter }, index) => {
			const address = buttons[index]?.split(' -> ')[1] ?? null;
			const url = type === 'url' ? address : null;
			return {
				index,
				cardIndex: null,
				type,
				text: parameter.text,
				url,
				targetUrl: url,
				originalUrl: type === 'url' ? parameter.urlOriginal : null,
				phoneNumber: type === 'call' ? parameter.phoneNumber : null,
			};
		}),
	};
}

/** What became of a message that was sent; `at` in milliseconds. */
export function statusFields(sent: Fields, statusString: string, at: number): Fields {
	return {
		statusString,
		localMessageId: sent.localMessageId,
		id: sent.id,
		whatsappMessageId: sent.whatsappMessageId,
		conversationId: sent.conversationId,
		ticketId: sent.ticketId,
		text: statusString === 'Replied' ? sent.text : null,
		type: sent.type,
		timestamp: timestampAt(at),
		assigneeId: sent.assigneeId ?? null,
		operatorEmail: sent.operatorEmail,
		channelId: sent.channelId,
		channelPhoneNumber: sent.channelPhoneNumber,
	};
}

/** A message that WhatsApp did not deliver, by default to a number it cannot reach; `at` in milliseconds. */
export function failedFields(
	sent: Fields,
	at: number,
	{ code, detail } = { code: '131026', detail: 'Message undeliverable' },
): Fields {
	const failure = { failedCode: code, failedDetail: detail };
	const { statusString, localMessageId, ...rest } = statusFields(sent, 'Failed', at);
	if (sent.type === 'template') return { statusString, localMessageId, ...failure, ...rest };
	const { id, conversationId, ticketId, timestamp, channelId, channelPhoneNumber } = rest;
	return {
		id,
		conversationId,
		ticketId,
		localMessageId,
		type: 'session',
		statusString,
		text: sent.text,
		timestamp,
		...failure,
		channelId,
		channelPhoneNumber,
	};
}

function getChannel(tenant: Tenant, phoneNumber = tenant.channelPhoneNumber) {
	const channelId = tenant.channelNamed(phoneNumber)?.id ?? null;
	return { channelId, channelPhoneNumber: phoneNumber };
}

// A message by API is the work of the token's owner.
function getTokenOwner(tenant: Tenant): string | null {
	return tenant.operators[0]?.email ?? null;
}

function getOperatorEmail(tenant: Tenant, item: SessionItem): string | null {
	const operator = tenant.operators.find(({ name }) => name === item.operatorName);
	return operator?.email ?? getTokenOwner(tenant);
}
