import type { IDataObject } from 'n8n-workflow';

import { isObject, parseJson } from '../../parameters/json';

/**
 * Where each list endpoint keeps its records (support.wati.io, the official clients; Meta, "Paging"). The
 * first row is v1's and Maton's, the second v3's.
 */
const LISTS = [
	...['contact_list', 'messageTemplates', 'messages', 'connections'],
	...[
		'message_list',
		'templates',
		'broadcasts',
		'recipients',
		'channels',
		'chatbot_list',
		'webhooks',
	],
	...['result', 'data'],
];

function readList(body: IDataObject): unknown {
	const found = LISTS.map((name) => body[name]).find((list) => list !== undefined && list !== null);
	return isObject(found) ? found.items : found;
}

/** The records of a list answer, whichever endpoint it came from; empty when there is no list in it. */
export function readRecords(raw: unknown): IDataObject[] {
	const body = parseJson(raw);
	const list = isObject(body) ? readList(body) : body;
	return Array.isArray(list) ? list.filter(isObject) : [];
}

/** The name of a record by its ID; undefined where it has none. */
export function idTag({ id }: IDataObject): string | undefined {
	return id === undefined || id === null || id === '' ? undefined : `id ${String(id)}`;
}

/**
 * A name for each record of a page, by which it is known on other pages: its ID, or what it holds where it has
 * none. Several alike on one page are counted, so that each keeps a name of its own.
 */
export function buildRecordTags(records: IDataObject[]): string[] {
	const counts = new Map<string, number>();
	return records.map((record) => {
		const byId = idTag(record);
		if (byId !== undefined) return byId;
		const text = JSON.stringify(record);
		const count = (counts.get(text) ?? 0) + 1;
		counts.set(text, count);
		return `${count} ${text}`;
	});
}

/** What one page says about itself and the others. */
export interface PageInfo {
	records: IDataObject[];
	/** Number of records in all pages, where the server says it. */
	total?: number;
	/** Whether the page says that none follows. */
	isLast: boolean;
	/** Whether the page says where the next one is. */
	hasMore: boolean;
	/** Where the next page begins, with lists of Meta. */
	cursor?: string;
}

/** The last page of Meta has cursors, but no `next` (Meta, "Paging"). */
function afterIn(paging: unknown): Pick<PageInfo, 'isLast' | 'hasMore' | 'cursor'> {
	const { next, cursors } = isObject(paging) ? paging : {};
	const after = isObject(cursors) ? cursors.after : undefined;
	return next && typeof after === 'string' && after !== ''
		? { isLast: false, hasMore: true, cursor: after }
		: { isLast: true, hasMore: false };
}

export function readPageInfo(raw: unknown): PageInfo {
	const body = parseJson(raw);
	const records = readRecords(body);
	if (!isObject(body)) return { records, isLast: false, hasMore: false };
	if (isObject(body.paging) || Array.isArray(body.data)) {
		return { records, ...afterIn(body.paging) };
	}
	const link = isObject(body.link) ? body.link : {};
	const inner = isObject(body.messages) ? body.messages : {};
	const total = [link.total, inner.total, body.total, body.total_count].find(
		(value) => typeof value === 'number',
	);
	// v3 echoes the size it went by, so there a short page is the last one; contacts have no total.
	const isShort = typeof body.page_size === 'number' && records.length < body.page_size;
	const hasMore = typeof link.nextPage === 'string' && link.nextPage !== '';
	return {
		records,
		total: typeof total === 'number' ? total : undefined,
		isLast: isShort || ('nextPage' in link && !hasMore),
		hasMore,
	};
}
