import { hasBsuidForm } from '../../parameters/phone-number/person';
import { getPersonNames, getEventTime, isFromCustomer, type AwaitedEvent } from '../awaited-event';
import { normalizeText } from './answer-rule';
import { isSameMessage, isWhatsAppId } from './quoted-message';

/** How a question stands. `failed` is one that could not be asked. */
export type QuestionState = 'waiting' | 'answered' | 'gaveUp' | 'timedOut' | 'failed';

/** What tells whether a message answers a question, of this execution or another one. */
export interface OpenQuestion {
	item: number;
	/** Numbers and IDs of those who may answer, as given and as `getPersonKey` has them. */
	who: string[];
	conversationId: string | null;
	/** The business number that asked, or its ID; null where that is not known. */
	channel: string | null;
	/** WhatsApp's and local IDs of the messages that asked, for answers that quote one. */
	askedIn: string[];
	/** Whether all of these messages are known by WhatsApp's IDs, so that a quote of another message is none of them. */
	isNamed: boolean;
	/** WhatsApp's ID that it was given because of its words only; null once they proved to name several messages. */
	namedByWords?: string | null;
	/** In which kind of message it was asked, as `Message Type` has it. */
	messageType: string;
	/** Texts of the buttons or rows that it offers, as far as known. */
	offered: string[];
	/** Its text, where the service may tell the message's ID by it only; else empty. */
	words: string;
	/** When it was asked first, in milliseconds. */
	askedAt: number;
	state: QuestionState;
}

/** WhatsApp's own times are whole seconds, and the clocks of two servers differ a little. */
const CLOCK_TOLERANCE_MS = 2_000;

/** What the customer said, in words: the title of a button or row, else the text. */
export function getAnswerText({ buttonReply, listReply, text }: AwaitedEvent): string | null {
	return buttonReply?.title ?? listReply?.title ?? text;
}

/** Whether an event tells of a message that asked the question. */
export function isAskedBy({ askedIn }: OpenQuestion, event: AwaitedEvent): boolean {
	const { messageId, localMessageId, recordId } = event;
	return [messageId, localMessageId, recordId].some((id) => id !== null && askedIn.includes(id));
}

function isToOtherNumber({ channel }: OpenQuestion, event: AwaitedEvent): boolean {
	return channel !== null && event.channel !== null && event.channel !== channel;
}

function isFromAskedPerson(question: OpenQuestion, event: AwaitedEvent): boolean {
	const { who, conversationId } = question;
	if (isToOtherNumber(question, event)) return false;
	if (getPersonNames(event).some((name) => who.includes(name))) return true;
	return conversationId !== null && event.conversationId === conversationId;
}

/**
 * Whether who wrote may be the person that was asked, of whom a BSUID was not known: customers with a username come without a
 * number (Meta, "Business-scoped user IDs"). What is written in a group comes without any name.
 */
function mayBeAskedPerson(question: OpenQuestion, event: AwaitedEvent): boolean {
	const isHidden = event.whatsappNumber === null && event.bsuid !== null;
	return isHidden && !isToOtherNumber(question, event) && !question.who.some(hasBsuidForm);
}

function isAfter({ askedAt }: OpenQuestion, event: AwaitedEvent): boolean {
	const at = getEventTime(event);
	return at === undefined || at >= Math.floor(askedAt / 1_000) * 1_000 - CLOCK_TOLERANCE_MS;
}

function sortByAge<Any extends OpenQuestion>(questions: Any[]): Any[] {
	return questions.sort((one, other) => one.askedAt - other.askedAt || one.item - other.item);
}

function isTap({ buttonReply, listReply }: AwaitedEvent): boolean {
	return buttonReply !== null || listReply !== null;
}

/** Whether a message belongs to another one that the customer points at: by a quote or a tap. */
export function isPointed(event: AwaitedEvent): boolean {
	return event.replyTo !== null || isTap(event);
}

function findQuoted<Any extends OpenQuestion>(
	questions: readonly Any[],
	{ replyTo }: AwaitedEvent,
): Any | undefined {
	if (replyTo === null) return undefined;
	return questions.find(({ askedIn }) => askedIn.some((id) => isSameMessage(id, replyTo)));
}

/** Whether it is certain to which question a message belongs, whatever other questions there may be. */
export function isQuoteOfOne(questions: readonly OpenQuestion[], event: AwaitedEvent): boolean {
	return findQuoted(questions, event) !== undefined;
}

/**
 * Whether a question left only after this process was told of a message. What quotes the question is younger, whatever the
 * clocks of two servers say.
 */
export function isAskedAfter(
	question: OpenQuestion,
	event: AwaitedEvent,
	arrivedAt: number,
): boolean {
	return question.askedAt > arrivedAt && !isQuoteOfOne([question], event);
}

function isOffered({ offered }: OpenQuestion, event: AwaitedEvent): boolean {
	const said = normalizeText(getAnswerText(event) ?? '');
	return offered.some((label) => normalizeText(label) === said);
}

/** Whether a message with this quote may answer the question without quoting it. */
function mayMean({ isNamed }: OpenQuestion, replyTo: string | null): boolean {
	return replyTo === null || !isNamed || !isWhatsAppId(replyTo);
}

/** Whether all buttons and rows of a question are known. */
function isClosed({ messageType, offered }: OpenQuestion): boolean {
	return ['buttons', 'list'].includes(messageType) || offered.length > 0;
}

/** Those that a message may point at of which its quote says nothing. */
function findPointedAt<Any extends OpenQuestion>(
	candidates: Any[],
	offering: Any[],
	event: AwaitedEvent,
): Any[] {
	if (!isTap(event)) return offering.length > 0 ? offering : candidates;
	// The quick replies of a template are known where its fields name them.
	const unknown = candidates.filter(
		({ messageType, offered }) => messageType === 'template' && offered.length === 0,
	);
	const likely = [...offering, ...unknown];
	if (likely.length > 0) return likely;
	const others = candidates.filter((question) => !isClosed(question));
	return others.length > 1 ? [] : others;
}

/**
 * The questions that a message may answer: the one it quotes or taps, else the one of this person that waits longest. A quote of
 * a message that did not ask answers none. Several, where the message quotes or taps one of them and nothing tells which: the
 * service did not tell WhatsApp's IDs of their messages, and they offer the same button. A message that is older than the question
 * answers none, unless it quotes it.
 */
export function findMeant<Any extends OpenQuestion>(
	questions: readonly Any[],
	event: AwaitedEvent,
): Any[] {
	if (!isFromCustomer(event)) return [];
	const open = questions.filter(
		(question) => question.state === 'waiting' && isFromAskedPerson(question, event),
	);
	const quoted = findQuoted(questions, event);
	if (quoted) {
		// Nobody else has the question in a chat of two, where it could be quoted.
		const isByHidden = quoted.state === 'waiting' && mayBeAskedPerson(quoted, event);
		return isByHidden || open.includes(quoted) ? [quoted] : [];
	}
	const candidates = sortByAge(
		open.filter((question) => mayMean(question, event.replyTo) && isAfter(question, event)),
	);
	const offering = candidates.filter((question) => isOffered(question, event));
	if (isPointed(event)) return findPointedAt(candidates, offering, event);
	if (event.mayBeTap === true && offering.length > 0) {
		return candidates.filter((question) => offering.includes(question) || !isClosed(question));
	}
	return candidates.slice(0, 1);
}

/**
 * The same for a message that only this execution has. Questions of others matter where it quotes or taps one, since theirs may be
 * the one that is meant.
 */
export function findMeantAmong<Own extends OpenQuestion>(
	own: readonly Own[],
	others: readonly OpenQuestion[],
	event: AwaitedEvent,
): OpenQuestion[] {
	const all = [...own, ...others];
	const mayBeTap = event.mayBeTap === true && all.some((question) => isOffered(question, event));
	return findMeant<OpenQuestion>(isPointed(event) || mayBeTap ? all : own, event);
}

/** Whether an event of the business's own tells WhatsApp's ID of a message that none of these questions is known by. */
function tellsName(
	questions: readonly OpenQuestion[],
	{ fromMe, messageId }: AwaitedEvent,
): boolean {
	if (!fromMe || !isWhatsAppId(messageId)) return false;
	return !questions.some(({ askedIn }) => askedIn.includes(messageId));
}

/**
 * The question whose message an event of the business's own names by WhatsApp's ID, where that was not known, and by another ID, which
 * is. WATI answers a send of a template with its own ID only and tells WhatsApp's in Template Message Sent and statuses (docs.wati.io,
 * "Template message sent", November 2026; the order of nine posts is in field-facts).
 */
export function findNamed<Any extends OpenQuestion>(
	questions: readonly Any[],
	event: AwaitedEvent,
): Any | undefined {
	if (!tellsName(questions, event)) return undefined;
	return questions.find(
		(question) => question.state === 'waiting' && !question.isNamed && isAskedBy(question, event),
	);
}

/** Whether a message, of the business's own, has the words of a question that is known by these only. */
export function hasSameWords(question: OpenQuestion, event: AwaitedEvent): boolean {
	const text = normalizeText(event.text ?? '');
	const isMessage = event.kind === 'message' && event.type !== 'template' && text !== '';
	return (
		isMessage &&
		normalizeText(question.words) === text &&
		isFromAskedPerson(question, event) &&
		isAfter(question, event)
	);
}

/**
 * The questions that a sent message may have asked, by its words only. WATI answers a send of buttons or a list without any ID (docs.wati.io,
 * "Send Interactive Buttons Message"), and the text that it posts of them may be null ("Session message sent", November 2026).
 */
export function findSameWords<Any extends OpenQuestion>(
	questions: readonly Any[],
	event: AwaitedEvent,
): Any[] {
	if (!tellsName(questions, event)) return [];
	return questions.filter(
		(question) =>
			question.state === 'waiting' &&
			(question.askedIn.length === 0 || question.namedByWords !== undefined) &&
			hasSameWords(question, event),
	);
}
