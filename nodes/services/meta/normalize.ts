import {
	toDigits,
	getFlag,
	getNumber,
	getObject,
	getId,
	getText,
	type Payload,
} from '../../shared/webhooks/payload';
import { readCustomer } from './customer';
import type { BusinessEvent } from './business-event';
import { readChange } from './change';
import { findContact } from './contacts';
import { toDedupeKey } from './dedupe-keys';
import { MESSAGES, type BusinessEventRow } from './events/event-rows';
import { camelCased, findEventRow } from './events/catalogue';
import { readFailure } from './failure';
import { isEcho, toRaw, type Fact } from './facts';
import * as parts from './message-parts';
import { toIsoTime } from '../../shared/http/answers/times';
import { UNKNOWN } from '../../shared/webhooks/events';
import { readOptedOut } from '../../shared/webhooks/opt-out/opt-out-events';
import { toAgentFields } from '../../shared/webhooks/agent-fields';
import { readReaction, readSharedContacts } from '../../shared/webhooks/event-parts';
import { type VoiceCall, type Template } from '../../shared/webhooks/event';

function readCall({ call }: Fact): VoiceCall | null {
	if (!call) return null;
	return {
		id: getId(call, 'id'),
		direction: getText(call, 'direction')?.toLowerCase() ?? null,
		status: getText(call, 'event', 'status')?.toLowerCase() ?? null,
		from: toDigits(getText(call, 'from')),
		to: toDigits(getText(call, 'to', 'recipientId')),
		durationSeconds: getNumber(call, 'duration'),
		team: null,
	};
}

function readTemplate({ value }: Fact): Template | null {
	const template = {
		id: getId(value, 'messageTemplateId'),
		name: getText(value, 'messageTemplateName'),
	};
	return template.id === null && template.name === null ? null : template;
}

/** A change of messages that brings no fact of its own tells of errors: nobody's message. */
function rowFor(fact: Fact, status?: string, type?: string): BusinessEventRow | undefined {
	const { field, action } = fact;
	const actionType = action && (getText(action, 'actionType') ?? '');
	if (field === MESSAGES && !fact.message && !fact.status && !action) return undefined;
	return findEventRow(field, { status, type, action: actionType });
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

/** What a message says. Statuses say nothing, and come by the thousands. */
function readContent(message: Payload, type: string | null) {
	const context = getObject(message, 'context') ?? {};
	return {
		text: parts.textIn(message, type),
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
	} satisfies Partial<BusinessEvent>;
}

/** One flat event out of a fact of Meta's webhooks. Never throws on a JSON object. */
export function normalizeFact(fact: Fact): BusinessEvent {
	const { message = {}, status: sent = {}, value, businessAccountId } = fact;
	const state = fact.status ? (getText(sent, 'status')?.toLowerCase() ?? UNKNOWN) : null;
	const echo = isEcho(fact);
	const call = readCall(fact);
	const type = getText(message, 'type')?.toLowerCase() ?? null;
	const row = rowFor(fact, state ?? undefined, type ?? undefined);
	const kind = row?.kind ?? UNKNOWN;
	const customer = readCustomer(fact, call);
	const metadata = getObject(value, 'metadata', 'recipient') ?? {};
	const event: BusinessEvent = {
		event: row?.value ?? eventName(fact, state),
		kind,
		type,
		fromMe: echo || fact.status !== undefined,
		...customer,
		text: null,
		chatInput: null,
		sessionId: null,
		buttonReply: null,
		listReply: null,
		flowReply: null,
		media: null,
		location: null,
		contacts: [],
		reaction: null,
		order: null,
		referral: null,
		replyTo: null,
		forwarded: false,
		optedOut: null,
		status: state ?? (kind === 'message' && !echo ? 'received' : null),
		failure:
			readFailure(sent) ??
			readFailure(message) ??
			readFailure(fact.group ?? {}) ??
			(row && kind !== 'call' ? null : readFailure(value)),
		template: readTemplate(fact),
		call,
		change: readChange(fact, kind),
		messageId: getId(message, 'id') ?? getId(sent, 'id'),
		conversationId: getId(getObject(sent, 'conversation') ?? {}, 'id'),
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
			toIsoTime(fact.group?.timestamp) ??
			toIsoTime(value.timestamp) ??
			toIsoTime(fact.time),
		dedupeKey: '',
		raw: toRaw(fact, findContact(fact, customer.whatsappNumber, customer.bsuid)),
	};
	if (fact.message) Object.assign(event, readContent(fact.message, type));
	event.dedupeKey = toDedupeKey(fact, event);
	// The BSUID is in all events of messages, the number only now and then once a customer has a username (Meta,
	// "Business-scoped user IDs", 2026). What is said in a group stays in the group.
	const people = [event.groupId, event.bsuid, event.whatsappNumber];
	Object.assign(event, toAgentFields(event, people));
	event.optedOut = readPreference(fact) ?? readOptedOut(event);
	return event;
}
