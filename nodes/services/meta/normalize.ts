import { createHash } from 'crypto';

import {
	toDigits,
	getFlag,
	getNumber,
	getObject,
	getText,
	type Payload,
} from '../../shared/webhooks/payload';
import { readCustomer } from './customer';
import { BUSINESS_EVENTS, camelCased, findEventRow, type BusinessEventRow } from './events';
import { readFailure, type MetaFailure } from './failure';
import { isEcho, toRaw, type Fact } from './facts';
import * as parts from './message-parts';
import { toIsoTime } from '../../shared/http/answers/times';
import { UNKNOWN, type EventKind } from '../../shared/webhooks/events';
import { readOptedOut } from '../../shared/webhooks/opt-out/opt-out-events';
import { toAgentFields } from '../../shared/webhooks/agent-fields';
import { readReaction, readSharedContacts } from '../../shared/webhooks/event-parts';
import {
	toFactKey,
	type VoiceCall,
	type Change,
	type Template,
	type WhatsAppEvent,
} from '../../shared/webhooks/event';

/** What Meta's webhooks do not tell. */
type OfWatiAlone =
	| 'chatbotTriggeredEventId'
	| 'contactId'
	| 'failure'
	| 'link'
	| 'localMessageId'
	| 'media'
	| 'operator'
	| 'payment'
	| 'templateContent'
	| 'ticketId'
	| 'watiId';

/**
 * One event in the shape of the WATI Trigger, as far as the facts are the same. Every field is always there.
 * An event that is not in the catalogue has Meta's name of the field in camel case.
 */
export interface BusinessEvent extends Omit<WhatsAppEvent, OfWatiAlone> {
	failure: MetaFailure | null;
	flowReply: parts.FlowReply | null;
	media: parts.BusinessMedia | null;
	/** What the send gave Meta to send back (`biz_opaque_callback_data`). */
	callbackData: string | null;
	/** The group that the message stands in; null for a chat of two. */
	groupId: string | null;
	phoneNumberId: string | null;
	businessAccountId: string | null;
}

function callOf({ call }: Fact): VoiceCall | null {
	if (!call) return null;
	return {
		id: getText(call, 'id'),
		direction: getText(call, 'direction')?.toLowerCase() ?? null,
		status: getText(call, 'event', 'status')?.toLowerCase() ?? null,
		from: toDigits(getText(call, 'from')),
		to: toDigits(getText(call, 'to', 'recipientId')),
		durationSeconds: getNumber(call, 'duration'),
		team: null,
	};
}

function changeOf({ value }: Fact, kind: EventKind): Change | null {
	if (kind !== 'template' && kind !== 'account') return null;
	const ban = getObject(value, 'banInfo') ?? {};
	const violation = getObject(value, 'violationInfo') ?? {};
	// What is to come: `correct_category` (Meta, "Template category changes", 2026).
	const impending = getText(value, 'correctCategory');
	if (impending !== null)
		return { from: getText(value, 'newCategory'), to: impending, reason: null };
	const change = {
		from: getText(value, 'previousQualityScore', 'previousCategory', 'oldLimit'),
		to: getText(
			value,
			'newQualityScore',
			'newCategory',
			'currentLimit',
			'maxDailyConversationsPerBusiness',
			'decision',
			'event',
			'alertType',
		),
		reason:
			getText(value, 'reason', 'rejectionReason', 'alertDescription') ??
			getText(violation, 'violationType') ??
			getText(ban, 'wabaBanState'),
	};
	return Object.values(change).every((part) => part === null) ? null : change;
}

function templateOf({ value }: Fact): Template | null {
	const template = {
		id: getText(value, 'messageTemplateId'),
		name: getText(value, 'messageTemplateName'),
	};
	return template.id === null && template.name === null ? null : template;
}

/** Tells changes apart that carry no ID. Meta repeats a call with the same content. */
function hashContent(raw: Payload, time: unknown): string {
	const content = JSON.stringify([raw, time ?? null]);
	return createHash('sha256').update(content).digest('base64url').slice(0, 22);
}

/** Who of a group a status is about: each participant has one of the same message. */
function reader({ kind, groupId, whatsappNumber, bsuid }: BusinessEvent): string[] {
	const participant = whatsappNumber ?? bsuid;
	return kind === 'status' && groupId !== null && participant !== null ? [participant] : [];
}

function dedupeKeyOf(fact: Fact, event: BusinessEvent): string {
	if (event.kind === 'call' && event.call?.id) {
		return toFactKey(event.event, event.call.id, event.call.status ?? '');
	}
	if (event.messageId !== null) return toFactKey(event.event, event.messageId, ...reader(event));
	return toFactKey(event.event, hashContent(event.raw, fact.time));
}

const STATUSES = ['sent', 'delivered', 'read', 'played'];

/** Keys of the later statuses of the same message: `sent` is late once it was `read`. */
export function laterBusinessKeys(event: BusinessEvent): string[] {
	const { kind, status, messageId } = event;
	const place =
		status === 'failed' ? STATUSES.indexOf('delivered') : STATUSES.indexOf(status ?? '');
	if (kind !== 'status' || messageId === null || place < 0) return [];
	const later = STATUSES.slice(place + 1).concat(status === 'sent' ? ['failed'] : []);
	return BUSINESS_EVENTS.filter(
		(row) => row.status !== undefined && later.includes(row.status),
	).map(({ value }) => toFactKey(value, messageId, ...reader(event)));
}

/** A change of messages that brings neither message nor status tells of errors: nobody's message. */
function rowFor(fact: Fact, status: string | null): BusinessEventRow | undefined {
	if (fact.field === 'messages' && !fact.message && !fact.status) return undefined;
	return findEventRow(fact.field, status);
}

function eventName(fact: Fact, status: string | null): string {
	const action = fact.action && getText(fact.action, 'actionType');
	if (action) return camelCased(action);
	if (status !== null) return camelCased(`message_${status.toLowerCase()}`);
	return camelCased(fact.field);
}

/** Whether a customer stopped marketing messages in WhatsApp, or resumed them (Meta, "user_preferences webhook reference"). */
function readPreference({ preference = {} }: Fact): boolean | null {
	if (getText(preference, 'category') !== 'marketing_messages') return null;
	const value = getText(preference, 'value')?.toLowerCase();
	return value === 'stop' ? true : value === 'resume' ? false : null;
}

/** One flat event out of a fact of Meta's webhooks. Never throws on a JSON object. */
export function normalizeFact(fact: Fact): BusinessEvent {
	const { message = {}, status: sent = {}, value, businessAccountId } = fact;
	const state = fact.status ? (getText(sent, 'status')?.toLowerCase() ?? UNKNOWN) : null;
	const row = rowFor(fact, state);
	const kind = row?.kind ?? UNKNOWN;
	const echo = isEcho(fact);
	const call = callOf(fact);
	const type = getText(message, 'type')?.toLowerCase() ?? null;
	const metadata = getObject(value, 'metadata', 'recipient') ?? {};
	const context = getObject(message, 'context') ?? {};
	const event: BusinessEvent = {
		event: row?.value ?? eventName(fact, state),
		kind,
		type,
		fromMe: echo || fact.status !== undefined,
		...readCustomer(fact, call),
		text: parts.textIn(message, type),
		chatInput: null,
		sessionId: null,
		buttonReply: parts.readButtonReply(message),
		listReply: parts.readListReply(message),
		flowReply: parts.readFlowReply(message),
		media: parts.readMedia(message, type),
		location: parts.readLocation(message),
		contacts: type === 'contacts' ? readSharedContacts(message) : [],
		reaction: readReaction(message, type),
		order: parts.readOrder(message),
		referral: parts.readReferral(message),
		replyTo: parts.readReplyTo(message),
		forwarded: getFlag(context, 'forwarded') || getFlag(context, 'frequentlyForwarded'),
		optedOut: null,
		status: state ?? (kind === 'message' && !echo ? 'received' : null),
		failure: readFailure(sent) ?? readFailure(message) ?? (row ? null : readFailure(value)),
		template: templateOf(fact),
		call,
		change: changeOf(fact, kind),
		messageId: getText(message, 'id') ?? getText(sent, 'id'),
		conversationId: getText(getObject(sent, 'conversation') ?? {}, 'id'),
		callbackData:
			getText(sent, 'bizOpaqueCallbackData') ?? getText(fact.call ?? {}, 'bizOpaqueCallbackData'),
		channelNumber: toDigits(
			getText(metadata, 'displayPhoneNumber') ?? getText(value, 'displayPhoneNumber'),
		),
		phoneNumberId: getText(metadata, 'phoneNumberId') ?? getText(value, 'phoneNumberId'),
		businessAccountId,
		timestamp:
			toIsoTime(message.timestamp) ??
			toIsoTime(sent.timestamp) ??
			toIsoTime(fact.call?.timestamp) ??
			toIsoTime(fact.preference?.timestamp) ??
			toIsoTime(fact.action?.timestamp) ??
			toIsoTime(value.timestamp) ??
			toIsoTime(fact.time),
		dedupeKey: '',
		raw: toRaw(fact),
	};
	event.dedupeKey = dedupeKeyOf(fact, event);
	// The BSUID is in all events of messages, the number only now and then once a customer has a username (Meta,
	// "Business-scoped user IDs", 2026). What is said in a group stays in the group.
	const people = [event.groupId, event.bsuid, event.whatsappNumber];
	Object.assign(event, toAgentFields(event, people));
	event.optedOut = readPreference(fact) ?? readOptedOut(event);
	return event;
}
