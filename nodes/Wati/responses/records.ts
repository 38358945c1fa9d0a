import type { IDataObject } from 'n8n-workflow';

import { isObject, jsonOf } from './answer';

/** Where each list endpoint keeps its records (support.wati.io and the official clients). */
function listOf(body: IDataObject): unknown {
	const messages = isObject(body.messages) ? body.messages.items : body.messages;
	return body.contact_list ?? body.messageTemplates ?? messages ?? body.connections ?? body.result;
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
	/** Whether WATI says that no page follows. */
	last: boolean;
}

export function pageInfoOf(raw: unknown): PageInfo {
	const body = jsonOf(raw);
	const records = recordsOf(body);
	const keys = records.map((record) => String(record.id ?? JSON.stringify(record)));
	if (!isObject(body)) return { keys, last: false };
	const link = isObject(body.link) ? body.link : {};
	const inner = isObject(body.messages) ? body.messages : {};
	const total = [link.total, inner.total].find((value) => typeof value === 'number');
	return {
		keys,
		total: typeof total === 'number' ? total : undefined,
		last: 'nextPage' in link && (link.nextPage === null || link.nextPage === ''),
	};
}
