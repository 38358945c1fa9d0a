import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { DerivedFields, RoutedItems } from '../../items/routed-items';
import type { ParameterSource } from '../../parameters/input';
import { getPersonKey } from '../../parameters/phone-number/person';
import type { Decision } from '../approval/approval-words';
import { checkAnswer, type AcceptedAnswer, type AnswerRule } from './answer-rule';
import type { DecisionPage } from '../approval/decision-page';
import { getEventTime, type AwaitedEvent } from '../awaited-event';
import { findMeant, getAnswerText, type OpenQuestion } from './meaning';
import { areNamed, listMessages } from './quoted-message';

/** A message of the customer that was held to be an answer, right or wrong. */
export interface GivenAnswer {
	text: string | null;
	at: string | null;
}

/** One item's question to a customer, as n8n stores it. */
export interface Question extends OpenQuestion {
	/** Number or ID that the question was sent to, for looking into the chat. */
	recipient: string;
	/** When it was asked last, in milliseconds. */
	askedAgainAt: number;
	/** When the time for an answer is up, in milliseconds. */
	until: number;
	/** Messages that were not accepted. */
	wrong: GivenAnswer[];
	/** Messages that were accepted; the last one counts. */
	right: GivenAnswer[];
	reply: IDataObject | null;
	/** What was decided on a page in the browser. */
	decision?: Decision;
	/** What went wrong while asking, or asking again. */
	problem: string | null;
	/** That an answer came of which nothing tells whether it belongs to this question. */
	unclear?: string;
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
	/** The business number that asked, or its ID, where events tell theirs. */
	channel?: string;
	/** In which kind of message, which buttons or rows, and the text beside them. */
	form?: Pick<Question, 'messageType' | 'offered' | 'words'>;
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

/** The texts among some values. */
export function pickTexts(...values: unknown[]): string[] {
	return values.filter((value): value is string => typeof value === 'string' && value !== '');
}

/** IDs by which an event names a message that was sent or received, or one of several. */
export function getMessageIds(sent: IDataObject): string[] {
	return listMessages(sent).flatMap(({ localMessageId, messageId, watiId }) =>
		pickTexts(localMessageId, messageId, watiId),
	);
}

/** Adds a message that asked the question again to those that a quote may name. */
export function addAsked(question: Question, sent: IDataObject): void {
	question.askedIn.push(...getMessageIds(sent));
	question.isNamed &&= areNamed(listMessages(sent));
}

/** Whether a send left somebody out, which is no failure. */
export function isLeftOut({ accepted, error }: IDataObject): boolean {
	return accepted === false && error === undefined;
}

/** A question that was asked, or could not be. */
export function toQuestion(asked: AskedQuestion): Question {
	const { item, sent = {}, recipient, others, channel = null, askedAt, until, problem } = asked;
	const { messageType = 'text', offered = [], words = '' } = asked.form ?? {};
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
		messageType: sent.sentInstead === undefined ? messageType : 'template',
		offered,
		words,
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

/** The one question that a message answers, if that can be told. */
export function findQuestion(questions: Question[], event: AwaitedEvent): Question | undefined {
	const meant = findMeant(questions, event);
	return meant.length === 1 ? meant[0] : undefined;
}

/** Notes WhatsApp's ID of the message that asked the question, as an event tells it. */
export function addName(question: Question, { messageId, recordId }: AwaitedEvent): void {
	question.askedIn = [...new Set([...question.askedIn, ...pickTexts(messageId, recordId)])];
	question.isNamed = true;
}

/**
 * Notes WhatsApp's ID of a message with the words of the question. A second message with these words takes the first one's ID from it
 * again.
 *
 * @param isOnly whether no other open question has these words
 */
export function addNameByWords(question: Question, event: AwaitedEvent, isOnly: boolean): void {
	const { askedIn, namedByWords } = question;
	const { messageId } = event;
	if (isOnly && namedByWords === undefined && messageId !== null) {
		question.askedIn = [...askedIn, messageId];
		question.namedByWords = messageId;
		question.isNamed = true;
		return;
	}
	question.askedIn = askedIn.filter((id) => id !== namedByWords);
	question.namedByWords = null;
	question.isNamed = false;
}

/** Says of an answer that it may belong to one question or another. */
export function describeUnclear(event: AwaitedEvent, advice: string): string {
	const answer = getAnswerText(event);
	const problem = `The answer ${answer === null ? '' : `'${answer}' `}could belong to several open questions to this person, so it counts for none of them. ${advice}`;
	return problem.trim();
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
	const { reply, right, wrong } = question;
	const unclear = state === 'answered' ? undefined : question.unclear;
	const problem = [question.problem ?? '', unclear ?? ''].join(' ').trim();
	const more = {
		...(right.length > 1 ? { messages: right.map(({ text }) => text) } : {}),
		...(wrong.length > 0 ? { wrong: wrong.map(({ text }) => text) } : {}),
		...(problem === '' ? {} : { problem }),
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
			state === 'answered' || (state === 'failed' && !isLeftOut(sent));
		const first = targets.filter((question) => isFirst(question));
		const others = targets.filter((question) => !isFirst(question));
		return [first, others].map((questions) => questions.map((question) => toReplyItem(question)));
	},
};
