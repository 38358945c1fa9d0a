import type { IDataObject } from 'n8n-workflow';

import { eventNameOf, normalize } from '../../services/wati/normalize';
import { isPayload } from '../webhooks/payload';
import type { WhatsAppEvent } from '../webhooks/event';

/** An event as a sleeping execution keeps it: in the trigger's shape, without the raw body. */
export type Incoming = Omit<WhatsAppEvent, 'raw'>;

/** Longest body of a call; WATI's events are a few kilobytes. */
const LONGEST_BODY = 262_144;

function withoutRaw(full: WhatsAppEvent): Incoming {
	const event: Partial<WhatsAppEvent> = { ...full };
	delete event.raw;
	return event as Incoming;
}

/** When something happened, in milliseconds; undefined where WATI gave no time. */
export function timeOfEvent({ timestamp }: Incoming): number | undefined {
	return timestamp === null ? undefined : Date.parse(timestamp);
}

/**
 * The events in a call: WATI's own body, the trigger's item (`raw` holds WATI's body), or a list of either
 * under `events`.
 *
 * @returns undefined when there is something else in it
 */
export function eventsIn(body: unknown): Incoming[] | undefined {
	if (!isPayload(body) || JSON.stringify(body).length > LONGEST_BODY) return undefined;
	const { events = [body] } = body;
	if (!Array.isArray(events) || events.length === 0) return undefined;
	const read = events.map((event: unknown) => {
		const raw = isPayload(event) && isPayload(event.raw) ? event.raw : event;
		const name = isPayload(raw) ? eventNameOf(raw) : null;
		return isPayload(raw) && name !== null ? withoutRaw(normalize(raw, name)) : undefined;
	});
	return read.some((event) => event === undefined) ? undefined : (read as Incoming[]);
}

/** A message of getMessages as the webhook would tell it; the chat does not name its contact. */
export function eventOfRecord(record: IDataObject, whatsappNumber: string): Incoming {
	return { ...withoutRaw(normalize(record, 'message')), whatsappNumber };
}

/** Names of one fact: it may come by webhook and be found in the chat as well. */
export function keysOf(event: Incoming): string[] {
	const { messageId, watiId, text, timestamp, kind, status } = event;
	const mark = kind === 'status' ? `${event.event}:` : '';
	const ids = [messageId, watiId].filter((id) => id !== null).map((id) => `${mark}${id}`);
	const second = timestamp?.slice(0, 19) ?? '';
	return ids.length > 0 ? ids : [`${mark}${status ?? ''}${second}${text ?? ''}`];
}
