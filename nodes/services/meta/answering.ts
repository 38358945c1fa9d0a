import type { Answering } from '../../shared/webhooks/pause/answering';
import { getObject, getText } from '../../shared/webhooks/payload';
import type { BusinessEvent } from './business-event';
import { ECHOES } from './events/event-rows';

const HANDOVERS = 'messaging_handovers';

/** Meta tells the previous owner of a chat of `control_taken`, and the new one of `control_passed` (2026-09-22). */
const HANDOVER_TYPES: Record<string, Answering['by']> = {
	control_taken: 'person',
	control_passed: 'workflow',
};

/**
 * Tells who answers a chat. Echoes are of what was written in the WhatsApp Business app or a linked device; nothing that
 * leaves by the API has one (Meta, "smb_message_echoes", 2026-05-21).
 */
export function readMetaAnswering({
	raw,
	fromMe,
	kind,
	messageId,
}: BusinessEvent): Answering | null {
	const field = getText(raw, 'field');
	if (field === ECHOES && fromMe && kind === 'message') {
		return { by: 'person', ids: messageId === null ? [] : [messageId], isSure: true };
	}
	if (field !== HANDOVERS) return null;
	const by = HANDOVER_TYPES[getText(getObject(raw, 'value') ?? {}, 'type') ?? ''];
	return by === undefined ? null : { by, ids: [], isSure: true };
}
