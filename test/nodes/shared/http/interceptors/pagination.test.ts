import type { IDataObject } from 'n8n-workflow';

import {
	PAGE_SIZE_FIXED,
	pagination,
} from '../../../../../nodes/shared/http/interceptors/pagination';
import { recordItems } from '../../../../../nodes/shared/http/answers/record-items';
import { readAllPages } from '../../../../../nodes/shared/http/beside/all-pages';
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
		items: recordItems(body, (one) => one),
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
	Object.assign(session.context, { logger: { warn: () => undefined } });
	const { page } = await pagination(createRequest({ ...session, limit }), async ({ options }) =>
		toResult(pages[Number(options.qs?.pageNumber) - 1] ?? { messages: [] }),
	);
	const jsons = page!.items.map(({ json }) => json);
	const told = session.usage.list === undefined ? [] : [session.usage.list];
	return { asked, told, ids: jsons.map(({ id }) => id), texts: jsons.map(({ text }) => text) };
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

	test('takes items that show nothing of their record as they come', async () => {
		const { session } = prepareItem({ ...READ, qs: { pageNumber: 1 } }, []);
		const { page } = await pagination(createRequest(session), async () => ({
			page: {
				answer: { statusCode: 200, headers: {}, body: { messages: [], total: 0 } },
				items: [{ json: { text: 'a' } }, { json: { text: 'a' } }],
			},
		}));
		expect(page!.items).toHaveLength(2);
	});

	test('takes what cannot be told apart as often as one page has it, and once from all pages', async () => {
		const [a, b] = [{ id: null, text: 'a' }, { text: 'b' }];
		const pages = [{ messages: [a, a, b] }, { messages: [a, b, record(1)] }, { messages: [] }];
		expect((await read(pages, 9)).texts).toEqual(['a', 'a', 'b', undefined]);
	});
});

describe('a server that says what is not so', () => {
	const next = 'https://wati.example.com/next';

	test.each<[string, IDataObject[], number, string | undefined]>([
		[
			'of too small a total',
			[
				{ messages: some(1, 100), total: 0 },
				{ messages: some(101, 3), total: 0 },
			],
			103,
			'The server announced 0 records and sent 103 different ones',
		],
		[
			'of a total of the page, with a next page',
			[
				{ messages: some(1, 100), link: { total: 100, nextPage: next } },
				{ messages: some(101, 3), link: { total: 3, nextPage: null } },
			],
			103,
			'The server announced 3 records and sent 103 different ones',
		],
		[
			'of too large a total',
			[{ messages: some(1, 3), link: { total: 9, nextPage: null } }],
			3,
			'The server announced 9 records and sent 3 different ones',
		],
		[
			'of the end too early',
			[
				{ messages: some(1, 2), link: { total: 4, nextPage: null } },
				{ messages: some(3, 2), link: { total: 4, nextPage: null } },
			],
			4,
			undefined,
		],
		[
			'of pages, and answers each with the first',
			Array(50).fill({ messages: some(1, 2), link: { total: 8, nextPage: next } }) as IDataObject[],
			2,
			'The server announced 8 records and sent 2 different ones',
		],
		[
			'of an order, and changes it between pages',
			[
				{ messages: some(1, 2), total: 4 },
				{ messages: some(2, 2), total: 4 },
				{ messages: some(4, 1), total: 4 },
			],
			4,
			undefined,
		],
	])('%s is read to the end, and named', async (_what, pages, count, mismatch) => {
		const { ids, told } = await read(pages, Infinity);
		expect(new Set(ids).size).toBe(count);
		expect(ids).toHaveLength(count);
		expect(told).toEqual(mismatch === undefined ? [] : [mismatch]);
		const all = await readAllPages(async ({ number }) => pages[number - 1] ?? { messages: [] });
		expect(all).toHaveLength(count);
	});

	test('of a cursor, and gives the same again, ends', async () => {
		const paging = { next, cursors: { after: 'c1' } };
		const page = (from: number) => ({ data: some(from, 1), paging });
		expect((await read([page(1), page(2), page(3)], 9)).ids).toEqual(['1', '2']);
	});

	test('of no end at all is cut', async () => {
		let calls = 0;
		const all = await readAllPages(async () => ({ messages: [record(++calls)] }));
		expect(all).toHaveLength(200);
	});

	test('and sends more records at once than a call takes arguments fills no stack', async () => {
		const messages = some(1, 150_000);
		const body = { messages };
		expect((await read([body], 3)).ids).toEqual(['1', '2', '3']);
		expect(await readAllPages(async ({ number }) => (number === 1 ? body : {}))).toHaveLength(
			150_000,
		);
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
