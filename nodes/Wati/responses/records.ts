import type { IDataObject } from 'n8n-workflow';

import { isObject, jsonOf } from './answer';

/** Where each list endpoint keeps its records (support.wati.io, the official clients; Meta, "Paging"). */
function listOf(body: IDataObject): unknown {
	const messages = isObject(body.messages) ? body.messages.items : body.messages;
	const list = body.contact_list ?? body.messageTemplates ?? messages ?? body.connections;
	return list ?? body.result ?? body.data;
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
	const total = [link.total, inner.total].find((value) => typeof value === 'number');
	return {
		keys,
		total: typeof total === 'number' ? total : undefined,
		last: 'nextPage' in link && (link.nextPage === null || link.nextPage === ''),
	};
}
