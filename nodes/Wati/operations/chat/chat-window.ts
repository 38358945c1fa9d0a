import type { IDataObject } from 'n8n-workflow';

import { getErrorCode } from '../../../shared/errors/node-error';
import { getDirection } from '../../responses/messages/chat-messages';
import { digest } from '../../../shared/http/kept/digest';
import { readPageInfo } from '../../../shared/http/answers/records';
import { readTime } from '../../../shared/http/answers/times';
import { readChat } from './read-chat';
import { waitUnlessStopped } from '../../../shared/http/transfer/cancellation';
import { saveCalls } from '../../../shared/http/request-session';
import type { RequestSession } from '../../../shared/http/pipeline';

/** WhatsApp's window after the customer's last message (docs.wati.io, "sendSessionMessage"). */
const WINDOW_MS = 24 * 3_600_000;

const REMEMBERED_MS = 60_000;
const MOST_CHATS = 10_000;

const PAGE_SIZE = 100;

/** Whether free messages may go to a contact now. */
export interface ChatWindow {
	state: 'open' | 'closed' | 'unknown';
	/** When the customer last wrote, ISO; absent when they never did or it is not known. */
	lastWrote?: string;
}

interface KnownWindow {
	at: number;
	window: Promise<ChatWindow>;
}

/** By a digest of account and contact. */
const chats = new Map<string, KnownWindow>();

/** A message that may be the customer's newest, for all that its record says. */
function isUnclear(record: IDataObject): boolean {
	if (record.eventType !== undefined && record.eventType !== 'message') return false;
	const direction = getDirection(record);
	return direction === null || (direction === 'inbound' && readTime(record) === undefined);
}

/** Reads the newest page: enough, unless all of a page was written by the business within a day. */
function windowIn(body: unknown, now: number): ChatWindow {
	const { records, total, isLast } = readPageInfo(body);
	const getTimes = (some: IDataObject[]) => some.flatMap((record) => readTime(record) ?? []);
	const written = getTimes(records.filter((record) => getDirection(record) === 'inbound'));
	const last = written.reduce((newest, at) => Math.max(newest, at), 0);
	if (last > 0 && now - last < WINDOW_MS) {
		return { state: 'open', lastWrote: new Date(last).toISOString() };
	}
	if (records.some(isUnclear)) return { state: 'unknown' };
	if (last > 0) return { state: 'closed', lastWrote: new Date(last).toISOString() };
	const oldest = getTimes(records).reduce((first, at) => Math.min(first, at), now);
	const isAll = isLast || (total !== undefined && records.length >= total);
	return { state: isAll || now - oldest > WINDOW_MS ? 'closed' : 'unknown' };
}

async function readWindow(session: RequestSession, whatsappNumber: string): Promise<ChatWindow> {
	const { body, failure } = await readChat(session, whatsappNumber, PAGE_SIZE, false);
	if (!failure) return windowIn(body, Date.now());
	if (getErrorCode(failure) === 'cancelled') throw failure;
	return { state: 'unknown' };
}

/**
 * Whether the 24-hour window of a chat is open. Only `open` is remembered, for a minute: an open window stays
 * open for hours, but the customer's next message opens a closed one. When it cannot be found out the state is
 * `unknown` and the send goes on: WATI refuses closed windows itself.
 *
 * @throws NodeFailure `cancelled` when the execution was stopped
 */
export async function chatWindow(
	session: RequestSession,
	whatsappNumber: string,
): Promise<ChatWindow> {
	const key = digest(`${session.route.tenant} ${whatsappNumber}`);
	const known = chats.get(key);
	if (known && Date.now() - known.at < REMEMBERED_MS) {
		const signal = session.context.getExecutionCancelSignal();
		await waitUnlessStopped(known.window, signal);
		if (signal?.aborted) return await readWindow(session, whatsappNumber);
		// The execution that asked may have been stopped, or met a failure of its own.
		const found = await known.window.catch(() => undefined);
		if (found && found.state !== 'unknown') {
			saveCalls(session, 1);
			return found;
		}
	}
	const window = readWindow(session, whatsappNumber);
	chats.delete(key);
	chats.set(key, { at: Date.now(), window });
	if (chats.size > MOST_CHATS) chats.delete(chats.keys().next().value!);
	const forget = () => chats.delete(key);
	void window.then(({ state }) => state !== 'open' && forget(), forget);
	return await window;
}
