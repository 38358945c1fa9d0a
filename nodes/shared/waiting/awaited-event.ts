import { getPersonKey } from '../parameters/phone-number/person';
import type { WhatsAppEvent } from '../webhooks/event';
import { saysNews } from '../webhooks/events';
import { toQuoteName } from './question/quoted-message';

/** What a wait needs of an event, whichever service told it. n8n stores it with the execution until the node runs. */
export interface AwaitedEvent
	extends Pick<
		WhatsAppEvent,
		| 'event'
		| 'kind'
		| 'type'
		| 'fromMe'
		| 'whatsappNumber'
		| 'bsuid'
		| 'text'
		| 'buttonReply'
		| 'listReply'
		| 'location'
		| 'replyTo'
		| 'status'
		| 'failure'
		| 'messageId'
		| 'conversationId'
		| 'timestamp'
	> {
	media: object | null;
	/** The ID that the sender gave the message. */
	localMessageId: string | null;
	/** The ID of the service's own record of the message. */
	recordId: string | null;
	/** The business number that the customer wrote to, or its ID, where questions know theirs as well. */
	channel: string | null;
	/** Whether it may be a tap that the service shows as a text. */
	mayBeTap?: boolean;
	/** Whether it is known that it may answer several questions. */
	isUnclear?: boolean;
	/** Of a sent message: whether only one open question has its words. */
	isOnly?: boolean;
}

/** Takes from an event what a wait needs; what the service's events do not have is null. */
export function toAwaitedEvent(
	event: Omit<
		AwaitedEvent,
		'localMessageId' | 'recordId' | 'channel' | 'mayBeTap' | 'isUnclear' | 'isOnly'
	>,
	{ localMessageId = null, recordId = null, channel = null }: Partial<AwaitedEvent> = {},
): AwaitedEvent {
	return {
		event: event.event,
		kind: event.kind,
		type: event.type,
		fromMe: event.fromMe,
		whatsappNumber: event.whatsappNumber,
		bsuid: event.bsuid,
		text: event.text,
		buttonReply: event.buttonReply,
		listReply: event.listReply,
		media: event.media,
		location: event.location,
		replyTo: event.replyTo,
		status: event.status,
		failure: event.failure,
		messageId: event.messageId,
		localMessageId,
		recordId,
		channel,
		conversationId: event.conversationId,
		timestamp: event.timestamp,
	};
}

/** Names of the customer of an event: the number as it came, its one form for all variants, the BSUID. */
export function getPersonNames({ whatsappNumber, bsuid }: AwaitedEvent): string[] {
	const numbers = whatsappNumber === null ? [] : [whatsappNumber, getPersonKey(whatsappNumber)];
	return bsuid === null ? numbers : [...numbers, bsuid];
}

/** Names by which an event is waited for: who wrote, where, or which message it is about or quotes. */
export function getNames(event: AwaitedEvent): string[] {
	const { conversationId, localMessageId, messageId, recordId, replyTo } = event;
	const quote = replyTo === null ? null : toQuoteName(replyTo);
	const ids = [conversationId, localMessageId, messageId, recordId, quote];
	return [...getPersonNames(event), ...ids.filter((id) => id !== null)];
}

/** When something happened, in milliseconds; undefined where the service gave no time. */
export function getEventTime({ timestamp }: AwaitedEvent): number | undefined {
	return timestamp === null ? undefined : Date.parse(timestamp);
}

/** Keys of one fact, the same whether it was posted or found in the chat. */
export function getEventKeys(event: AwaitedEvent): string[] {
	const { messageId, recordId, text, timestamp, kind, status } = event;
	const prefix = kind === 'status' ? `${event.event}:` : '';
	const ids = [messageId, recordId].filter((id) => id !== null).map((id) => `${prefix}${id}`);
	const second = timestamp?.slice(0, 19) ?? '';
	return ids.length > 0 ? ids : [`${prefix}${status ?? ''}${second}${text ?? ''}`];
}

/** Whether an event is something that a customer says. A reaction to a message is no answer to it, nor is a change of it. */
export function isFromCustomer(event: AwaitedEvent): boolean {
	return saysNews(event) && !event.fromMe;
}
