import type { IDataObject } from 'n8n-workflow';

import { pageInfoOf, recordsOf } from '../answers/records';
import type { PageCursor } from '../service';

const PAGE_SIZE = 100;

/** Pages read at most, so that an account with thousands of records cannot hold anything up. */
const MOST_PAGES = 20;

/**
 * All records of a list, for pickers and previews.
 *
 * @param readPage reads the page at a place
 */
export async function readAllPages(
	readPage: (place: PageCursor) => Promise<unknown>,
): Promise<IDataObject[]> {
	const records: IDataObject[] = [];
	let cursor: string | undefined;
	for (let number = 1; number <= MOST_PAGES; number++) {
		const body = await readPage({ number, size: PAGE_SIZE, cursor });
		const page = recordsOf(body);
		records.push(...page);
		const { last, total, ...info } = pageInfoOf(body);
		if (page.length === 0 || last || (total !== undefined && records.length >= total)) break;
		cursor = info.cursor;
	}
	return records;
}
