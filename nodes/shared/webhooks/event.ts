import type { AgentFields } from './agent-fields';
import type { Payload } from './payload';
import type * as parts from './event-parts';
import type { EventKind } from './events';

/** A delivery that went wrong, in WhatsApp's code and words. */
export interface Failure {
	code: string | null;
	detail: string | null;
}

export interface Operator {
	id: string | null;
	email: string | null;
	name: string | null;
}

export interface Template {
	id: string | null;
	name: string | null;
}

/** What a change of a template, a number or an account says. */
export interface Change {
	from: string | null;
	to: string | null;
	reason: string | null;
}

export interface VoiceCall {
	id: string | null;
	direction: string | null;
	status: string | null;
	from: string | null;
	to: string | null;
	durationSeconds: number | null;
	team: string | null;
}

export interface Payment {
	id: string | null;
	referenceId: string | null;
	status: string | null;
}

export interface Link {
	text: string | null;
	url: string | null;
}

/** One event in the one shape that the trigger puts out. Every field is always there. */
export interface WhatsAppEvent extends AgentFields {
	/** Value of the catalogue, or the bare name of an event that is not in it. */
	event: string;
	kind: EventKind;
	/** Type of the message: text, image, interactive and so on. */
	type: string | null;
	/** Whether the own side wrote it. */
	fromMe: boolean;
	/** The customer's number, digits only. Null where the service gives none, as on status events. */
	whatsappNumber: string | null;
	name: string | null;
	username: string | null;
	text: string | null;
	buttonReply: parts.ButtonReply | null;
	listReply: parts.ListReply | null;
	media: parts.Media | null;
	location: parts.Location | null;
	contacts: parts.SharedContact[];
	reaction: parts.Reaction | null;
	order: parts.Order | null;
	referral: parts.Referral | null;
	/** WhatsApp message ID of the message that this one answers. */
	replyTo: string | null;
	/** Whether the customer opts out by it (`true`) or in again (`false`); null for anything else. */
	optedOut: boolean | null;
	/** Whether the customer forwarded it from another chat. */
	forwarded: boolean;
	status: string | null;
	failure: Failure | null;
	template: Template | null;
	/** The rendered parts of a sent template beside its text. */
	templateContent: parts.TemplateContent | null;
	link: Link | null;
	call: VoiceCall | null;
	payment: Payment | null;
	change: Change | null;
	localMessageId: string | null;
	/** Set on messages that a chatbot sent, and not a person. */
	chatbotTriggeredEventId: string | null;
	/** WhatsApp's ID of the message (`wamid...`). */
	messageId: string | null;
	/** WATI's ID of the record. */
	watiId: string | null;
	conversationId: string | null;
	ticketId: string | null;
	operator: Operator | null;
	/** The business number that the event belongs to, digits only. */
	channelNumber: string | null;
	bsuid: string | null;
	/** The service's ID of the customer, where an event names it. */
	contactId: string | null;
	timestamp: string | null;
	/** The same for all copies and variants of one fact. */
	dedupeKey: string;
	raw: Payload;
}

/** The key of a fact about a message, e.g. `messageRead:wamid.X`. */
export function toFactKey(event: string, identity: string, ...more: string[]): string {
	return [event, identity, ...more].join(':');
}
