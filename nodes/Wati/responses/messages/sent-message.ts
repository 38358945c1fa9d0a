import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import type { SendDescription, SendRecipient } from '../../../shared/http/send-description';
import { isObject } from '../../../shared/parameters/json';
import { isId } from '../../../shared/http/answers/expectation';
import { readRecords } from '../../../shared/http/answers/records';
import { readTime } from '../../../shared/http/answers/times';

/** What to look for in a chat: a message of the business that says this. */
export interface SoughtMessage {
	template?: string;
	/** Text of a message, caption of a file. */
	text: string;
	kind: 'text' | 'file' | 'interactive' | 'template';
	/** When it left, in milliseconds. */
	sentAt: number;
	/** The ID that the sender gave it. */
	ownId?: string;
	/** Values of the template's variables. */
	values: readonly string[];
}

/** The names by which a message can be told from others with the same text. */
export function listMessageNames(record: IDataObject): string[] {
	const { id, localMessageId, whatsappMessageId } = record;
	return [id, localMessageId, whatsappMessageId]
		.filter((value) => typeof value === 'string' && isId(value))
		.map(String);
}

function getKind(url: string, template: string | undefined): SoughtMessage['kind'] {
	if (template !== undefined) return 'template';
	if (/\/(sendSessionFile\/|fileViaUrl$)/.test(url)) return 'file';
	return url.includes('/sendSessionMessage/') ? 'text' : 'interactive';
}

/** The ID that the sender gave to one recipient's message: in the query of a text, or in a list of recipients. */
function findOwnId({ qs, body }: IHttpRequestOptions, whatsappNumber?: string): string | undefined {
	const lists = isObject(body) ? [body.receivers, body.recipients] : [];
	const entry = lists
		.flatMap((list) => (Array.isArray(list) ? (list as unknown[]) : []))
		.filter(isObject)
		.find((one) => [one.whatsappNumber, one.phone_number, one.target].includes(whatsappNumber));
	const id = entry ? (entry.localMessageId ?? entry.local_message_id) : qs?.localMessageId;
	return typeof id === 'string' && id !== '' ? id : undefined;
}

/** The values that the text of a template may show. */
export function listValues({ parameters }: SendRecipient): string[] {
	return parameters
		.map(({ value }) => value.trim())
		.filter((value) => value !== '' && !/^https?:/i.test(value));
}

/** What a request sent to one recipient, as the chat will show it. */
export function soughtMessage(
	options: IHttpRequestOptions,
	{ template, recipients = [] }: Partial<SendDescription>,
	sentAt: number,
	whatsappNumber?: string,
): SoughtMessage {
	const { qs = {}, body, url } = options;
	const inForm = body instanceof URLSearchParams ? body.get('messageText') : undefined;
	const inBody = isObject(body) ? (body.body ?? body.caption) : undefined;
	const text = String(qs.messageText ?? inForm ?? qs.caption ?? inBody ?? '').trim();
	const kind = getKind(url, template);
	const ownId = findOwnId(options, whatsappNumber);
	const recipient = recipients.find((one) => one.whatsappNumber === whatsappNumber);
	const values = recipient ? listValues(recipient) : [];
	return {
		...(template === undefined ? {} : { template }),
		text,
		kind,
		sentAt,
		...(ownId === undefined ? {} : { ownId }),
		values,
	};
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

/** What a chat says of a message that was sent. */
export interface ChatFinding {
	found?: IDataObject;
	/** Messages say the same that other programs sent, and nothing tells which one is the sought one. */
	isAmbiguous?: boolean;
}

/** How many of the values stand in the text as the customer reads it; undefined where the chat shows none. */
function countValues({ finalText }: IDataObject, values: readonly string[]): number | undefined {
	if (values.length === 0 || typeof finalText !== 'string' || finalText.includes('{{'))
		return undefined;
	return values.filter((value) => finalText.includes(value)).length;
}

/** Leaves out templates with other values: those of which none stands in the text, or fewer than in another one's. */
function withValues(records: IDataObject[], { values }: SoughtMessage): IDataObject[] {
	const counted = records.map((record) => ({ record, count: countValues(record, values) }));
	const most = Math.max(0, ...counted.map(({ count }) => count ?? 0));
	return counted
		.filter(({ count }) => count === undefined || (count > 0 && count === most))
		.map(({ record }) => record);
}

/**
 * Finds what was sent in a page of getMessages. The ID that the sender gave it proves it, and whatever carries another one is
 * not it. Where the chat shows no ID, it is the message of the same content that is not older than the send and belongs to no
 * other one: of several, each earlier send without a name has one of the oldest. Where there are more of them than this
 * process sent, nobody can tell.
 */
export function findSent(
	body: unknown,
	sought: SoughtMessage,
	{ taken, unnamed = [] }: OtherSends,
): ChatFinding {
	const { sentAt, ownId } = sought;
	const records = readRecords(body);
	const own = records.find(({ localMessageId }) => ownId !== undefined && localMessageId === ownId);
	if (own) return { found: own };
	const isOthers = ({ localMessageId }: IDataObject) =>
		ownId !== undefined && typeof localMessageId === 'string' && localMessageId !== '';
	const earlier = unnamed.filter((time) => time <= sentAt && time >= toSecond(sentAt) - STAMPED_MS);
	const later = unnamed.filter((time) => time > sentAt);
	const start = Math.min(sentAt, ...earlier);
	const equal = records
		.filter((record) => saysSo(record, sought) && !isOthers(record))
		.filter((record) => !listMessageNames(record).some((id) => taken.has(id)))
		.filter((record) => {
			const time = readTime(record) ?? 0;
			return isSince(time, start) && time <= sentAt + LATEST_MS;
		})
		.sort((one, other) => readTime(one)! - readTime(other)!);
	const candidates = withValues(equal, sought);
	const found = candidates
		.slice(earlier.length)
		.find((record) => isSince(readTime(record)!, sentAt));
	if (found === undefined) return {};
	const near = candidates.filter((one) => readTime(one)! <= readTime(found)! + STAMPED_MS);
	return near.length > earlier.length + 1 + later.length ? { isAmbiguous: true } : { found };
}
