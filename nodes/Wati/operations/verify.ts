import type {
	IDataObject,
	IExecuteData,
	IExecutePaginationFunctions,
	NodeApiError,
} from 'n8n-workflow';

import { outgoingOf } from '../requests/message/outgoing';
import { recipientOf } from '../../shared/parameters/whatsapp-number';
import { isObject, jsonOf } from '../../shared/http/answers/answer';
import { codeOf, nodeError } from '../../shared/errors/node-error';
import { failedMessage } from '../../services/wati/predicate';
import { statusRecordIn } from '../responses/message-status';
import { findSent, idsOf, soughtMessage } from '../responses/sent-message';
import { readChat } from './chat/read-chat';
import { pause } from '../../shared/http/retry';
import type { Page } from '../../shared/http/pagination';
import type { Passage, Unsettled } from '../../shared/http/request-session';

/** Growing pauses before each look: a message shows in the chat a little after it was accepted. */
const PAUSES_MS = [1_000, 2_000, 4_000];

const PAGE_SIZE = 50;

/** What was found about sends of one run, so that a message proves one send only. */
interface Chat {
	taken: Set<string>;
	/** Ends when the last send of its kind has. */
	last: Promise<unknown>;
}

const runs = new WeakMap<IExecuteData, Map<string, Chat>>();

function chatOf(executeData: IExecuteData, whatsappNumber: string): Chat {
	const chats = runs.get(executeData) ?? new Map<string, Chat>();
	runs.set(executeData, chats);
	const chat = chats.get(whatsappNumber) ?? { taken: new Set(), last: Promise.resolve() };
	chats.set(whatsappNumber, chat);
	return chat;
}

/**
 * Runs the sends of one run to one contact one after the other: of two messages with the same text under
 * way at once, nobody could tell which one is found in the chat.
 */
export async function oneAtATime<T>(
	context: IExecutePaginationFunctions,
	whatsappNumber: string,
	task: () => Promise<T>,
): Promise<T> {
	const chat = chatOf(context.getExecuteData(), whatsappNumber);
	const turn = chat.last.then(task);
	chat.last = turn.catch(() => undefined);
	return await turn;
}

/** Notes whose a message in a chat is, so that it proves one send only. */
export function take(
	context: IExecutePaginationFunctions,
	whatsappNumber: string,
	record: IDataObject,
): void {
	const { taken } = chatOf(context.getExecuteData(), whatsappNumber);
	idsOf(record).forEach((id) => taken.add(id));
}

/** Notes which message an answer named, so that it is not taken for another one's. */
export function takeAnswered(
	context: IExecutePaginationFunctions,
	whatsappNumber: string,
	page: Page,
): void {
	const body = jsonOf(page.answer.body);
	if (!isObject(body)) return;
	const receivers = Array.isArray(body.receivers) ? body.receivers : [];
	for (const record of [body, body.message, ...receivers]) {
		if (isObject(record)) take(context, whatsappNumber, record);
	}
}

/** The record of one message on the direct route, by the user's own ID for it. */
function recordPath(passage: Passage, { options }: Unsettled): string | undefined {
	const { channelPhoneNumber, localMessageId } = options.qs ?? {};
	if (passage.route.kind !== 'wati' || !channelPhoneNumber || !localMessageId) return undefined;
	const place = [channelPhoneNumber, localMessageId].map((part) =>
		encodeURIComponent(String(part)),
	);
	return `/api/v1/whatsApp/messages/${place.join('/')}`;
}

/** What one look showed. */
type Look = { found?: IDataObject; failure?: NodeApiError };

/** Looks once for one recipient's message of a write without a clear answer. Sends nothing. */
export async function lookFor(
	passage: Passage,
	context: IExecutePaginationFunctions,
	unsettled: Unsettled,
	whatsappNumber: string,
): Promise<Look> {
	const path = recordPath(passage, unsettled);
	if (path !== undefined) {
		const { body, failure } = await passage.look(path, {}, true);
		if (!failure && isObject(body)) return { found: statusRecordIn(body) };
		return failure && codeOf(failure) !== 'not-found' ? { failure } : {};
	}
	const { options, sentAt } = unsettled;
	const sought = soughtMessage(options, outgoingOf(options).template, sentAt);
	const { body, failure } = await readChat(passage, whatsappNumber, PAGE_SIZE, true);
	if (failure) return { failure };
	return {
		found: findSent(body, sought, chatOf(context.getExecuteData(), whatsappNumber).taken),
	};
}

function pageOf(record: IDataObject, whatsappNumber: string): Page {
	const { id: messageId, localMessageId, whatsappMessageId, conversationId } = record;
	const known = { localMessageId, whatsappMessageId, messageId, conversationId };
	const named = Object.entries(known).filter(([, value]) => typeof value === 'string');
	const json: IDataObject = {
		accepted: true,
		whatsappNumber,
		...Object.fromEntries(named),
		answer: record,
		verified: true,
	};
	return { answer: { statusCode: 200, headers: {}, body: record }, items: [{ json }] };
}

/** The failure of a message that stands in the chat as one that did not go out. */
function refusalOf(
	context: IExecutePaginationFunctions,
	record: IDataObject,
): NodeApiError | undefined {
	const failed = failedMessage(record);
	if (!failed) return undefined;
	const { code, message, httpCode } = failed;
	const itemIndex = context.getItemIndex();
	return nodeError(context.getNode(), code, { message, httpCode, itemIndex, body: record });
}

function stillUnknown(
	context: IExecutePaginationFunctions,
	failure: NodeApiError,
	looks: { made: number; unanswered: number },
): NodeApiError {
	const { made, unanswered } = looks;
	const without = unanswered > 0 ? `, ${unanswered} of them without an answer` : '';
	return nodeError(context.getNode(), 'outcome-unknown', {
		message: failure.message,
		description: `The message was looked for ${made} times${without}, and was not there. It was not sent again: look at the chat in WATI before you do.`,
		httpCode: failure.httpCode ?? undefined,
		itemIndex: context.getItemIndex(),
	});
}

/**
 * Looks whether a message arrived of which no clear answer came back, and never sends again. The direct
 * route asks by the local message ID where there is one, else the chat is searched for a message of the
 * business with the same text or template, newer than the send. Somebody else who writes the very same to
 * the same contact in the same second cannot be told apart.
 *
 * @returns the page of a success with `verified: true`
 * @throws NodeApiError why the message failed, where it stands in the chat as failed; else `outcome-unknown`
 * that says how often it looked
 */
export async function verified(
	passage: Passage,
	context: IExecutePaginationFunctions,
	failure: NodeApiError,
	unsettled: Unsettled,
): Promise<Page> {
	const whatsappNumber = recipientOf(context);
	const signal = context.getExecutionCancelSignal();
	let made = 0;
	let unanswered = 0;
	for (const ms of PAUSES_MS) {
		await pause(ms, signal);
		if (signal?.aborted) break;
		const { found, failure: unread } = await lookFor(passage, context, unsettled, whatsappNumber);
		made += 1;
		if (unread) unanswered += 1;
		if (!found) continue;
		take(context, whatsappNumber, found);
		const refused = refusalOf(context, found);
		if (refused) {
			unsettled.drop();
			throw refused;
		}
		const page = pageOf(found, whatsappNumber);
		unsettled.settle(page);
		return page;
	}
	throw stillUnknown(context, failure, { made, unanswered });
}
