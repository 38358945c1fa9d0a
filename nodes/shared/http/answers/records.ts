import type { IDataObject } from 'n8n-workflow';

import { isObject, jsonOf } from '../../parameters/json';

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

function listOf(body: IDataObject): unknown {
	const found = LISTS.map((name) => body[name]).find((list) => list !== undefined && list !== null);
	return isObject(found) ? found.items : found;
}

/** The records of a list answer, whichever endpoint it came from; empty when there is no list in it. */
export function recordsOf(raw: unknown): IDataObject[] {
	const body = jsonOf(raw);
	const list = isObject(body) ? listOf(body) : body;
	return Array.isArray(list) ? list.filter(isObject) : [];
}

/** What one page says about the others. */
export interface PageInfo {
	/** One key per record, to tell records apart. */
	keys: string[];
	/** Number of records in all pages, where WATI says it. */
	total?: number;
	/** Whether the page says that none follows. */
	last: boolean;
	/** Where the next page begins, with lists of Meta. */
	cursor?: string;
}

/** The last page of Meta has cursors, but no `next` (Meta, "Paging"). */
function afterIn(paging: unknown): Pick<PageInfo, 'last' | 'cursor'> {
	const { next, cursors } = isObject(paging) ? paging : {};
	const after = isObject(cursors) ? cursors.after : undefined;
	return next && typeof after === 'string' && after !== ''
		? { last: false, cursor: after }
		: { last: true };
}

export function pageInfoOf(raw: unknown): PageInfo {
	const body = jsonOf(raw);
	const records = recordsOf(body);
	const keys = records.map((record) => String(record.id ?? JSON.stringify(record)));
	if (!isObject(body)) return { keys, last: false };
	if (isObject(body.paging) || Array.isArray(body.data)) return { keys, ...afterIn(body.paging) };
	const link = isObject(body.link) ? body.link : {};
	const inner = isObject(body.messages) ? body.messages : {};
	const total = [link.total, inner.total, body.total, body.total_count].find(
		(value) => typeof value === 'number',
	);
	// v3 echoes the size it went by, so there a short page is the last one; contacts have no total.
	const isShort = typeof body.page_size === 'number' && keys.length < body.page_size;
	return {
		keys,
		total: typeof total === 'number' ? total : undefined,
		last: isShort || ('nextPage' in link && (link.nextPage === null || link.nextPage === '')),
	};
}
