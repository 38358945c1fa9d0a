import { readOwnMark } from './own-mark';
import type { WhatsAppEvent } from '../../shared/webhooks/event';
import type { Answering } from '../../shared/webhooks/pause/answering';

/** The form of the IDs that WATI gives messages itself (docs.wati.io, "Session Message Sent", 2026-11-02). */
const GIVEN_BY_WATI = /^[\da-f-]*$/i;

/** How WATI names itself where no operator has a chat (items of its own list of messages, several clients). */
const BOT = /^bot\b/i;

/**
 * Tells messages that an operator typed in WATI. Those of a chatbot say which one; those of the API may carry an ID of their
 * sender, as texts of this package do. The older name of the event says neither, so that it tells nothing. That a chat was given back
 * is read from Chat Assigned, whose fields are not documented.
 */
export function readWatiAnswering(event: WhatsAppEvent): Answering | null {
	const { raw, type, localMessageId, messageId, watiId, chatbotTriggeredEventId, operator } = event;
	if (event.event === 'chatAssigned') {
		const isBot = BOT.test(operator?.name ?? '') && operator?.email == null;
		return isBot ? { by: 'workflow', ids: [], isSure: true } : null;
	}
	if (event.event !== 'sessionMessageSent' || chatbotTriggeredEventId !== null) return null;
	const own = readOwnMark(localMessageId);
	if (own !== null) return { by: 'package', ids: [], isSure: own.isAnnounced };
	if (BOT.test(operator?.name ?? '')) return null;
	if (localMessageId === null && !('chatbotTriggeredEventId' in raw)) return null;
	if (localMessageId !== null && !GIVEN_BY_WATI.test(localMessageId)) return null;
	const ids = [localMessageId, messageId, watiId].filter((id) => id !== null);
	return { by: 'person', ids, isSure: type === 'text' };
}
