import {
	bsuidAmong,
	toDigits,
	getObject,
	getId,
	getText,
	type Payload,
} from '../../shared/webhooks/payload';
import { findContact } from './contacts';
import { isEcho, type Fact } from './facts';
import type { VoiceCall } from '../../shared/webhooks/event';

/** Who an event is about. */
export interface Customer {
	/** Digits only. Null where Meta gives no number. */
	whatsappNumber: string | null;
	bsuid: string | null;
	/** The group that the message stands in; null for a chat of two. */
	groupId: string | null;
	name: string | null;
	username: string | null;
}

/** In a group the recipient of a status is the group, and a participant is named beside it. */
function readRecipient(status: Payload): string | null {
	return getText(status, 'recipientType') === 'group'
		? getText(status, 'recipientParticipantId', 'recipientParticipantPhoneNumber')
		: getText(status, 'recipientId');
}

function readGroup(message: Payload, status: Payload): string | null {
	const ofStatus = getText(status, 'recipientType') === 'group' ? 'recipientId' : 'groupId';
	return getText(message, 'groupId') ?? getText(status, ofStatus);
}

function callerIn(call: VoiceCall): string | null {
	return call.direction === 'business_initiated' || call.from === null ? call.to : call.from;
}

/** Finds the customer of a message, a status, a call or a preference. */
export function readCustomer(fact: Fact, call: VoiceCall | null): Customer {
	const { message = {}, status = {}, preference = {}, group = {} } = fact;
	const isOwn = isEcho(fact);
	const given =
		getText(message, isOwn ? 'to' : 'from') ??
		readRecipient(status) ??
		getText(preference, 'waId') ??
		(call && callerIn(call)) ??
		// Who was handed over between the agent of Meta and a person (field `messaging_handovers`).
		getText(getObject(fact.value, 'sender') ?? {}, 'phoneNumber');
	const number = toDigits(given);
	const bsuid =
		getId(message, isOwn ? 'toUserId' : 'fromUserId') ??
		getId(status, 'recipientUserId', 'recipientParticipantUserId') ??
		getId(preference, 'userId') ??
		getText(getObject(preference, 'userId') ?? {}, 'current') ??
		bsuidAmong(given, isOwn ? getText(message, 'recipient') : null);
	const contact = findContact(fact, number, bsuid) ?? {};
	const profile = getObject(contact, 'profile') ?? {};
	return {
		whatsappNumber: number ?? toDigits(getText(contact, 'waId')),
		bsuid: bsuid ?? getId(contact, 'userId'),
		groupId: readGroup(message, status) ?? getText(group, 'groupId'),
		name: getText(profile, 'name'),
		username: getText(profile, 'username'),
	};
}
