import type { IDataObject } from 'n8n-workflow';

import { ListProgress, recordsAt } from '../answers/list-progress';
import { readRecords } from '../answers/records';
import type { PageCursor } from '../service';

const PAGE_SIZE = 100;

/** So that a list without an end holds up no editor: twenty thousand records. */
const MOST_PAGES = 200;

/**
 * All records of a list, for pickers and previews.
 *
 * @param readPage reads the page at a place
 */
export async function readAllPages(
	readPage: (place: PageCursor) => Promise<unknown>,
): Promise<IDataObject[]> {
	const pages: IDataObject[][] = [];
	const progress = new ListProgress();
	let cursor: string | undefined;
	for (let number = 1; ; number++) {
		const body = await readPage({ number, size: PAGE_SIZE, cursor });
		const { places, isEnd, ...next } = progress.take(body);
		pages.push(recordsAt(readRecords(body), places));
		if (isEnd || number === MOST_PAGES) return pages.flat();
		cursor = next.cursor;
	}
}
