import type { INodeExecutionData } from 'n8n-workflow';

import type { Page } from '../answers/answer';
import { pageInfoOf } from '../answers/records';
import { changeRequest } from '../request-session';
import type { OperationInterceptor, PipelineRequest, Send, SendResult } from '../pipeline';

/** WATI names no maximum for v1; clients use 100 (docs.wati.io asks for 100 at most on v3). */
const LARGEST_PAGE = 100;

/** As `pageSize` or `page_size` in an operation's `qs`: read full pages although fewer items are wanted, since a filter follows. */
export const PAGE_SIZE_FIXED = LARGEST_PAGE;

/** Adds the items of a page that were not read before. @returns whether another page may bring more */
class PageReader {
	readonly items: INodeExecutionData[] = [];

	cursor?: string;

	private readonly seen = new Set<string>();

	private read = 0;

	add({ answer, items }: Page): boolean {
		const info = pageInfoOf(answer.body);
		const fresh = info.keys.filter((key) => !this.seen.has(key));
		fresh.forEach((key) => this.seen.add(key));
		this.read += info.keys.length;
		const known = new Set(fresh);
		for (const item of items) {
			const { id } = item.json;
			if (id === undefined || known.delete(String(id))) this.items.push(item);
		}
		this.cursor = info.cursor;
		const isComplete = info.total !== undefined && this.read >= info.total;
		return fresh.length > 0 && !info.last && !isComplete;
	}
}

async function readPages(
	request: PipelineRequest,
	next: Send<PipelineRequest, SendResult>,
): Promise<SendResult> {
	const { qs = {} } = request.options;
	const { limit, route } = request.session;
	const hasFixedSize = [qs.pageSize, qs.page_size].includes(PAGE_SIZE_FIXED);
	const size = hasFixedSize ? LARGEST_PAGE : Math.min(LARGEST_PAGE, limit);
	const reader = new PageReader();
	for (let number = 1; ; number++) {
		const place = { number, size, cursor: reader.cursor };
		const page = changeRequest(request, { qs: route.service.pageQuery(place, qs) });
		const result = await next(page);
		if (result.failure) return result;
		const mayBringMore = reader.add(result.page);
		if (!mayBringMore || reader.items.length >= limit) {
			return { page: { answer: result.page.answer, items: reader.items.slice(0, limit) } };
		}
	}
}

/**
 * Reads page after page until enough items are there or the service has no more.
 *
 * An item comes once even if records move between pages meanwhile, and a short page is no proof of the
 * end: the server may cap the page size. The end is what the page itself says, an empty page, or a page
 * that brings nothing new.
 */
export const pagination: OperationInterceptor = async (request, next) => {
	const { session, options } = request;
	if (session.route.service.isPaged(options.qs ?? {})) return await readPages(request, next);
	const result = await next(request);
	if (result.failure || result.page.items.length <= session.limit) return result;
	return { page: { ...result.page, items: result.page.items.slice(0, session.limit) } };
};
