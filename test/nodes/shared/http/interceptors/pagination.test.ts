import type { IDataObject } from 'n8n-workflow';

import {
	PAGE_SIZE_FIXED,
	pagination,
} from '../../../../../nodes/shared/http/interceptors/pagination';
import type { SendResult } from '../../../../../nodes/shared/http/pipeline';
import { createRequest } from '../../../../../nodes/shared/http/request-session';
import type { PageCursor } from '../../../../../nodes/shared/http/service';
import { wati } from '../../../../../nodes/Wati/service';
import { prepareItem, READ } from '../operation-setup';

const record = (id: number) => ({ id: String(id) });
const some = (from: number, count: number) =>
	Array.from({ length: count }, (_, place) => record(from + place));

const toResult = (body: IDataObject): SendResult => ({
	page: {
		answer: { statusCode: 200, headers: {}, body },
		items: ((body.messages ?? body.data) as IDataObject[]).map((json) => ({ json })),
	},
});

/** Reads a list from a server with these pages, which writes down what it was asked for. */
async function read(pages: IDataObject[], limit: number, hasFixedSize = false) {
	const asked: PageCursor[] = [];
	const service = {
		...wati,
		pageQuery: (cursor: PageCursor) => {
			asked.push(cursor);
			return { pageNumber: cursor.number };
		},
	};
	const qs = { pageNumber: 1, ...(hasFixedSize ? { pageSize: PAGE_SIZE_FIXED } : {}) };
	const { session } = prepareItem({ ...READ, qs }, [], { route: { service } });
	const { page } = await pagination(createRequest({ ...session, limit }), async ({ options }) =>
		toResult(pages[Number(options.qs?.pageNumber) - 1] ?? { messages: [] }),
	);
	return { asked, ids: page!.items.map(({ json }) => json.id) };
}

describe('reading as many items as are wanted', () => {
	test('asks for no more than are wanted, a hundred at most', async () => {
		expect((await read([{ messages: some(1, 5) }], 5)).asked).toEqual([{ number: 1, size: 5 }]);
		expect((await read([], 500)).asked).toEqual([{ number: 1, size: 100 }]);
		expect((await read([], 5, true)).asked).toEqual([{ number: 1, size: 100 }]);
	});

	test('cuts what is too much', async () => {
		expect((await read([{ messages: some(1, 5) }], 2)).ids).toEqual(['1', '2']);
	});

	test('reads on after a short page, until one brings nothing', async () => {
		const { asked, ids } = await read([{ messages: some(1, 2) }, { messages: some(3, 1) }], 9);
		expect(ids).toEqual(['1', '2', '3']);
		expect(asked.map(({ number }) => number)).toEqual([1, 2, 3]);
	});

	test('ends with a page that brings nothing new', async () => {
		const { asked, ids } = await read([{ messages: some(1, 2) }, { messages: some(1, 2) }], 9);
		expect(ids).toEqual(['1', '2']);
		expect(asked).toHaveLength(2);
	});

	test('takes a record once that moved to the next page', async () => {
		const pages = [{ messages: some(1, 2) }, { messages: some(2, 2) }];
		expect((await read(pages, 9)).ids).toEqual(['1', '2', '3']);
	});

	test('ends when all that there are were read', async () => {
		const pages = [
			{ messages: some(1, 2), total: 4 },
			{ messages: some(3, 2), total: 4 },
		];
		expect((await read(pages, 9)).asked).toHaveLength(2);
	});

	test('ends where the page says so, and hands on the cursor where it does not', async () => {
		const paging = { next: 'https://graph.example.com', cursors: { after: 'c1' } };
		const { asked } = await read([{ data: some(1, 1), paging }, { data: some(2, 1) }], 9);
		expect(asked.map(({ cursor }) => cursor)).toEqual([undefined, 'c1']);
	});

	test('takes records without an ID as they come', async () => {
		const messages = [{ text: 'a' }, { text: 'b' }];
		expect((await read([{ messages }, { messages: [] }], 9)).ids).toEqual([undefined, undefined]);
	});
});

test('a list that comes at once is cut to what is wanted', async () => {
	const { session } = prepareItem(READ, []);
	const whole = toResult({ messages: some(1, 3) });
	const read = async (limit: number) =>
		await pagination(createRequest({ ...session, limit }), async () => whole);
	expect((await read(2)).page!.items).toEqual(whole.page!.items.slice(0, 2));
	expect(await read(3)).toBe(whole);
});

test('ends with the first page that failed', async () => {
	const { session } = prepareItem({ ...READ, qs: { pageNumber: 1 } }, []);
	const failed = { failure: new Error('No') } as never as SendResult;
	const results = [toResult({ messages: some(1, 2) }), failed];
	const ended = await pagination(createRequest(session), async () => results.shift()!);
	expect(ended).toBe(failed);
});
