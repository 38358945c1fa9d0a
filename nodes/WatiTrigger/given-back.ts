import type { IWebhookFunctions } from 'n8n-workflow';

import { callForJson } from '../shared/http/transfer/bounded-call';
import type { WhatsAppEvent } from '../shared/webhooks/event';
import {
	getObject,
	getObjects,
	getText,
	isPayload,
	type Payload,
} from '../shared/webhooks/payload';
import { toIsoTime } from '../shared/http/answers/times';
import { readAccount } from './account';

/** WATI waits for its answer meanwhile. */
const TIMEOUT_MS = 4_000;

/** Records of a chat that are read, the newest. */
const PAGE_SIZE = 30;

/** From one look into a chat to the next. */
const LOOK_EVERY_MS = 30_000;
const MOST_CHATS = 1_000;

/**
 * What WATI writes into a chat when an operator is done with it. `The chat has been assigned to …` was seen in live answers, a
 * chat without operator has the name Bot; the words for a solved chat are not documented.
 */
const DONE = /\b(solved|resolved|closed)\b|\bassigned to (the )?bot\b/i;

/** When a chat was last looked into, by number; the newest. */
const looks = new Map<string, number>();

function mayLook(number: string): boolean {
	const now = Date.now();
	if (now - (looks.get(number) ?? -Infinity) < LOOK_EVERY_MS) return false;
	looks.delete(number);
	looks.set(number, now);
	for (const oldest of looks.keys()) {
		if (looks.size <= MOST_CHATS) break;
		looks.delete(oldest);
	}
	return true;
}

function isDone(record: Payload, since: number): boolean {
	const time = Date.parse(toIsoTime(record.created) ?? '');
	const isTicket = getText(record, 'eventType') === 'ticket';
	return isTicket && time > since && DONE.test(getText(record, 'eventDescription') ?? '');
}

async function readChat(context: IWebhookFunctions, number: string): Promise<Payload[]> {
	const { credentialType, baseUrl } = await readAccount(context);
	const { statusCode, body } = await callForJson({
		context,
		credentialType,
		options: {
			method: 'GET',
			url: `${baseUrl}/api/v1/getMessages/${encodeURIComponent(number)}`,
			qs: { pageSize: PAGE_SIZE, pageNumber: 1 },
			json: true,
			disableFollowRedirect: true,
			timeout: TIMEOUT_MS,
		},
	});
	if (statusCode !== 200 || !isPayload(body)) return [];
	return getObjects(getObject(body, 'messages') ?? {}, 'items');
}

/**
 * Whether the operator of a chat solved it, or gave it back to the bot: WATI posts no event of either, but writes both into the chat.
 * It is looked into when the customer writes again, at most twice a minute.
 *
 * @param since when the operator last wrote, in milliseconds since 1970
 * @returns false as well where WATI gives no answer
 */
export async function isGivenBack(
	context: IWebhookFunctions,
	{ whatsappNumber }: WhatsAppEvent,
	since: number,
): Promise<boolean> {
	if (whatsappNumber === null || !mayLook(whatsappNumber)) return false;
	try {
		const records = await readChat(context, whatsappNumber);
		return records.some((record) => isDone(record, since));
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		context.logger.warn(`The chat of a paused contact could not be read: ${reason}`);
		return false;
	}
}
