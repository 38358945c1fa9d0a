import { operation, useBench } from '../wati/setup';

const bench = useBench({ contacts: 2_345 });

const GET_CONTACTS = 'GET /api/v1/getContacts';

test('2,345 contacts come once each, linked to their input item', async () => {
	const { items, error } = await bench.run({
		parameters: operation('contact', 'getAll', { returnAll: true }),
	});
	expect(error).toBeUndefined();
	expect(items).toHaveLength(2_345);
	expect(new Set(items.map(({ json }) => json.id)).size).toBe(2_345);
	expect(items.every(({ pairedItem }) => JSON.stringify(pairedItem) === '{"item":0}')).toBe(true);
	expect(bench.count(GET_CONTACTS)).toBe(24);
}, 90_000);

test.each([
	[1, 1, '1'],
	[100, 1, '100'],
	[101, 2, '100'],
])(
	'a limit of %i takes %i calls',
	async (limit, calls, pageSize) => {
		const { items } = await bench.run({ parameters: operation('contact', 'getAll', { limit }) });
		expect(items).toHaveLength(limit);
		expect(bench.received().map(({ query }) => query.pageSize)).toEqual(
			Array(calls).fill(pageSize),
		);
	},
	30_000,
);
