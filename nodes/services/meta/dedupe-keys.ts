import { digest } from '../../shared/http/kept/digest';
import { toFactKey } from '../../shared/webhooks/event';
import { BUSINESS_EVENTS } from './events/catalogue';
import { HISTORY } from './events/event-rows';
import type { Fact } from './facts';
import type { BusinessEvent } from './business-event';

/** Tells changes apart that carry no ID. Meta repeats a call with the same content. */
function hashContent(raw: unknown, time: unknown): string {
	const content = JSON.stringify([raw, time ?? null]);
	return digest(content, 'base64url').slice(0, 22);
}

/**
 * Who of a group a status is about: each participant has one of the same message. Where Meta names none, the content
 * of the status tells one from another.
 */
function reader({ kind, groupId, whatsappNumber, bsuid }: BusinessEvent, fact: Fact): string[] {
	if (kind !== 'status' || groupId === null) return [];
	return [whatsappNumber ?? bsuid ?? hashContent(fact.status, null)];
}

/** The past comes twice where it had files: first a placeholder, then the file under the same ID. */
function version({ event, type }: BusinessEvent): string[] {
	return event === HISTORY && type !== null ? [type] : [];
}

/** The key of a fact: the same for all copies of it, and for no other fact. */
export function toDedupeKey(fact: Fact, event: BusinessEvent): string {
	if (event.kind === 'call' && event.call?.id) {
		return toFactKey(event.event, event.call.id, event.call.status ?? '');
	}
	if (event.messageId !== null) {
		return toFactKey(event.event, event.messageId, ...reader(event, fact), ...version(event));
	}
	return toFactKey(event.event, hashContent(event.raw, fact.time));
}

const STATUSES = ['sent', 'delivered', 'read', 'played'];

/** Values of the events that state what comes after a status. */
const LATER = new Map(
	[...STATUSES, 'failed'].map((status) => {
		const place = STATUSES.indexOf(status === 'failed' ? 'delivered' : status);
		const later = [...STATUSES.slice(place + 1), ...(status === 'sent' ? ['failed'] : [])];
		const rows = BUSINESS_EVENTS.filter((row) => row.status && later.includes(row.status));
		return [status, rows.map(({ value }) => value)];
	}),
);

/** Keys of the later statuses of the same message: `sent` is late once it was `read`. */
export function laterBusinessKeys(event: BusinessEvent): string[] {
	const { kind, status, messageId, groupId, whatsappNumber, bsuid } = event;
	if (kind !== 'status' || messageId === null) return [];
	const participant = groupId === null ? null : (whatsappNumber ?? bsuid);
	if (groupId !== null && participant === null) return [];
	const more = participant === null ? [] : [participant];
	return (LATER.get(status ?? '') ?? []).map((value) => toFactKey(value, messageId, ...more));
}
