import type { Payload } from '../../nodes/shared/webhooks/payload';
import { ADA } from '../whatsapp-business/setup';
import { messages as posted } from '../whatsapp-business-trigger/payloads';

/** The number that asks in all tests. */
export const metadata = {
	display_phone_number: '+1 415-555-0300',
	phone_number_id: '100200300400601',
};

export const messages = (value: Payload) => posted({ metadata, ...value });

let ids = 0;

/** A message as Meta posts it. */
export function received(
	from: string,
	content: Payload,
	more: Payload = {},
	to = metadata,
): Payload {
	ids += 1;
	const timestamp = String(Math.floor((Date.now() + 1_000) / 1_000));
	const message = { from, id: `wamid.meta.${ids}`, timestamp, ...content, ...more };
	return messages({
		metadata: to,
		contacts: [{ profile: { name: 'A customer' }, wa_id: from }],
		messages: [message],
	});
}

export const text = (from: string, words: string, more: Payload = {}, to = metadata) =>
	received(from, { type: 'text', text: { body: words } }, more, to);

export const interactive = (from: string, content: Payload, more: Payload = {}) =>
	received(from, { type: 'interactive', interactive: content }, more);

export const status = (id: string, name: string, more: Payload = {}) =>
	messages({
		statuses: [{ id, status: name, timestamp: '1795169700', recipient_id: ADA, ...more }],
	});
