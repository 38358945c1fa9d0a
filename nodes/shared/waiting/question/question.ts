import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { DerivedFields, RoutedItems } from '../../items/routed-items';
import type { ParameterSource } from '../../parameters/input';
import { getPersonKey, isBsuid } from '../../parameters/phone-number/person';
import type { Decision } from '../approval/approval-words';
import { checkAnswer, type AcceptedAnswer, type AnswerRule } from './answer-rule';
import type { DecisionPage } from '../approval/decision-page';
import { getEventTime, getPersonNames, isFromCustomer, type AwaitedEvent } from '../awaited-event';
import { areNamed, isSameMessage, isWhatsAppId, listMessages } from './quoted-message';

/** How a question stands. `failed` is one that could not be asked. */
export type QuestionState = 'waiting' | 'answered' | 'gaveUp' | 'timedOut' | 'failed';

/** A message of the customer that was held to be an answer, right or wrong. */
export interface GivenAnswer {
	text: string | null;
	at: string | null;
}

/** One item's question to a customer, as n8n stores it. */
export interface Question {
	item: number;
	/** Number or ID that the question was sent to, for looking into the chat. */
	recipient: string;
	/** Numbers and IDs of those who may answer, as given and as {@link getPersonKey} has them. */
	who: string[];
	conversationId: string | null;
	/** The ID of the business number that asked; null where that is not known. */
	channel: string | null;
	/** WhatsApp's and local IDs of the messages that asked, for answers that quote one. */
	askedIn: string[];
	/** Whether all of these messages are known by WhatsApp's IDs, so that a quote of another message is none of them. */
	isNamed: boolean;
	/** When it was asked first and last, in milliseconds. */
	askedAt: number;
	askedAgainAt: number;
	/** When the time for an answer is up, in milliseconds. */
	until: number;
	state: QuestionState;
	/** Messages that were not accepted. */
	wrong: GivenAnswer[];
	/** Messages that were accepted; the last one counts. */
	right: GivenAnswer[];
	reply: IDataObject | null;
	/** What was decided on a page in the browser. */
	decision?: Decision;
	/** What went wrong while asking, or asking again. */
	problem: string | null;
	/** What the send gave out. */
	sent: IDataObject;
}

/** What a question was asked with. */
export interface AskedQuestion {
	item: number;
	/** What the send gave out; undefined when nothing was sent. */
	sent: IDataObject | undefined;
	/** Number or ID as the message was addressed. */
	recipient: string;
	/** Further numbers and IDs of those who may answer. */
	others: string[];
	/** The ID of the business number that asked, where events tell theirs. */
	channel?: string;
	/** When the first question of the run was asked, in milliseconds. */
	askedAt: number;
	/** When the time for an answer is up, in milliseconds. */
	until: number;
	/** Why it is unknown whether the question reached the customer. */
	problem?: string;
}

/** How answers to a question are judged. */
export interface AnswerTerms {
	rule: AnswerRule;
	/** How many messages may be wrong before the question is given up; 0 for any number. */
	mostTries: number;
	/** Whether later answers replace earlier ones until the time limit. */
	lastCounts: boolean;
}

/** WhatsApp's own times are whole seconds, and the clocks of two servers differ a little. */
const CLOCK_TOLERANCE_MS = 2_000;

/** The texts among some values. */
export function pickTexts(...values: unknown[]): string[] {
	return values.filter((value): value is string => typeof value === 'string' && value !== '');
}

/** IDs by which a later event names a message that was sent, or one of several. */
function getMessageIds(sent: IDataObject): string[] {
	return listMessages(sent).flatMap(({ localMessageId, messageId }) =>
		pickTexts(localMessageId, messageId),
	);
}

/** Adds a message that asked the question again to those that a quote may name. */
export function addAsked(question: Question, sent: IDataObject): void {
	question.askedIn.push(...getMessageIds(sent));
	question.isNamed &&= areNamed(listMessages(sent));
}

/** Whom a question was sent to, as the outputs of sends name people. */
export function toRecipientFields(recipient: string): IDataObject {
	return isBsuid(recipient) ? { bsuid: recipient } : { whatsappNumber: recipient };
}

/** A question that was asked, or could not be. */
export function toQuestion(asked: AskedQuestion): Question {
	const { item, sent = {}, recipient, others, channel = null, askedAt, until, problem } = asked;
	const people = pickTexts(recipient, sent.whatsappNumber, sent.bsuid, ...others);
	const isAsked =
		asked.sent !== undefined &&
		sent.error === undefined &&
		sent.accepted !== false &&
		sent.preview !== true;
	return {
		item,
		recipient,
		who: [...new Set(people.flatMap((name) => [name, getPersonKey(name)]))],
		conversationId: typeof sent.conversationId === 'string' ? sent.conversationId : null,
		channel,
		askedIn: getMessageIds(sent),
		isNamed: areNamed(listMessages(sent)),
		askedAt,
		askedAgainAt: askedAt,
		until,
		state: isAsked ? 'waiting' : 'failed',
		wrong: [],
		right: [],
		reply: null,
		problem: problem ?? null,
		sent,
	};
}

/** Whether an event tells of a message that asked the question. */
export function isAskedBy({ askedIn }: Question, event: AwaitedEvent): boolean {
	const { messageId, localMessageId, recordId } = event;
	return [messageId, localMessageId, recordId].some((id) => id !== null && askedIn.includes(id));
}

function isFromAskedPerson(question: Question, event: AwaitedEvent): boolean {
	const { who, conversationId, channel } = question;
	if (channel !== null && event.channel !== null && event.channel !== channel) return false;
	if (getPersonNames(event).some((name) => who.includes(name))) return true;
	return conversationId !== null && event.conversationId === conversationId;
}

function isAfter({ askedAt }: Question, event: AwaitedEvent): boolean {
	const at = getEventTime(event);
	return at === undefined || at >= Math.floor(askedAt / 1_000) * 1_000 - CLOCK_TOLERANCE_MS;
}

/** Whether a message with this quote may answer the question without quoting it. */
function mayMean({ isNamed }: Question, replyTo: string | null): boolean {
	return replyTo === null || !isNamed || !isWhatsAppId(replyTo);
}

/**
 * The question that a message answers: the one it quotes or taps, else the one of this person that waits longest. A quote
 * of a message that did not ask answers none, as far as that can be told.
 * A message that is older than the question answers none, unless it quotes it.
 */
export function findQuestion(questions: Question[], event: AwaitedEvent): Question | undefined {
	if (!isFromCustomer(event)) return undefined;
	const open = questions.filter(
		(question) => question.state === 'waiting' && isFromAskedPerson(question, event),
	);
	const { replyTo } = event;
	const isQuoted = ({ askedIn }: Question) =>
		replyTo !== null && askedIn.some((id) => isSameMessage(id, replyTo));
	const quoted = questions.find((question) => isQuoted(question));
	if (quoted) return open.includes(quoted) ? quoted : undefined;
	return open
		.filter((question) => mayMean(question, replyTo) && isAfter(question, event))
		.sort((one, other) => one.askedAt - other.askedAt || one.item - other.item)[0];
}

/** What the customer said, in words: the title of a button or row, else the text. */
function getAnswerText({ buttonReply, listReply, text }: AwaitedEvent): string | null {
	return buttonReply?.title ?? listReply?.title ?? text;
}

function toReply(event: AwaitedEvent, accepted: AcceptedAnswer): IDataObject {
	const { buttonReply, listReply, media, location } = event;
	return {
		text: getAnswerText(event),
		value: accepted.value,
		type: event.type,
		...(buttonReply ? { button: { ...buttonReply } } : {}),
		...(listReply ? { listRow: { ...listReply } } : {}),
		...(media ? { media: { ...media } } : {}),
		...(location ? { location: { ...location } } : {}),
		from: event.whatsappNumber ?? event.bsuid,
		messageId: event.messageId,
		...(event.recordId === null ? {} : { watiId: event.recordId }),
		receivedAt: event.timestamp,
	};
}

/**
 * Records a message as an answer, right or wrong.
 *
 * @returns whether to ask again
 */
export function recordAnswer(
	question: Question,
	event: AwaitedEvent,
	{ rule, mostTries, lastCounts }: AnswerTerms,
): boolean {
	const text = getAnswerText(event);
	const given = { text, at: event.timestamp };
	const accepted = checkAnswer(rule, text);
	if (accepted) {
		question.right.push(given);
		question.reply = toReply(event, accepted);
		if (!lastCounts) question.state = 'answered';
		return false;
	}
	question.wrong.push(given);
	if (mostTries > 0 && question.wrong.length >= mostTries) {
		question.state = 'gaveUp';
		return false;
	}
	// What was written before the customer was asked again is part of the same wrong answer.
	const at = getEventTime(event);
	return at === undefined || at >= Math.floor(question.askedAgainAt / 1_000) * 1_000;
}

/** Ends a question that still waits when the time is up. */
export function endAtTimeLimit(question: Question): void {
	if (question.state !== 'waiting') return;
	question.state = question.reply === null ? 'timedOut' : 'answered';
}

/** The item of a question: what the send gave out, and what came back. */
export function toReplyItem({ item, sent, state, ...question }: Question): INodeExecutionData {
	if (state === 'failed') return { json: sent, pairedItem: { item } };
	const { reply, right, wrong, problem } = question;
	const more = {
		...(right.length > 1 ? { messages: right.map(({ text }) => text) } : {}),
		...(wrong.length > 0 ? { wrong: wrong.map(({ text }) => text) } : {}),
		...(problem === null ? {} : { problem }),
	};
	return {
		json: { reply: { status: state, ...(reply ?? {}), ...more }, ...sent },
		pairedItem: { item },
	};
}

/** In which a kind of question differs from Send and Wait for Reply. */
export interface QuestionStyle {
	/** How many of the input items are asked, at most. */
	mostItems: number;
	/** The fields of the question, where they are made of others. */
	fields: DerivedFields;
	/**
	 * The page that a question is answered on, for questions that are sent as links.
	 *
	 * @param isHeard whether anything would tell the node of an answer in the chat
	 */
	toPage?(context: ParameterSource, isHeard: boolean): Omit<DecisionPage, 'key'> | undefined;
	/** What the node gives out, once all questions have ended. */
	toOutputs(routed: RoutedItems, questions: Question[]): INodeExecutionData[][];
}

/** Answered ones first, and those that could not be asked; then those without an answer, and those who were left out. */
export const replyStyle: QuestionStyle = {
	mostItems: Infinity,
	fields: {},
	toOutputs(_, targets) {
		const isFirst = ({ state, sent }: Question) =>
			state === 'answered' || (state === 'failed' && sent.accepted !== false);
		const first = targets.filter((question) => isFirst(question));
		const others = targets.filter((question) => !isFirst(question));
		return [first, others].map((questions) => questions.map((question) => toReplyItem(question)));
	},
};
