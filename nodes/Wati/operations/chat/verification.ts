import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import { failedMessage } from '../../../services/wati/errors/predicate';
import { getErrorCode, readFailureText, type NodeFailure } from '../../../shared/errors/node-error';
import { watiError } from '../../../services/wati/errors/wati-error';
import { withResponse } from '../../../shared/http/answers/readers';
import { type Page } from '../../../shared/http/answers/answer';
import { isObject, parseJson } from '../../../shared/parameters/json';
import { writeCount } from '../../../shared/formatting/write-count';
import { fetchBeside } from '../../../shared/http/beside/fetch-beside';
import { pause } from '../../../shared/http/interceptors/retry';
import type {
	OperationInterceptor,
	OperationPipeline,
	PipelineRequest,
	RequestSession,
	SendResult,
	UnknownOutcome,
} from '../../../shared/http/pipeline';
import { runInTurn } from '../../../shared/http/run-state';
import { isToMany } from '../../requests/template/recipient-list';
import { statusRecordIn } from '../../responses/messages/message-status';
import {
	findSent,
	listMessageNames,
	soughtMessage,
	type ChatFinding,
	type OtherSends,
	type SoughtMessage,
} from '../../responses/messages/sent-message';
import { readChat } from './read-chat';
import {
	digestContent,
	listRecentSends,
	nameSend,
	recordSend,
	type RecentSend,
} from './recent-sends';

/** Growing pauses before each look: a message shows in the chat a little after it was accepted. */
const PAUSES_MS = [1_000, 2_000, 4_000];

const PAGE_SIZE = 50;

function getProven({ run }: RequestSession, whatsappNumber: string): Set<string> {
	const known = run.proven.get(whatsappNumber) ?? new Set();
	run.proven.set(whatsappNumber, known);
	return known;
}

/** Remembers that a message is about to leave, for all executions of this process. */
function recordLeaving({ route }: RequestSession, options: IHttpRequestOptions, number: string) {
	const sentAt = Date.now();
	const content = digestContent(
		soughtMessage(options, route.service.describeSend(options), sentAt, number),
	);
	return { sentAt, ...recordSend(route.tenant, number, { sentAt, content, names: [] }) };
}

/** What other sends of this process have in the chat. */
function listOthers(
	session: RequestSession,
	whatsappNumber: string,
	sought: SoughtMessage,
): OtherSends {
	const recent = listRecentSends(session.route.tenant, whatsappNumber);
	const ids = getProven(session, whatsappNumber);
	const content = digestContent(sought);
	const equal = recent.filter((one) => one.names.length === 0 && one.content === content);
	// The one that is looked for is among them, and unknown.
	const unnamed = equal.filter((one) => one.isAccepted || one.sentAt !== sought.sentAt);
	return {
		taken: new Set([...ids, ...recent.flatMap(({ names }) => names)]),
		unnamed: unnamed.map(({ sentAt }) => sentAt),
	};
}

/** Notes whose a message is, in this run and for all executions, so that it proves one send only. */
export function markProven(
	session: RequestSession,
	whatsappNumber: string,
	record: IDataObject,
	{ sentAt, content }: Pick<RecentSend, 'sentAt' | 'content'> = { sentAt: 0, content: '' },
): void {
	const names = listMessageNames(record);
	names.forEach((id) => getProven(session, whatsappNumber).add(id));
	if (names.length > 0) {
		nameSend(session.route.tenant, whatsappNumber, { sentAt, content, names });
	}
}

/** The IDs by which an answer names its message. */
function namesIn({ answer }: Page): string[] {
	const body = parseJson(answer.body);
	if (!isObject(body)) return [];
	const lists = [body.receivers, body.recipients].flatMap((list) =>
		Array.isArray(list) ? (list as unknown[]) : [],
	);
	return [body, body.message, ...lists].filter(isObject).flatMap(listMessageNames);
}

/** The record of one message on the direct route, by the user's own ID for it. */
function recordPath({ route }: RequestSession, { options }: UnknownOutcome): string | undefined {
	const { channelPhoneNumber, localMessageId } = options.qs ?? {};
	if (route.kind !== 'direct' || !channelPhoneNumber || !localMessageId) return undefined;
	const place = [channelPhoneNumber, localMessageId].map((part) =>
		encodeURIComponent(String(part)),
	);
	return `/api/v1/whatsApp/messages/${place.join('/')}`;
}

/** What one look at a chat showed. */
interface ChatReading extends ChatFinding {
	failure?: NodeFailure;
}

async function readRecord(session: RequestSession, path: string): Promise<ChatReading> {
	const { body, failure } = await fetchBeside(session, path, {}, true);
	if (!failure && isObject(body)) return { found: statusRecordIn(body) };
	return failure && getErrorCode(failure) !== 'not-found' ? { failure } : {};
}

async function searchChat(
	session: RequestSession,
	whatsappNumber: string,
	sought: SoughtMessage,
): Promise<ChatReading> {
	const { body, failure } = await readChat(session, whatsappNumber, PAGE_SIZE, true);
	if (failure) return { failure };
	return findSent(body, sought, listOthers(session, whatsappNumber, sought));
}

/** The message of an unknown outcome, with the ID that it left with, also where an earlier try of this process sent it. */
function describeSought(
	{ route }: RequestSession,
	{ options, sentAt }: UnknownOutcome,
	whatsappNumber: string,
): SoughtMessage {
	const send = route.service.describeSend(options);
	const sought = soughtMessage(options, send, sentAt, whatsappNumber);
	if (sought.ownId !== undefined) return sought;
	const content = digestContent(sought);
	const same = listRecentSends(route.tenant, whatsappNumber).filter(
		(one) => one.sentAt === sentAt && one.content === content,
	);
	const [known] = same;
	return same.length === 1 && known?.ownId !== undefined
		? { ...sought, ownId: known.ownId }
		: sought;
}

/** Looks once for one recipient's message of a write without a clear answer. Sends nothing. */
export async function findInChat(
	session: RequestSession,
	unknown: UnknownOutcome,
	whatsappNumber: string,
): Promise<ChatReading> {
	const sought = describeSought(session, unknown, whatsappNumber);
	const { sentAt } = sought;
	const path = recordPath(session, unknown);
	const reading = path
		? await readRecord(session, path)
		: await searchChat(session, whatsappNumber, sought);
	const { found } = reading;
	// At once, or another execution that looks meanwhile would take it as well.
	if (found) {
		markProven(session, whatsappNumber, found, { sentAt, content: digestContent(sought) });
	}
	return reading;
}

function toPage({ context }: RequestSession, record: IDataObject, whatsappNumber: string): Page {
	const { id: watiId, localMessageId, whatsappMessageId: messageId, conversationId } = record;
	const known = { localMessageId, messageId, watiId, conversationId };
	const named = Object.entries(known).filter(([, value]) => typeof value === 'string');
	const told = {
		accepted: true,
		whatsappNumber,
		...Object.fromEntries(named),
		verified: true,
	};
	const json = withResponse(context, told, record);
	return { answer: { statusCode: 200, headers: {}, body: record }, items: [{ json }] };
}

/** The failure of a message that stands in the chat as one that did not go out. */
function findDeliveryFailure(
	{ context }: RequestSession,
	record: IDataObject,
): NodeFailure | undefined {
	const failed = failedMessage(record);
	if (!failed) return undefined;
	const itemIndex = context.getItemIndex();
	return watiError(context.getNode(), failed.code, { ...failed, itemIndex, body: record });
}

function createStillUnknown(
	{ context }: RequestSession,
	failure: NodeFailure,
	looks: { made: number; unanswered: number; isAmbiguous: boolean },
): NodeFailure {
	const { made, unanswered, isAmbiguous } = looks;
	const without = unanswered > 0 ? `, ${unanswered} of them without an answer` : '';
	const seen = isAmbiguous
		? 'and found more such messages than this n8n sent'
		: 'and did not find it';
	return watiError(context.getNode(), 'outcome-unknown', {
		...readFailureText(failure),
		description: `The node looked for the message ${writeCount(made, 'time')}${without}, ${seen}. It was not sent again: check the chat in WATI before you do.`,
		itemIndex: context.getItemIndex(),
	});
}

/**
 * Looks whether a message arrived of which no clear answer came back, and never sends again. The direct
 * route asks by the local message ID where there is one, else the chat is searched for the message with that ID, or one of
 * the business with the same text or template, newer than the send, that belongs to no other send. A text carries an ID in
 * any case. Files, buttons, lists and templates take none: where another program writes the same to the same contact in the
 * same seconds, and only one of both arrives, nothing tells whose it is.
 *
 * @returns the page of a success with `verified: true`; why the message failed, where it stands in the chat as
 * failed; else `outcome-unknown` that says how often it looked
 */
async function verify(
	session: RequestSession,
	whatsappNumber: string,
	failure: NodeFailure,
	unknown: UnknownOutcome,
): Promise<SendResult> {
	const signal = session.context.getExecutionCancelSignal();
	let made = 0;
	let unanswered = 0;
	let isAmbiguous = false;
	for (const ms of PAUSES_MS) {
		await pause(ms, signal);
		if (signal?.aborted) break;
		const reading = await findInChat(session, unknown, whatsappNumber);
		const { found, failure: unread } = reading;
		isAmbiguous ||= reading.isAmbiguous === true;
		made += 1;
		if (unread) unanswered += 1;
		if (!found) continue;
		const failed = findDeliveryFailure(session, found);
		if (failed) {
			unknown.drop();
			return { failure: failed };
		}
		const page = toPage(session, found, whatsappNumber);
		unknown.settle(page);
		return { page };
	}
	return { failure: createStillUnknown(session, failure, { made, unanswered, isAmbiguous }) };
}

/** By what a message of unknown outcome is found later on. */
function describeLeft({ options, sentAt }: UnknownOutcome): Partial<RecentSend> {
	return { sentAt, ownId: soughtMessage(options, {}, sentAt).ownId };
}

/** Sends a message, and remembers for the looks of all executions which one in the chat is its own. */
async function sendRecorded(
	request: PipelineRequest,
	next: OperationPipeline,
	whatsappNumber: string,
): Promise<SendResult> {
	const { session, options } = request;
	const { sentAt, change, remove } = recordLeaving(session, options, whatsappNumber);
	const result = await next(request).catch((error: unknown) => {
		remove();
		throw error;
	});
	const { page, unknown } = result;
	const names = page ? namesIn(page) : [];
	names.forEach((id) => getProven(session, whatsappNumber).add(id));
	// What an earlier try sent is on record since then.
	const hasLeft = page ? !page.remembered : unknown !== undefined && unknown.sentAt >= sentAt;
	if (!hasLeft) remove();
	else change(unknown ? describeLeft(unknown) : { names, isAccepted: true });
	return result;
}

/** Verify Before Failing, for messages to one contact. Calls to many look for themselves. */
export const verification: OperationInterceptor = (request, next) => {
	const { session, options } = request;
	const { service } = session.route;
	const isWanted = session.options.verify === true;
	const { recipients } = service.describeSend(options, session.shaped);
	const [recipient] = recipients;
	if (!service.isSend(options) || isToMany(options.body) || recipients.length !== 1 || !recipient) {
		return next(request);
	}
	const { whatsappNumber } = recipient;
	if (!isWanted) return sendRecorded(request, next, whatsappNumber);
	// Of two messages with the same text under way at once, nobody could tell which one is found in the chat.
	return runInTurn(session.run, whatsappNumber, async () => {
		const result = await sendRecorded(request, next, whatsappNumber);
		const { failure, unknown } = result;
		return unknown ? await verify(session, whatsappNumber, failure, unknown) : result;
	});
};
