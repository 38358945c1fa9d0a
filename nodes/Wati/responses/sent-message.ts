import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import { isObject } from '../../shared/parameters/json';
import { readRecords } from '../../shared/http/answers/records';
import { readTime } from '../../shared/http/answers/times';

/** What to look for in a chat: a message of the business that says this. */
export interface SoughtMessage {
	template?: string;
	/** Text of a message, caption of a file. */
	text: string;
	kind: 'text' | 'file' | 'interactive' | 'template';
	/** When it left, in milliseconds. */
	sentAt: number;
}

/** The names by which a message can be told from others with the same text. */
export function listMessageNames(record: IDataObject): string[] {
	const { id, localMessageId, whatsappMessageId } = record;
	return [id, localMessageId, whatsappMessageId]
		.filter((value) => typeof value === 'string' && value !== '')
		.map(String);
}

function getKind(url: string, template: string | undefined): SoughtMessage['kind'] {
	if (template !== undefined) return 'template';
	if (/\/(sendSessionFile\/|fileViaUrl$)/.test(url)) return 'file';
	return url.includes('/sendSessionMessage/') ? 'text' : 'interactive';
}

/** What a request sent, as the chat will show it. */
export function soughtMessage(
	{ qs = {}, body, url }: IHttpRequestOptions,
	template: string | undefined,
	sentAt: number,
): SoughtMessage {
	const inForm = body instanceof URLSearchParams ? body.get('messageText') : undefined;
	const inBody = isObject(body) ? (body.body ?? body.caption) : undefined;
	const text = String(qs.messageText ?? inForm ?? qs.caption ?? inBody ?? '').trim();
	const kind = getKind(url, template);
	return { ...(template === undefined ? {} : { template }), text, kind, sentAt };
}

function saysSo(record: IDataObject, { template, text, kind }: SoughtMessage): boolean {
	const { eventType, owner } = record;
	if (kind === 'template') {
		const named = String(record.eventDescription ?? '').includes(`"${template}"`);
		return eventType === 'broadcastMessage' && named;
	}
	const type = String(record.type ?? '');
	const isOwn = eventType === 'message' && owner === true;
	const fits =
		kind === 'text'
			? type === 'text'
			: kind === 'interactive' || !['text', 'interactive'].includes(type);
	return isOwn && fits && String(record.text ?? record.finalText ?? '').trim() === text;
}

/** A later message is of another send. */
const LATEST_MS = 600_000;

const toSecond = (time: number) => Math.floor(time / 1_000) * 1_000;

/** As long as a message needs at most to get its stamp. */
const STAMPED_MS = 5_000;

/** WATI stamps some messages with whole seconds only: of those the second counts. */
const isSince = (time: number, start: number) =>
	time >= (time % 1_000 === 0 ? toSecond(start) : start);

/** Which messages of a chat belong to other sends. */
export interface OtherSends {
	/** Names of messages that belong to them. */
	taken: ReadonlySet<string>;
	/** When those with the same content left of whose messages no name is known, in milliseconds. */
	unnamed?: readonly number[];
}

/**
 * Finds what was sent in a page of getMessages: a message of the same content that is not older than the send and belongs
 * to no other one. Of several, each earlier send without a name has one of the oldest.
 */
export function findSent(
	body: unknown,
	sought: SoughtMessage,
	{ taken, unnamed = [] }: OtherSends,
): IDataObject | undefined {
	const { sentAt } = sought;
	const earlier = unnamed.filter((time) => time <= sentAt && time >= toSecond(sentAt) - STAMPED_MS);
	const start = Math.min(sentAt, ...earlier);
	const equal = readRecords(body)
		.filter((record) => saysSo(record, sought))
		.filter((record) => !listMessageNames(record).some((id) => taken.has(id)))
		.map((record) => ({ record, time: readTime(record) ?? 0 }))
		.filter(({ time }) => isSince(time, start) && time <= sentAt + LATEST_MS)
		.sort((one, other) => one.time - other.time);
	return equal.slice(earlier.length).find(({ time }) => isSince(time, sentAt))?.record;
}
