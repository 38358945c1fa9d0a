import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { digitsOf } from '../webhooks/payload';
import type { AnswerRule, Accepted } from './answer-rule';
import { acceptedBy } from './answer-rule';
import { keysOf, timeOfEvent, type Incoming } from './incoming';
import type { WhatsAppEvent } from '../webhooks/event';

/** How a question stands. `failed` is one that could not be asked. */
export type QuestionState = 'waiting' | 'answered' | 'gaveUp' | 'timedOut' | 'failed';

/** A message of the customer that counted as an answer, or was taken for none. */
export interface Taken {
	text: string | null;
	at: string | null;
}

/** One item's question while the execution sleeps, as n8n stores it. */
export interface Question {
	item: number;
	/** Digits, contact ID or BSUID: how the question was addressed, for a look into the chat. */
	recipient: string;
	/** Digits and identifiers of those who may answer. */
	who: string[];
	conversationId: string | null;
	/** WhatsApp's and local IDs of the messages that asked, for answers that quote one. */
	askedIn: string[];
	/** When it was asked first and last, in milliseconds. */
	askedAt: number;
	askedAgainAt: number;
	state: QuestionState;
	/** Messages that were not accepted. */
	wrong: Taken[];
	/** Messages that were accepted, the last one counts. */
	right: Taken[];
	reply: IDataObject | null;
	/** What went wrong while asking again. */
	problem: string | null;
	/** What the send gave out. */
	sent: IDataObject;
}

/** What an answer meets at the question. */
export interface AnswerTerms {
	rule: AnswerRule;
	/** How many messages may be wrong before the question is given up; 0 for any number. */
	mostTries: number;
	/** Whether later answers replace earlier ones until the time limit. */
	lastCounts: boolean;
}

/** WhatsApp's own times are whole seconds, and the clocks of two servers differ a little. */
const CLOCK_TOLERANCE_MS = 2_000;

function textsOf(...values: unknown[]): string[] {
	return values.filter((value): value is string => typeof value === 'string' && value !== '');
}

function isRecord(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null;
}

/** IDs by which a later event names a message that was sent. */
export function idsOfSent(sent: IDataObject): string[] {
	return textsOf(sent.localMessageId, sent.whatsappMessageId);
}

/**
 * A question that was asked, or failed to be.
 *
 * @param recipient as it was addressed
 * @param also further people who may answer, digits only
 */
export function questionOf(
	item: number,
	items: INodeExecutionData[],
	{ recipient, also, askedAt }: { recipient: string; also: string[]; askedAt: number },
): Question {
	const sent = items[0]?.json ?? {};
	const { whatsappNumber, conversationId, answer } = sent;
	const contact = isRecord(answer) && isRecord(answer.contact) ? answer.contact : {};
	const known = textsOf(whatsappNumber, contact.wAid, contact.id);
	const names = [recipient, ...known].flatMap((name) => [name, digitsOf(name) ?? name]);
	return {
		item,
		recipient,
		who: [...new Set([...names, ...also])],
		conversationId: typeof conversationId === 'string' ? conversationId : null,
		askedIn: idsOfSent(sent),
		askedAt,
		askedAgainAt: askedAt,
		state: items.length === 0 || sent.error !== undefined ? 'failed' : 'waiting',
		wrong: [],
		right: [],
		reply: null,
		problem: null,
		sent,
	};
}

function isFromOneOf({ who, conversationId }: Question, event: Incoming): boolean {
	const { whatsappNumber, bsuid } = event;
	if (whatsappNumber !== null && who.includes(whatsappNumber)) return true;
	if (bsuid !== null && who.includes(bsuid)) return true;
	return conversationId !== null && event.conversationId === conversationId;
}

function isAfter({ askedAt }: Question, event: Incoming): boolean {
	const at = timeOfEvent(event);
	return at === undefined || at >= Math.floor(askedAt / 1_000) * 1_000 - CLOCK_TOLERANCE_MS;
}

/** Whether an event is something that a customer says. A reaction to a message is no answer to it. */
export function isAnswer(event: Pick<WhatsAppEvent, 'kind' | 'fromMe' | 'type'>): boolean {
	return event.kind === 'message' && !event.fromMe && event.type !== 'reaction';
}

/**
 * The question that a message answers: the one it quotes, else the one of this person that waits longest.
 * A message that is older than the question answers none, unless it quotes it.
 */
export function questionFor(questions: Question[], event: Incoming): Question | undefined {
	if (!isAnswer(event)) return undefined;
	const open = questions.filter(
		(question) => question.state === 'waiting' && isFromOneOf(question, event),
	);
	const { replyTo } = event;
	const isQuoted = ({ askedIn }: Question) => replyTo !== null && askedIn.includes(replyTo);
	const quoted = questions.find((question) => isQuoted(question));
	if (quoted) return open.includes(quoted) ? quoted : undefined;
	return open
		.filter((question) => isAfter(question, event))
		.sort((one, other) => one.askedAt - other.askedAt || one.item - other.item)[0];
}

/** What the customer said, in words: the title of a button or row, else the text. */
function wordsOf({ buttonReply, listReply, text }: Incoming): string | null {
	return buttonReply?.title ?? listReply?.title ?? text;
}

function replyOf(event: Incoming, accepted: Accepted): IDataObject {
	const { buttonReply, listReply, media, location } = event;
	return {
		text: wordsOf(event),
		value: accepted.value,
		type: event.type,
		...(buttonReply ? { button: { ...buttonReply } } : {}),
		...(listReply ? { listRow: { ...listReply } } : {}),
		...(media ? { media: { ...media } } : {}),
		...(location ? { location: { ...location } } : {}),
		from: event.whatsappNumber ?? event.bsuid,
		messageId: event.messageId ?? event.watiId,
		receivedAt: event.timestamp,
	};
}

/**
 * Takes a message as an answer, or as a wrong one.
 *
 * @returns whether to ask again
 */
export function take(question: Question, event: Incoming, terms: AnswerTerms): boolean {
	const text = wordsOf(event);
	const taken = { text, at: event.timestamp };
	const accepted = acceptedBy(terms.rule, text);
	if (accepted) {
		question.right.push(taken);
		question.reply = replyOf(event, accepted);
		if (!terms.lastCounts) question.state = 'answered';
		return false;
	}
	question.wrong.push(taken);
	const at = timeOfEvent(event);
	// What was written before the customer was asked again is part of the same wrong answer.
	const isNew = at === undefined || at >= Math.floor(question.askedAgainAt / 1_000) * 1_000;
	const tries = question.wrong.length;
	if (terms.mostTries > 0 && tries >= terms.mostTries) {
		question.state = 'gaveUp';
		return false;
	}
	return isNew;
}

/** Ends what still waits when the time is up. */
export function timeUp(question: Question): void {
	if (question.state !== 'waiting') return;
	question.state = question.reply === null ? 'timedOut' : 'answered';
}

/** The item of a question: what the send gave out, and what came back. */
export function itemOf({ item, sent, state, ...question }: Question): INodeExecutionData {
	if (state === 'failed') return { json: sent, pairedItem: { item } };
	const { reply, right, wrong, problem } = question;
	const more = {
		...(right.length > 1 ? { messages: right.map(({ text }) => text) } : {}),
		wrong: wrong.map(({ text }) => text),
		...(problem === null ? {} : { problem }),
	};
	return {
		json: { ...sent, reply: { status: state, ...(reply ?? {}), ...more } },
		pairedItem: { item },
	};
}

/** Whether any of the keys of an event was met before. */
export function isKnown(seen: readonly string[], event: Incoming): boolean {
	return keysOf(event).some((key) => seen.includes(key));
}
