import type { IDataObject } from 'n8n-workflow';

import { readPageInfo, buildRecordTags, type PageInfo } from './records';

/** Pages of one list at most: a million records, a hundred to a page. */
const MOST_PAGES = 10_000;

/** What one page brought. */
export interface PageTaken {
	/** Tags of the records that no earlier page had, see `buildRecordTags`. */
	fresh: Set<string>;
	/** Their places on the page. */
	places: number[];
	isEnd: boolean;
	/** Where the next page begins, with lists that go by cursors. */
	cursor?: string;
}

/**
 * What is known of a list while it is read page by page. What a server says about totals, pages and order is
 * weighed against what it sends: records move between pages, totals count what is not shown, and some servers
 * answer every page with the first one.
 */
export class ListProgress {
	private readonly seen = new Set<string>();

	private pages = 0;

	private cursor?: string;

	private total?: number;

	private isCut = false;

	/** Takes the next page, as it was answered. */
	take(body: unknown): PageTaken {
		this.pages += 1;
		const info = readPageInfo(body);
		const fresh = new Set<string>();
		const places: number[] = [];
		buildRecordTags(info.records).forEach((tag, place) => {
			if (this.seen.has(tag) || fresh.has(tag)) return;
			fresh.add(tag);
			places.push(place);
		});
		fresh.forEach((tag) => this.seen.add(tag));
		this.total = info.total ?? this.total;
		const isEnd = fresh.size === 0 || this.endsWith(info);
		this.cursor = info.cursor;
		return { fresh, places, isEnd, cursor: info.cursor };
	}

	/** What the server said about the list and did not keep, as a sentence; undefined when all was well. */
	get mismatch(): string | undefined {
		const count = this.seen.size;
		if (this.isCut) return `The list did not end after ${MOST_PAGES} pages and was cut there`;
		if (this.total === undefined || this.total === count) return undefined;
		return `The server announced ${this.total} records and sent ${count} different ones`;
	}

	private endsWith({ cursor, hasMore, isLast, total }: PageInfo): boolean {
		this.isCut = this.pages >= MOST_PAGES;
		if (this.isCut) return true;
		if (cursor !== undefined) return cursor === this.cursor;
		const count = this.seen.size;
		const announcesMore = hasMore || (total !== undefined && count < total);
		return !announcesMore && (isLast || total === count);
	}
}

/** The records of a page at some of its places. */
export function recordsAt(records: IDataObject[], places: number[]): IDataObject[] {
	return places.map((place) => records[place]!);
}
