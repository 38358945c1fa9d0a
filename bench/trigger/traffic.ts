import { createHash } from 'node:crypto';

import type { Payload } from '../../nodes/shared/webhooks/payload';
import { MESSAGES, STATUSES } from '../../test/trigger/service/payloads';

/** What the calls are to the trigger; to n8n's Webhook node they are all the same. */
export type Traffic = 'wanted' | 'unwanted' | 'repeated';

export const TRAFFIC: Traffic[] = ['wanted', 'unwanted', 'repeated'];

/** Different events that repeated traffic repeats. */
export const REPEATED = 200;

function getId(kind: string, index: number): string {
	return createHash('sha256').update(`${kind} ${index}`).digest('hex');
}

function withIds(body: Payload, kind: string, index: number): Payload {
	const id = getId(kind, index);
	return {
		...body,
		id: id.slice(0, 24),
		conversationId: id.slice(24, 48),
		whatsappMessageId: `wamid.${Buffer.from(id).toString('base64').slice(0, 52)}`,
		waId: `1415555${String(index % 10_000).padStart(4, '0')}`,
		timestamp: String(1_795_169_656 + index),
	};
}

/** A customer's text message, never the same one twice. */
export function message(kind: string, index: number): Payload {
	const text = `Hello, where is my order ${index}? I have been waiting since Monday. Thank you!`;
	return withIds({ ...MESSAGES.text, text }, kind, index);
}

/** What the trigger was not asked for: in turn an event not chosen and a message of a type not chosen. */
function unwanted(index: number): Payload {
	const body = index % 2 === 0 ? STATUSES.delivered : MESSAGES.image;
	return withIds({ ...body }, 'unwanted', index);
}

/** The body of one call, as text. */
export function buildBody(traffic: Traffic, index: number): string {
	switch (traffic) {
		case 'wanted':
			return JSON.stringify(message('wanted', index));
		case 'repeated':
			return JSON.stringify(message('repeated', index % REPEATED));
		case 'unwanted':
			return JSON.stringify(unwanted(index));
	}
}
