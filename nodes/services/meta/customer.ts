import {
	bsuidAmong,
	digitsOf,
	objectOf,
	objectsOf,
	textOf,
	type Payload,
} from '../../shared/webhooks/payload';
import { isEcho, listsIn, type Fact } from './facts';
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

/** The entry of `contacts` about the customer of a fact; Meta lists one for each customer of a change. */
function contactOf({ value }: Fact, number: string | null, bsuid: string | null): Payload {
	const listed = objectsOf(listsIn(value), 'contacts');
	const own = listed.find(
		(contact) =>
			(number !== null && digitsOf(textOf(contact, 'waId')) === number) ||
			(bsuid !== null && textOf(contact, 'userId') === bsuid),
	);
	return own ?? (listed.length === 1 ? listed[0]! : {});
}

/** In a group the recipient of a status is the group, and a participant is named beside it. */
function recipientOf(status: Payload): string | null {
	return textOf(status, 'recipientType') === 'group'
		? textOf(status, 'recipientParticipantId', 'recipientParticipantPhoneNumber')
		: textOf(status, 'recipientId');
}

function groupOf(message: Payload, status: Payload): string | null {
	const ofStatus = textOf(status, 'recipientType') === 'group' ? 'recipientId' : 'groupId';
	return textOf(message, 'groupId') ?? textOf(status, ofStatus);
}

function callerIn(call: VoiceCall): string | null {
	return call.direction === 'business_initiated' || call.from === null ? call.to : call.from;
}

/** Finds the customer of a message, a status, a call or a preference. */
export function customerOf(fact: Fact, call: VoiceCall | null): Customer {
	const { message = {}, status = {}, preference = {} } = fact;
	const isOwn = isEcho(fact);
	const given =
		textOf(message, isOwn ? 'to' : 'from') ??
		recipientOf(status) ??
		textOf(preference, 'waId') ??
		(call && callerIn(call)) ??
		// Who was handed over between the agent of Meta and a person (field `messaging_handovers`).
		textOf(objectOf(fact.value, 'sender') ?? {}, 'phoneNumber');
	const number = digitsOf(given);
	const bsuid =
		textOf(message, isOwn ? 'toUserId' : 'fromUserId') ??
		textOf(status, 'recipientUserId', 'recipientParticipantUserId') ??
		textOf(preference, 'userId') ??
		bsuidAmong(given, isOwn ? textOf(message, 'recipient') : null);
	const contact = contactOf(fact, number, bsuid);
	const profile = objectOf(contact, 'profile') ?? {};
	return {
		whatsappNumber: number ?? digitsOf(textOf(contact, 'waId')),
		bsuid: bsuid ?? textOf(contact, 'userId'),
		groupId: groupOf(message, status),
		name: textOf(profile, 'name'),
		username: textOf(profile, 'username'),
	};
}
