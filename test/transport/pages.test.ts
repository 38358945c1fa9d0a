import type { IDataObject } from 'n8n-workflow';

import { readAllPages } from '../../nodes/shared/http/all-pages';
import { readPages } from '../../nodes/shared/http/pagination';
import type { PagePlace } from '../../nodes/shared/http/service';

const record = (id: number) => ({ id: String(id) });
const some = (from: number, count: number) =>
	Array.from({ length: count }, (_, place) => record(from + place));

/** A server with these pages; it writes down what it was asked for. */
function server(...pages: IDataObject[]) {
	const asked: PagePlace[] = [];
	const answer = (place: PagePlace) => {
		asked.push(place);
		return pages[place.number - 1] ?? { messages: [] };
	};
	return { asked, answer };
}

async function read(pages: IDataObject[], wanted: number, fixedSize = false) {
	const { asked, answer } = server(...pages);
	const items = await readPages(
		async (place) => {
			const body = answer(place);
			const json = (body.messages ?? body.data) as IDataObject[];
			return {
				answer: { statusCode: 200, headers: {}, body },
				items: json.map((one) => ({ json: one })),
			};
		},
		wanted,
		fixedSize,
	);
	return { asked, ids: items.map(({ json }) => json.id) };
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

describe('reading all', () => {
	const all = async (...pages: IDataObject[]) => {
		const { asked, answer } = server(...pages);
		return { records: await readAllPages(async (place) => answer(place)), asked };
	};

	test('ends with an empty page', async () => {
		const { records, asked } = await all({ messages: some(1, 2) }, { messages: some(3, 1) });
		expect(records).toEqual(some(1, 3));
		expect(asked).toEqual([1, 2, 3].map((number) => ({ number, size: 100 })));
	});

	test('ends when there are as many as the total', async () => {
		const page = { messages: some(1, 2), total: 2 };
		expect((await all(page, page)).asked).toHaveLength(1);
		expect((await all({ ...page, total: 3 }, page)).asked).toHaveLength(2);
	});

	test('follows the cursor until the last page', async () => {
		const paging = { next: 'https://graph.example.com', cursors: { after: 'c1' } };
		const { asked } = await all({ data: some(1, 1), paging }, { data: some(2, 1) });
		expect(asked.map(({ cursor }) => cursor)).toEqual([undefined, 'c1']);
	});

	test('ends after twenty pages', async () => {
		const pages = Array.from({ length: 30 }, (_, place) => ({ messages: some(place, 1) }));
		expect((await all(...pages)).asked).toHaveLength(20);
	});
});
