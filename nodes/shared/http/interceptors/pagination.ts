import type { INodeExecutionData } from 'n8n-workflow';

import type { Page } from '../answers/answer';
import { ListProgress } from '../answers/list-progress';
import { tagOfItem } from '../answers/record-items';
import { changeRequest } from '../request-session';
import type {
	OperationInterceptor,
	PipelineRequest,
	RequestSession,
	Send,
	SendResult,
} from '../pipeline';

/** WATI names no maximum for v1; clients use 100 (docs.wati.io asks for 100 at most on v3). */
const LARGEST_PAGE = 100;

/** As `pageSize` or `page_size` in an operation's `qs`: read full pages although fewer items are wanted, since a filter follows. */
export const PAGE_SIZE_FIXED = LARGEST_PAGE;

/** The items of a list so far. */
class PageReader {
	private readonly pages: INodeExecutionData[][] = [];

	private readonly progress = new ListProgress();

	cursor?: string;

	count = 0;

	/** Adds the items of a page that were not read before. @returns whether another page may bring more */
	add({ answer, items }: Page): boolean {
		const { fresh, isEnd, cursor } = this.progress.take(answer.body);
		const added = items.filter(({ json }) => {
			const tag = tagOfItem(json);
			return tag === undefined || fresh.delete(tag);
		});
		this.pages.push(added);
		this.count += added.length;
		this.cursor = cursor;
		return !isEnd;
	}

	get items(): INodeExecutionData[] {
		return this.pages.flat();
	}

	get mismatch(): string | undefined {
		return this.progress.mismatch;
	}
}

/** Says that a list did not hold what the server said about it. */
function tellMismatch({ context, usage }: RequestSession, mismatch: string | undefined): void {
	if (mismatch === undefined) return;
	usage.list = mismatch;
	context.logger.warn(`A list may be incomplete: ${mismatch}`);
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
		if (!mayBringMore) tellMismatch(request.session, reader.mismatch);
		if (!mayBringMore || reader.count >= limit) {
			return { page: { answer: result.page.answer, items: reader.items.slice(0, limit) } };
		}
	}
}

/** Reads a list that comes whole. */
const readSome: OperationInterceptor = async (request, next) => {
	const result = await next(request);
	const { limit } = request.session;
	if (result.failure || result.page.items.length <= limit) return result;
	return { page: { ...result.page, items: result.page.items.slice(0, limit) } };
};

/**
 * Reads page after page until enough items are there or the service has no more.
 *
 * An item comes once even if records move between pages meanwhile, and a short page is no proof of the
 * end: the server may cap the page size. See {@link ListProgress} for where a list ends.
 */
export const pagination: OperationInterceptor = (request, next) => {
	const { session, options } = request;
	if (session.route.service.isPaged(options.qs ?? {})) return readPages(request, next);
	return session.limit === Infinity ? next(request) : readSome(request, next);
};
