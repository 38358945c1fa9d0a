import { toFactKey, type WhatsAppEvent } from '../../shared/webhooks/event';
import type { FurtherKeys } from '../../shared/webhooks/receiving/event-source';
import { getText } from '../../shared/webhooks/payload';
import { findEventRow } from './events';

const V2 = /_v2(?:_bsuid)?$/i;

/** Whether an event is one that WATI sends under an old name and under a `_v2` one. */
function hasTwin({ event, kind, fromMe }: WhatsAppEvent): boolean {
	const row = findEventRow(event);
	const names = row ? [...row.subscribe, ...row.also] : [];
	return fromMe && (kind === 'message' || kind === 'status') && names.some((name) => V2.test(name));
}

/**
 * Where both families are subscribed to, WATI posts the old name first and its `_v2` twin after it, and the twin alone has
 * `localMessageId`, the ID that the send returned (nine posts of a live account, 2026).
 */
export function copyKind(event: WhatsAppEvent): 'fuller' | 'lesser' | null {
	if (!hasTwin(event)) return null;
	if (event.localMessageId !== null) return 'fuller';
	return V2.test(getText(event.raw, 'eventType', 'event') ?? '') ? null : 'lesser';
}

/**
 * Keys for copies that do not share WhatsApp's ID: a `_v2` status may carry WATI's IDs alone. Two events that both name
 * WhatsApp's ID are told apart by that, whatever their other IDs.
 */
export function furtherKeys(event: WhatsAppEvent): FurtherKeys {
	if (!hasTwin(event)) return { asked: [], left: [] };
	const ids = [event.watiId, event.localMessageId].filter((id) => id !== null);
	const plain = ids.map((id) => toFactKey(event.event, id));
	const beside = ids.map((id) => toFactKey(event.event, 'beside', id));
	return event.messageId === null
		? { asked: [...plain, ...beside], left: plain.filter((key) => key !== event.dedupeKey) }
		: { asked: plain, left: beside };
}

/**
 * `Trigger sample callback` fills IDs with the names of their fields, as `message.WhatsappMessageId` (WATI's own sample, 2024). An ID of
 * WhatsApp may have letters alone as well.
 */
const PLACEHOLDER = /^(?!wamid\.)[a-z]+\.[A-Z][A-Za-z]+$/;

/** Whether somebody pressed `Trigger sample callback`: each press is meant to show that the address works. */
export function isSample({ messageId, watiId }: WhatsAppEvent): boolean {
	return [messageId, watiId].some((id) => id !== null && PLACEHOLDER.test(id));
}
