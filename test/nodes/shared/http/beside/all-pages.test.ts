import type { IDataObject } from 'n8n-workflow';

import { readAllPages } from '../../../../../nodes/shared/http/beside/all-pages';
import type { PageCursor } from '../../../../../nodes/shared/http/service';

const record = (id: number) => ({ id: String(id) });
const some = (from: number, count: number) =>
	Array.from({ length: count }, (_, place) => record(from + place));

/** A server with these pages; it writes down what it was asked for. */
function server(...pages: IDataObject[]) {
	const asked: PageCursor[] = [];
	const answer = (place: PageCursor) => {
		asked.push(place);
		return pages[place.number - 1] ?? { messages: [] };
	};
	return { asked, answer };
}

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

	test('ends after two hundred pages', async () => {
		const pages = Array.from({ length: 210 }, (_, place) => ({ messages: some(place, 1) }));
		expect((await all(...pages)).asked).toHaveLength(200);
	});
});
