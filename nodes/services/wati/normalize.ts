import { createHash } from 'crypto';

import { canonicalName, EVENTS, INBOUND_CALL, rowOf } from './events';
import {
	bsuidAmong,
	digitsOf,
	flagOf,
	isoOf,
	numberOf,
	objectOf,
	objectsOf,
	textOf,
	valueOf,
	type Payload,
} from '../../shared/webhooks/payload';
import { changeOf } from './changes';
import * as parts from './message-parts';
import { contentOf } from './template-content';
import { UNKNOWN, type EventKind, type EventRow } from '../../shared/webhooks/events';
import { readReaction, readSharedContacts } from '../../shared/webhooks/event-parts';
import {
	toFactKey,
	type VoiceCall,
	type Failure,
	type Payment,
	type WhatsAppEvent,
} from '../../shared/webhooks/event';

const NAME = /^[A-Za-z][\w.-]{0,99}$/;
const PAYMENT = EVENTS.find(({ kind }) => kind === 'payment');

/** The event's name, if the body has one that WATI could have given it, or shows by its form what it is. */
export function eventNameOf(raw: Payload): string | null {
	const name = textOf(raw, 'eventType', 'event');
	if (name !== null) return NAME.test(name) ? name : null;
	if (isCallOffer(raw)) return INBOUND_CALL;
	return isPaymentStatus(raw) ? 'paymentCaptured' : null;
}

/** "New Inbound Call" of the Calling API posts these three and no name (docs.wati.io, "Calling API"). */
function isCallOffer(raw: Payload): boolean {
	return ['callId', 'sdp', 'businessNumber'].every((name) => textOf(raw, name) !== null);
}

/** Older payment events have no name, only WhatsApp's own list of statuses (support.wati.io). */
function isPaymentStatus(raw: Payload): boolean {
	return objectsOf(raw, 'statuses').some((status) => textOf(status, 'type') === 'payment');
}

function unlessAllNull<Part extends object>(part: Part): Part | null {
	return Object.values(part).every((value) => value === null) ? null : part;
}

function callOf(raw: Payload, kind: EventKind): VoiceCall | null {
	if (kind !== 'call') return null;
	const data = objectOf(raw, 'metadata') ?? raw;
	return {
		id: textOf(raw, 'callId', 'id'),
		direction: textOf(data, 'direction') ?? (isCallOffer(raw) ? 'inbound' : null),
		status: textOf(data, 'status'),
		from: digitsOf(valueOf(data, 'fromNumber', 'from')),
		to: digitsOf(valueOf(data, 'toNumber', 'to', 'businessNumber')),
		durationSeconds: numberOf(data, 'durationSeconds', 'duration'),
		team: textOf(data, 'teamName'),
	};
}

/** The body of a payment, which older events keep in WhatsApp's list of statuses. */
function paymentBody(raw: Payload): Payload {
	return objectsOf(raw, 'statuses')[0] ?? raw;
}

function paymentOf(raw: Payload, kind: EventKind): Payment | null {
	if (kind !== 'payment') return null;
	const body = paymentBody(raw);
	const payment = objectOf(body, 'payment') ?? {};
	return {
		id: textOf(body, 'id'),
		referenceId: textOf(payment, 'referenceId'),
		status: textOf(body, 'status'),
	};
}

function customerNumber(raw: Payload, call: VoiceCall | null): string | null {
	const own = digitsOf(valueOf(raw, 'waId', 'whatsappNumber', 'phone', 'from'));
	if (own !== null || call === null) {
		return own ?? digitsOf(valueOf(paymentBody(raw), 'from'));
	}
	return call.direction === 'outbound' ? call.to : call.from;
}

function statusOf(raw: Payload, row: EventRow | undefined, fromMe: boolean): string | null {
	if (row?.status) return row.status;
	if (row?.kind === 'message' && !fromMe) return 'received';
	return textOf(raw, 'statusString')?.toLowerCase() ?? null;
}

function failureOf(raw: Payload, status: string | null): Failure | null {
	const failure = { code: textOf(raw, 'failedCode'), detail: textOf(raw, 'failedDetail') };
	return status === 'failed' ? failure : unlessAllNull(failure);
}

/** Fields in which the variants of one fact differ, without case and underscores. */
const TWIN_FIELDS = new Set([
	'eventtype',
	'localmessageid',
	'bsuid',
	'parentbsuid',
	'username',
	'chatbottriggeredeventid',
	'replycontextid',
]);

/** Tells events apart that carry no ID, by everything in which twins agree. */
function contentMark(raw: Payload): string {
	const shared = Object.entries(raw)
		.map(([name, value]): [string, unknown] => [name.replace(/_/g, '').toLowerCase(), value])
		.filter(([name, value]) => !TWIN_FIELDS.has(name) && (value ?? '') !== '')
		.sort(([one], [other]) => (one < other ? -1 : 1));
	return createHash('sha256').update(JSON.stringify(shared)).digest('base64url').slice(0, 22);
}

/** The part of the key that tells two facts about the same message or template apart. */
function distinction(raw: Payload, event: WhatsAppEvent): Array<string | null> {
	switch (event.kind) {
		case 'call':
			return [event.call?.status ?? null];
		case 'payment':
			return [event.payment?.status ?? null];
		case 'chat':
			return [event.link?.url ?? null, textOf(raw, 'created'), textOf(raw, 'timestamp')];
		case 'unknown':
			return [event.status, event.timestamp];
		default:
			return [];
	}
}

/** The ID that all copies of a fact share: WhatsApp's where there is one, else WATI's. */
function identityOf(event: WhatsAppEvent): string | null {
	if (event.kind === 'call') return event.call?.id ?? null;
	if (event.kind === 'payment') return event.payment?.id ?? null;
	return event.messageId ?? event.watiId ?? event.localMessageId;
}

function dedupeKeyOf(raw: Payload, event: WhatsAppEvent): string {
	const identity = identityOf(event);
	const isChange = event.kind === 'template' || event.kind === 'account';
	if (identity === null || isChange) return toFactKey(event.event, contentMark(raw));
	const more = distinction(raw, event).filter((part) => part !== null);
	return toFactKey(event.event, identity, ...more);
}

/** Keys of the later statuses of the same message: `sent` is late once it was `read`. */
export function laterKeys(event: WhatsAppEvent): string[] {
	const identity = identityOf(event);
	const order: Array<string | undefined> = ['sent', 'delivered', 'read', 'replied'];
	const place = event.status === 'failed' ? 1 : order.indexOf(event.status ?? undefined);
	if (identity === null || place < 0) return [];
	return EVENTS.filter(
		({ kind, status }) =>
			kind === 'status' &&
			(order.indexOf(status) > place || (event.status === 'sent' && status === 'failed')),
	).map(({ value }) => toFactKey(value, identity));
}

/**
 * One flat event out of any payload form that docs.wati.io and its users show: old and `_v2` names, BSUID
 * twins, camelCase and snake_case, numbers and texts as timestamps. Never throws on a JSON object.
 *
 * @param eventType the name as given by {@link eventNameOf}
 */
export function normalize(raw: Payload, eventType: string): WhatsAppEvent {
	const type = textOf(raw, 'type')?.toLowerCase() ?? null;
	const row = rowOf(eventType) ?? (type === 'payment' ? PAYMENT : undefined);
	const kind = row?.kind ?? UNKNOWN;
	const fromMe = row?.own === true || (kind !== 'status' && flagOf(raw, 'owner'));
	const call = callOf(raw, kind);
	const status = statusOf(raw, row, fromMe);
	const isMessage = kind === 'message' || kind === 'unknown';
	const event: WhatsAppEvent = {
		event: row?.value ?? canonicalName(eventType),
		kind,
		type,
		fromMe: fromMe || kind === 'status',
		whatsappNumber: customerNumber(raw, call),
		name: textOf(raw, 'senderName', 'name'),
		username: textOf(raw, 'username'),
		text: parts.writtenIn(raw, type),
		buttonReply: parts.buttonReplyOf(raw),
		listReply: parts.listReplyOf(raw),
		media: isMessage ? parts.mediaOf(raw, type) : null,
		location: isMessage ? parts.locationOf(raw, type) : null,
		contacts: isMessage ? readSharedContacts(raw) : [],
		reaction: isMessage ? readReaction(raw, type) : null,
		order: isMessage ? parts.orderOf(raw, type) : null,
		referral: parts.referralOf(raw),
		replyTo: textOf(raw, 'replyContextId'),
		forwarded: flagOf(raw, 'forwarded') || flagOf(raw, 'frequentlyForwarded'),
		status,
		failure: failureOf(raw, status),
		template: unlessAllNull({
			id: textOf(raw, 'templateId', 'watiTemplateId'),
			name: textOf(raw, 'templateName'),
		}),
		templateContent: contentOf(raw),
		link: unlessAllNull({ text: textOf(raw, 'displayText'), url: textOf(raw, 'buttonUrl') }),
		call,
		payment: paymentOf(raw, kind),
		change: changeOf(raw, kind),
		localMessageId: textOf(raw, 'localMessageId'),
		chatbotTriggeredEventId: textOf(raw, 'chatbotTriggeredEventId'),
		messageId: textOf(raw, 'whatsappMessageId'),
		watiId: textOf(raw, 'id'),
		conversationId: textOf(raw, 'conversationId'),
		ticketId: textOf(raw, 'ticketId'),
		operator: unlessAllNull({
			id: textOf(raw, 'assigneeId', 'assignedId'),
			email: textOf(raw, 'operatorEmail'),
			name: textOf(raw, 'operatorName'),
		}),
		channelNumber: digitsOf(valueOf(raw, 'channelPhoneNumber', 'phoneNumber', 'businessNumber')),
		bsuid: textOf(raw, 'bsuid') ?? bsuidAmong(textOf(raw, 'waId'), textOf(raw, 'from')),
		contactId: textOf(raw, 'contactId'),
		timestamp:
			isoOf(valueOf(raw, 'timestamp')) ??
			isoOf(valueOf(raw, 'created')) ??
			isoOf(valueOf(objectOf(raw, 'metadata') ?? paymentBody(raw), 'timestamp')),
		dedupeKey: '',
		raw,
	};
	event.dedupeKey = dedupeKeyOf(raw, event);
	return event;
}
