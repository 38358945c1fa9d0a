import type { IHttpRequestOptions } from 'n8n-workflow';

import { failedMessage } from '../../../services/wati/errors/predicate';
import type { RecipientResult } from '../../responses/recipients';
import { pause } from '../../../shared/http/interceptors/retry';
import type { RequestSession, UnknownOutcome } from '../../../shared/http/pipeline';
import { listValues, soughtMessage } from '../../responses/messages/sent-message';
import { digestContent, recordSend, type RecentSend } from '../chat/recent-sends';
import { findInChat, markProven } from '../chat/verification';

/** Chats looked at after one call of unknown outcome: WATI allows ten reads of chats in ten seconds. */
const MOST_CHATS = 10;

/** Pauses before each round. A chat in which the message was found is not read again. */
const ROUNDS_MS = [1_000, 4_000];

/** What the looks showed, for the recipients that stay unknown. */
function adviceAfter(looked: number, found: number, unread: number): string {
	const without = unread > 0 ? `, ${unread} could not be read` : '';
	return `Chats of this call that were looked at: ${looked}. The message is in ${found} of them${without}. It was not sent again: look at the chat in WATI before you do.`;
}

/**
 * Remembers for the looks of all executions what a call sent to whom, so that its messages prove no other send.
 *
 * @param results one per recipient: accepted, with an ID where the answer gives one, or unknown
 */
export function recordChunk(
	session: RequestSession,
	options: IHttpRequestOptions,
	results: readonly RecipientResult[],
	{ sentAt, isAccepted }: Pick<RecentSend, 'sentAt' | 'isAccepted'>,
): void {
	const { service, tenant } = session.route;
	const { template, recipients } = service.describeSend(options);
	const values = new Map(recipients.map((one) => [one.whatsappNumber, listValues(one)]));
	const shared = soughtMessage(options, { template }, sentAt);
	for (const { whatsappNumber, localMessageId, failure } of results) {
		if (isAccepted && failure) continue;
		const names = typeof localMessageId === 'string' && isAccepted ? [localMessageId] : [];
		if (names.length > 0) markProven(session, whatsappNumber, { localMessageId });
		else {
			const content = digestContent({ ...shared, values: values.get(whatsappNumber) ?? [] });
			recordSend(tenant, whatsappNumber, { sentAt, content, names, isAccepted });
		}
	}
}

/**
 * Looks whether the template of a call without a clear answer is in the chats of its first recipients, and
 * settles those. WATI has no list of what one call sent, so each recipient costs a call of its own: the
 * others stay unknown, and their failures say what the looks showed.
 *
 * @param unknown one result per recipient of the call, all with the failure `outcome-unknown`
 */
export async function verifyChunk(
	session: RequestSession,
	outcome: UnknownOutcome,
	unknown: RecipientResult[],
): Promise<RecipientResult[]> {
	const signal = session.context.getExecutionCancelSignal();
	const looked = unknown.slice(0, MOST_CHATS);
	const found = new Map<RecipientResult, RecipientResult>();
	const unread = new Set<RecipientResult>();
	for (const ms of ROUNDS_MS) {
		if (found.size === looked.length) break;
		await pause(ms, signal);
		for (const result of looked) {
			if (found.has(result) || signal?.aborted) continue;
			const { whatsappNumber } = result;
			const look = await findInChat(session, outcome, whatsappNumber);
			unread.delete(result);
			if (look.failure) unread.add(result);
			if (!look.found) continue;
			const { localMessageId = result.localMessageId } = look.found;
			const named = typeof localMessageId === 'string' ? { localMessageId } : {};
			const failure = failedMessage(look.found);
			found.set(result, { whatsappNumber, ...named, verified: true, ...(failure && { failure }) });
		}
	}
	const description = adviceAfter(looked.length, found.size, unread.size);
	return unknown.map(
		(result) => found.get(result) ?? { ...result, failure: { ...result.failure!, description } },
	);
}
