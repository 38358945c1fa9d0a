import type { IDataObject } from 'n8n-workflow';

import { failedMessage } from '../../../services/wati/predicate';
import { getErrorCode, readFailureText, type NodeFailure } from '../../../shared/errors/node-error';
import { watiError } from '../../../services/wati/wati-error';
import { withResponse } from '../../../shared/http/answers/readers';
import { type Page } from '../../../shared/http/answers/answer';
import { isObject, parseJson } from '../../../shared/parameters/json';
import { fetchBeside } from '../../../shared/http/beside/fetch-beside';
import { pause } from '../../../shared/http/interceptors/retry';
import type {
	OperationInterceptor,
	RequestSession,
	SendResult,
	UnknownOutcome,
} from '../../../shared/http/pipeline';
import type { ProvenMessages } from '../../../shared/http/run-state';
import { statusRecordIn } from '../../responses/message-status';
import { findSent, listMessageNames, soughtMessage } from '../../responses/sent-message';
import { readChat } from './read-chat';

/** Growing pauses before each look: a message shows in the chat a little after it was accepted. */
const PAUSES_MS = [1_000, 2_000, 4_000];

const PAGE_SIZE = 50;

function getProven({ run }: RequestSession, whatsappNumber: string): ProvenMessages {
	const known = run.proven.get(whatsappNumber) ?? { ids: new Set(), last: Promise.resolve() };
	run.proven.set(whatsappNumber, known);
	return known;
}

/**
 * Runs the sends of one run to one contact one after the other: of two messages with the same text under
 * way at once, nobody could tell which one is found in the chat.
 */
async function runInTurn<T>(
	session: RequestSession,
	whatsappNumber: string,
	task: () => Promise<T>,
): Promise<T> {
	const proven = getProven(session, whatsappNumber);
	const turn = proven.last.then(task);
	proven.last = turn.catch(() => undefined);
	return await turn;
}

/** Notes whose a message in a chat is, so that it proves one send only. */
export function markProven(
	session: RequestSession,
	whatsappNumber: string,
	record: IDataObject,
): void {
	const { ids } = getProven(session, whatsappNumber);
	listMessageNames(record).forEach((id) => ids.add(id));
}

/** Notes which message an answer named, so that it is not taken for another one's. */
function markAnswered(session: RequestSession, whatsappNumber: string, page: Page): void {
	const body = parseJson(page.answer.body);
	if (!isObject(body)) return;
	const receivers = Array.isArray(body.receivers) ? body.receivers : [];
	for (const record of [body, body.message, ...receivers]) {
		if (isObject(record)) markProven(session, whatsappNumber, record);
	}
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
interface ChatReading {
	found?: IDataObject;
	failure?: NodeFailure;
}

/** Looks once for one recipient's message of a write without a clear answer. Sends nothing. */
export async function findInChat(
	session: RequestSession,
	unknown: UnknownOutcome,
	whatsappNumber: string,
): Promise<ChatReading> {
	const path = recordPath(session, unknown);
	if (path !== undefined) {
		const { body, failure } = await fetchBeside(session, path, {}, true);
		if (!failure && isObject(body)) return { found: statusRecordIn(body) };
		return failure && getErrorCode(failure) !== 'not-found' ? { failure } : {};
	}
	const { options, sentAt } = unknown;
	const { template } = session.route.service.describeSend(options);
	const sought = soughtMessage(options, template, sentAt);
	const { body, failure } = await readChat(session, whatsappNumber, PAGE_SIZE, true);
	if (failure) return { failure };
	return { found: findSent(body, sought, getProven(session, whatsappNumber).ids) };
}

function toPage({ context }: RequestSession, record: IDataObject, whatsappNumber: string): Page {
	const { id: messageId, localMessageId, whatsappMessageId, conversationId } = record;
	const known = { localMessageId, whatsappMessageId, messageId, conversationId };
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
	looks: { made: number; unanswered: number },
): NodeFailure {
	const { made, unanswered } = looks;
	const without = unanswered > 0 ? `, ${unanswered} of them without an answer` : '';
	return watiError(context.getNode(), 'outcome-unknown', {
		...readFailureText(failure),
		description: `The message was looked for ${made} times${without}, and was not there. It was not sent again: look at the chat in WATI before you do.`,
		itemIndex: context.getItemIndex(),
	});
}

/**
 * Looks whether a message arrived of which no clear answer came back, and never sends again. The direct
 * route asks by the local message ID where there is one, else the chat is searched for a message of the
 * business with the same text or template, newer than the send. Somebody else who writes the very same to
 * the same contact in the same second cannot be told apart.
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
	for (const ms of PAUSES_MS) {
		await pause(ms, signal);
		if (signal?.aborted) break;
		const { found, failure: unread } = await findInChat(session, unknown, whatsappNumber);
		made += 1;
		if (unread) unanswered += 1;
		if (!found) continue;
		markProven(session, whatsappNumber, found);
		const failed = findDeliveryFailure(session, found);
		if (failed) {
			unknown.drop();
			return { failure: failed };
		}
		const page = toPage(session, found, whatsappNumber);
		unknown.settle(page);
		return { page };
	}
	return { failure: createStillUnknown(session, failure, { made, unanswered }) };
}

/** Verify Before Failing, for messages to one contact. Calls to many look for themselves. */
export const verification: OperationInterceptor = async (request, next) => {
	const { session, options } = request;
	const { service } = session.route;
	const isWanted = session.options.verify === true && service.isSend(options);
	const { manyRecipients } = service.readTraits(options, session.route.kind);
	const { recipients } = service.describeSend(options, session.shaped);
	const [recipient] = recipients;
	if (!isWanted || manyRecipients || recipients.length !== 1 || !recipient)
		return await next(request);
	const { whatsappNumber } = recipient;
	return await runInTurn(session, whatsappNumber, async () => {
		const result = await next(request);
		if (result.page) markAnswered(session, whatsappNumber, result.page);
		const { failure, unknown } = result;
		return unknown ? await verify(session, whatsappNumber, failure, unknown) : result;
	});
};
