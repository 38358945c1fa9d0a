import type { INodeExecutionData } from 'n8n-workflow';

import type { Answer } from './answers/answer';
import { pageInfoOf } from './answers/records';
import type { PagePlace } from './service';

/** WATI names no maximum for v1; clients use 100 (docs.wati.io asks for 100 at most on v3). */
const LARGEST_PAGE = 100;

/** As `pageSize` or `page_size` in an operation's `qs`: read full pages although fewer items are wanted, since a filter follows. */
export const PAGE_SIZE_FIXED = LARGEST_PAGE;

/** One page as it was read: the raw answer and the items made of it. */
export interface Page {
	answer: Answer;
	items: INodeExecutionData[];
	/** Set when an earlier try of the same run had sent this, and it was not sent again. */
	remembered?: true;
}

/**
 * Reads page after page until enough items are there or the service has no more.
 *
 * An item comes once even if records move between pages meanwhile, and a short page is no proof of the
 * end: the server may cap the page size. The end is what the page itself says, an empty page, or a page
 * that brings nothing new.
 *
 * @param fixedSize keeps the page size although fewer items are wanted, for lists filtered afterwards
 */
export async function readPages(
	readPage: (place: PagePlace) => Promise<Page>,
	wanted: number,
	fixedSize: boolean,
): Promise<INodeExecutionData[]> {
	const size = fixedSize ? LARGEST_PAGE : Math.min(LARGEST_PAGE, wanted);
	const items: INodeExecutionData[] = [];
	const seen = new Set<string>();
	let read = 0;
	let cursor: string | undefined;
	for (let number = 1; items.length < wanted; number++) {
		const page = await readPage({ number, size, cursor });
		const info = pageInfoOf(page.answer.body);
		const fresh = info.keys.filter((key) => !seen.has(key));
		fresh.forEach((key) => seen.add(key));
		read += info.keys.length;
		const known = new Set(fresh);
		items.push(
			...page.items.filter(({ json }) => json.id === undefined || known.delete(String(json.id))),
		);
		cursor = info.cursor;
		if (fresh.length === 0 || info.last || (info.total !== undefined && read >= info.total)) break;
	}
	return items.slice(0, wanted);
}
