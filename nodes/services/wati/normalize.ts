import { digest } from '../../shared/http/kept/digest';
import { canonicalName, EVENTS, INBOUND_CALL, findEventRow } from './events';
import {
	bsuidAmong,
	toDigits,
	getFlag,
	getId,
	getNumber,
	getObject,
	getObjects,
	getText,
	getValue,
	type Payload,
} from '../../shared/webhooks/payload';
import { MESSAGE_CODES } from '../whatsapp/message-codes';
import { explainFailure, type MessageFailure } from '../whatsapp/message-failure';
import { TEMPLATE_CODES } from '../whatsapp/template-codes';
import { readChange } from './changes';
import { WATI_FAILURES } from './errors/messages';
import * as parts from './message-parts';
import { readTemplateContent } from './template-content';
import { toIsoTime } from '../../shared/http/answers/times';
import { UNKNOWN, type EventKind, type EventRow } from '../../shared/webhooks/events';
import { readOptedOut } from '../../shared/webhooks/opt-out/opt-out-events';
import { toAgentFields } from '../../shared/webhooks/agent-fields';
import { readReaction, readSharedContacts } from '../../shared/webhooks/event-parts';
import {
	toFactKey,
	type VoiceCall,
	type Payment,
	type WhatsAppEvent,
} from '../../shared/webhooks/event';

const NAME = /^[A-Za-z][\w.-]{0,99}$/;
/** Meta's numbers that a message can fail with. */
const FAILURE_CODES = { ...MESSAGE_CODES, ...TEMPLATE_CODES };
const PAYMENT = EVENTS.find(({ kind }) => kind === 'payment');

/** The event's name, if the body has one that WATI could have given it, or shows by its form what it is. */
export function readEventName(raw: Payload): string | null {
	const name = getText(raw, 'eventType', 'event');
	if (name !== null) return NAME.test(name) ? name : null;
	if (isCallOffer(raw)) return INBOUND_CALL;
	return isPaymentStatus(raw) ? 'paymentCaptured' : null;
}

/** "New Inbound Call" of the Calling API posts these three and no name (docs.wati.io, "Calling API"). */
function isCallOffer(raw: Payload): boolean {
	return ['callId', 'sdp', 'businessNumber'].every((name) => getText(raw, name) !== null);
}

/** Older payment events have no name, only WhatsApp's own list of statuses (support.wati.io). */
function isPaymentStatus(raw: Payload): boolean {
	return getObjects(raw, 'statuses').some((status) => getText(status, 'type') === 'payment');
}

function unlessAllNull<Part extends object>(part: Part): Part | null {
	return Object.values(part).every((value) => value === null) ? null : part;
}

function readCall(raw: Payload, kind: EventKind): VoiceCall | null {
	if (kind !== 'call') return null;
	const data = getObject(raw, 'metadata') ?? raw;
	return {
		id: getId(raw, 'callId', 'id'),
		direction: getText(data, 'direction') ?? (isCallOffer(raw) ? 'inbound' : null),
		status: getText(data, 'status'),
		from: toDigits(getValue(data, 'fromNumber', 'from')),
		to: toDigits(getValue(data, 'toNumber', 'to', 'businessNumber')),
		durationSeconds: getNumber(data, 'durationSeconds', 'duration'),
		team: getText(data, 'teamName'),
	};
}

/** The body of a payment, which older events keep in WhatsApp's list of statuses. */
function paymentBody(raw: Payload): Payload {
	return getObjects(raw, 'statuses')[0] ?? raw;
}

function readPayment(raw: Payload, kind: EventKind): Payment | null {
	if (kind !== 'payment') return null;
	const body = paymentBody(raw);
	const payment = getObject(body, 'payment') ?? {};
	return {
		id: getId(body, 'id'),
		referenceId: getText(payment, 'referenceId'),
		status: getText(body, 'status'),
	};
}

function customerNumber(raw: Payload, call: VoiceCall | null): string | null {
	const own = toDigits(getValue(raw, 'waId', 'whatsappNumber', 'phone', 'from'));
	if (own !== null || call === null) {
		return own ?? toDigits(getValue(paymentBody(raw), 'from'));
	}
	return call.direction === 'outbound' ? call.to : call.from;
}

function readStatus(raw: Payload, row: EventRow | undefined, fromMe: boolean): string | null {
	if (row?.status) return row.status;
	if (row?.kind === 'message' && !fromMe) return 'received';
	return getText(raw, 'statusString')?.toLowerCase() ?? null;
}

/** WATI passes Meta's number on, in a field of its own or in its words. */
function readFailure(raw: Payload, status: string | null): MessageFailure | null {
	const failure = { code: getText(raw, 'failedCode'), detail: getText(raw, 'failedDetail') };
	if (status !== 'failed' && unlessAllNull(failure) === null) return null;
	const [number = ''] = /\b1\d{5}\b/.exec(`${failure.code ?? ''} ${failure.detail ?? ''}`) ?? [];
	return explainFailure(failure, FAILURE_CODES[Number(number)], WATI_FAILURES);
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
function hashContent(raw: Payload): string {
	const shared = Object.entries(raw)
		.map(([name, value]): [string, unknown] => [name.replace(/_/g, '').toLowerCase(), value])
		.filter(([name, value]) => !TWIN_FIELDS.has(name) && (value ?? '') !== '')
		.sort(([one], [other]) => (one < other ? -1 : 1));
	return digest(JSON.stringify(shared), 'base64url').slice(0, 22);
}

/** The part of the key that tells two facts about the same message or template apart. */
function distinction(raw: Payload, event: WhatsAppEvent): Array<string | null> {
	switch (event.kind) {
		case 'call':
			return [event.call?.status ?? null];
		case 'payment':
			return [event.payment?.status ?? null];
		case 'chat':
			return [event.link?.url ?? null, getText(raw, 'created'), getText(raw, 'timestamp')];
		case 'unknown':
			return [event.status, event.timestamp];
		default:
			return [];
	}
}

/** The ID that all copies of a fact share: WhatsApp's where there is one, else WATI's. */
function getIdentity(event: WhatsAppEvent): string | null {
	if (event.kind === 'call') return event.call?.id ?? null;
	if (event.kind === 'payment') return event.payment?.id ?? null;
	return event.messageId ?? event.watiId ?? event.localMessageId;
}

function buildDedupeKey(raw: Payload, event: WhatsAppEvent): string {
	const identity = getIdentity(event);
	const isChange = event.kind === 'template' || event.kind === 'account';
	if (identity === null || isChange) return toFactKey(event.event, hashContent(raw));
	const more = distinction(raw, event).filter((part) => part !== null);
	return toFactKey(event.event, identity, ...more);
}

/** Keys of the later statuses of the same message: `sent` is late once it was `read`. */
export function laterKeys(event: WhatsAppEvent): string[] {
	const identity = getIdentity(event);
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
 * @param eventType the name as given by {@link readEventName}
 */
export function normalize(raw: Payload, eventType: string): WhatsAppEvent {
	const type = getText(raw, 'type')?.toLowerCase() ?? null;
	const row = findEventRow(eventType) ?? (type === 'payment' ? PAYMENT : undefined);
	const kind = row?.kind ?? UNKNOWN;
	const fromMe = row?.own === true || (kind !== 'status' && getFlag(raw, 'owner'));
	const call = readCall(raw, kind);
	const status = readStatus(raw, row, fromMe);
	const isMessage = kind === 'message' || kind === 'unknown';
	const event: WhatsAppEvent = {
		event: row?.value ?? canonicalName(eventType),
		kind,
		type,
		fromMe: fromMe || kind === 'status',
		whatsappNumber: customerNumber(raw, call),
		name: getText(raw, 'senderName', 'name'),
		username: getText(raw, 'username'),
		text: parts.writtenIn(raw, type),
		chatInput: null,
		sessionId: null,
		buttonReply: parts.readButtonReply(raw),
		listReply: parts.readListReply(raw),
		media: isMessage ? parts.readMedia(raw, type) : null,
		location: isMessage ? parts.readLocation(raw, type) : null,
		contacts: isMessage ? readSharedContacts(raw) : [],
		reaction: isMessage ? readReaction(raw, type) : null,
		order: isMessage ? parts.readOrder(raw, type) : null,
		referral: parts.readReferral(raw),
		replyTo: getId(raw, 'replyContextId'),
		forwarded: getFlag(raw, 'forwarded') || getFlag(raw, 'frequentlyForwarded'),
		optedOut: null,
		status,
		failure: readFailure(raw, status),
		template: unlessAllNull({
			id: getId(raw, 'templateId', 'watiTemplateId'),
			name: getText(raw, 'templateName'),
		}),
		templateContent: readTemplateContent(raw),
		link: unlessAllNull({ text: getText(raw, 'displayText'), url: getText(raw, 'buttonUrl') }),
		call,
		payment: readPayment(raw, kind),
		change: readChange(raw, kind),
		localMessageId: getId(raw, 'localMessageId'),
		chatbotTriggeredEventId: getId(raw, 'chatbotTriggeredEventId'),
		messageId: getId(raw, 'whatsappMessageId'),
		watiId: getId(raw, 'id'),
		conversationId: getId(raw, 'conversationId'),
		ticketId: getId(raw, 'ticketId'),
		operator: unlessAllNull({
			id: getId(raw, 'assigneeId', 'assignedId'),
			email: getText(raw, 'operatorEmail'),
			name: getText(raw, 'operatorName'),
		}),
		channelNumber: toDigits(getValue(raw, 'channelPhoneNumber', 'phoneNumber', 'businessNumber')),
		bsuid: getId(raw, 'bsuid') ?? bsuidAmong(getText(raw, 'waId'), getText(raw, 'from')),
		contactId: getId(raw, 'contactId'),
		timestamp:
			toIsoTime(getValue(raw, 'timestamp')) ??
			toIsoTime(getValue(raw, 'created')) ??
			toIsoTime(getValue(getObject(raw, 'metadata') ?? paymentBody(raw), 'timestamp')),
		dedupeKey: '',
		raw,
	};
	event.dedupeKey = buildDedupeKey(raw, event);
	// Of two copies of an event only one has the BSUID, so the number comes first.
	const people = [event.whatsappNumber, event.bsuid, event.contactId];
	Object.assign(event, toAgentFields(event, people));
	event.optedOut = readOptedOut(event);
	return event;
}
