import type { SandboxOptions } from '../../sandbox';
import { runNode } from '../harness';
import { Bench, operation, shown } from './setup';

/**
 * getContacts allows ten calls in ten seconds for an account, so each test has an account of its own:
 * on the direct route that is an address.
 */
let bench: Bench;

async function open(options: SandboxOptions): Promise<void> {
	bench = new Bench();
	await bench.open({ seed: 'empty', ...options });
}

afterEach(async () => expect(await bench.close()).toEqual([]));

const ENDPOINT = 'GET /api/v1/getContacts';

const getAll = async (more: object) =>
	await bench.run({
		parameters: operation('contact', 'getAll', { authentication: 'watiApi', ...more }),
	});

const names = (count: number) =>
	Array.from({ length: count }, (_, place) => `Customer ${place + 1}`);
const pages = () => bench.received().map(({ query }) => [query.pageNumber, query.pageSize]);

test.each(['={{ "all" }}', '={{ [] }}', '={{ {} }}', '={{ $json.missing }}', -1, 0])(
	'a Limit of %s is named instead of bringing nothing',
	async (limit) => {
		await open({ contacts: 3 });
		expect(shown(await getAll({ limit }))).toMatchObject({
			code: 'input-invalid',
			message: "The field 'Limit' contains no number from 1 up",
			itemIndex: 0,
		});
		expect(bench.requests).toEqual([]);
	},
);

test.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
	'a Limit that is no number fails its own item alone, with %s',
	async (onError) => {
		await open({ contacts: 3 });
		const parameters = operation('contact', 'getAll', { limit: '={{ $json.limit }}' });
		const items = [{ limit: 1 }, { limit: 'all' }, { limit: 2 }];
		const result = await bench.run({ parameters, items, onError });
		const [failed, ...others] =
			onError === 'continueErrorOutput'
				? result.errorItems
				: result.items.filter(({ json }) => json.error !== undefined);
		expect([failed, others]).toMatchObject([
			{ pairedItem: { item: 1 }, json: { error: expect.stringContaining('Limit') } },
			[],
		]);
		const read = result.items.filter(({ json }) => json.name !== undefined);
		expect(read.map(({ pairedItem }) => pairedItem)).toEqual([0, 2, 2].map((item) => ({ item })));
	},
);

test.each([
	[0, 1],
	[99, 1],
	[100, 1],
	[101, 2],
	[250, 3],
])('Return All over %i contacts takes %i calls', async (contacts, calls) => {
	await open({ contacts });
	const { items, error } = await getAll({ returnAll: true });
	expect(error).toBeUndefined();
	expect(items.map(({ json }) => json.name)).toEqual(names(contacts));
	expect(items.every(({ pairedItem }) => JSON.stringify(pairedItem) === '{"item":0}')).toBe(true);
	expect(pages()).toEqual(Array.from({ length: calls }, (_, place) => [String(place + 1), '100']));
});

test.each([
	[99, [['1', '99']]],
	[100, [['1', '100']]],
	[
		101,
		[
			['1', '100'],
			['2', '100'],
		],
	],
])('a limit of %i asks for no more than it needs', async (limit, calls) => {
	await open({ contacts: 250 });
	const { items } = await getAll({ limit });
	expect(items.map(({ json }) => json.name)).toEqual(names(limit));
	expect(pages()).toEqual(calls);
});

test('a limit above what there is', async () => {
	await open({ contacts: 7 });
	const { items } = await getAll({ limit: 50 });
	expect(items).toHaveLength(7);
	expect(pages()).toEqual([['1', '50']]);
});

test('a server that caps the page size is read to its end', async () => {
	await open({ contacts: 130, maxPageSize: 40 });
	const { items } = await getAll({ returnAll: true });
	expect(items.map(({ json }) => json.name)).toEqual(names(130));
	expect(pages()).toHaveLength(4);
});

test('a server that says nothing about its pages is read until one is empty', async () => {
	await open({ contacts: 200, nextPageLink: false });
	const { items } = await getAll({ returnAll: true });
	expect(items.map(({ json }) => json.name)).toEqual(names(200));
	expect(pages().map(([pageNumber]) => pageNumber)).toEqual(['1', '2', '3']);
});

test('a server that repeats its last page for ever is not read for ever', async () => {
	await open({});
	const contact_list = [{ id: 'a', fullName: 'A' }];
	bench.sandbox.addFault({ endpoint: ENDPOINT, kind: 'answer', times: 0, body: { contact_list } });
	const { items } = await getAll({ returnAll: true });
	expect(items.map(({ json }) => json.name)).toEqual(['A']);
	expect(pages()).toHaveLength(2);
});

test('a record that moves to the next page meanwhile comes once', async () => {
	await open({});
	const page = (ids: string[], pageNumber: number) => ({
		result: 'success',
		contact_list: ids.map((id) => ({ id, fullName: id })),
		link: { nextPage: pageNumber < 3 ? 'more' : null, pageNumber, pageSize: 2 },
	});
	[page(['a', 'b'], 1), page(['b', 'c'], 2), page(['c', 'd'], 3)].forEach((body, after) =>
		bench.sandbox.addFault({ endpoint: ENDPOINT, kind: 'answer', body, after }),
	);
	const { items } = await getAll({ returnAll: true });
	expect(items.map(({ json }) => json.name)).toEqual(['a', 'b', 'c', 'd']);
});

test('an error on a later page is the error of the item', async () => {
	await open({ contacts: 250 });
	bench.sandbox.addFault({ endpoint: ENDPOINT, kind: 'status', status: 500, after: 2 });
	const { items, error } = await getAll({ returnAll: true });
	expect(items).toEqual([]);
	expect(error).toMatchObject({ httpCode: '500', context: { code: 'service-unavailable' } });
});

test('each item is paged for itself', async () => {
	await open({ contacts: 150 });
	const { items } = await runNode({
		parameters: operation('contact', 'getAll', {
			authentication: 'watiApi',
			returnAll: true,
			filters: {
				attributes: {
					attribute: [{ name: 'member', operator: 'equals', value: '={{ $json.member }}' }],
				},
			},
		}),
		items: [{ member: 'VIP' }, { member: 'basic' }],
		credentials: bench.wati(),
	});
	const linked = [0, 1].map((item) =>
		items.filter(({ pairedItem }) => JSON.stringify(pairedItem) === `{"item":${item}}`),
	);
	expect(linked.map(({ length }) => length)).toEqual([50, 100]);
	expect(new Set(items.map(({ json }) => json.id)).size).toBe(150);
});
