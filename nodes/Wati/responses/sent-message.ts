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

function kindOf(url: string, template: string | undefined): SoughtMessage['kind'] {
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
	const kind = kindOf(url, template);
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

/**
 * Finds what was sent in a page of getMessages. WATI stamps some messages with whole seconds only, so the
 * second in which it left counts.
 *
 * @param taken names of messages that belong to other sends
 */
export function findSent(
	body: unknown,
	sought: SoughtMessage,
	taken: ReadonlySet<string>,
): IDataObject | undefined {
	const earliest = Math.floor(sought.sentAt / 1_000) * 1_000;
	return readRecords(body).find(
		(record) =>
			saysSo(record, sought) &&
			(readTime(record) ?? 0) >= earliest &&
			!listMessageNames(record).some((id) => taken.has(id)),
	);
}
