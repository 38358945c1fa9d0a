import type { INodeParameters } from 'n8n-workflow';

import { listSearch } from '../../harness';
import {
	ADA,
	BEN,
	byId,
	direct,
	expectedV3,
	FATIMA,
	named,
	number,
	shown,
	useBench,
} from '../setup';

const bench = useBench();

const LIST = 'GET /api/ext/v3/broadcasts';
const NOBODY = '66f0aa0000000000000000ff';

/** Has messages to somebody fail. */
function refuseAt(whatsappNumber: string): void {
	const failure = { code: '131049', detail: 'Not delivered' };
	bench.sandbox.customersAct({ whatsappNumber, phone: { failure } });
}

/** Sends templates under a name, so that there is a campaign, and gives its ID. */
async function campaignOf(name: string, ...numbers: string[]): Promise<string> {
	for (const to of numbers) {
		await bench.run({
			parameters: direct('template', 'send', {
				whatsappNumber: number(to),
				template: named('welcome'),
				options: { broadcastName: name },
			}),
		});
	}
	const { items } = await bench.run({ parameters: direct('campaign', 'getAll') });
	bench.sandbox.deliverWith({ deliveredAfterMs: 0, readAfterMs: 60_000 });
	bench.requests.length = 0;
	return String(items.find(({ json }) => json.name === name)!.json.id);
}

describe('Get Many', () => {
	const getAll = (more: INodeParameters = {}) => direct('campaign', 'getAll', more);

	test('lists the campaigns of the default channel', async () => {
		const id = await campaignOf('Welcome', ADA);
		const { items } = await bench.run({ parameters: getAll({ limit: 5 }) });
		expect(bench.received()).toEqual([
			expectedV3('GET', '/broadcasts', { query: { page_number: '1', page_size: '5' } }),
		]);
		expect(items).toMatchObject([
			{ json: { id, name: 'Welcome', status: 'completed' }, pairedItem: { item: 0 } },
		]);
		expect(Object.keys(items[0]!.json)).toEqual([
			...['id', 'name', 'status', 'templateId', 'channelId', 'scheduledAt', 'created'],
			'lastUpdated',
		]);
	});

	test('asks for another channel, and shows all fields', async () => {
		await campaignOf('Welcome', ADA);
		const filters = { channel: named('14155550100') };
		const { items } = await bench.run({ parameters: getAll({ filters, simplify: false }) });
		expect(bench.received()[0]?.query).toMatchObject({ channel: '14155550100' });
		expect(items[0]?.json).toMatchObject({ name: 'Welcome', fallback_templates: [] });
	});

	test('reads page after page', async () => {
		const total = 102;
		const broadcasts = Array.from({ length: total }, (_, place) => ({ id: `id-${place}` }));
		for (const [page, start] of [0, 100].entries()) {
			const body = { broadcasts: broadcasts.slice(start, start + 100), page_size: 100, total };
			bench.sandbox.addFault({ endpoint: LIST, kind: 'answer', body, after: page });
		}
		const { items } = await bench.run({ parameters: getAll({ returnAll: true }) });
		expect(items).toHaveLength(total);
		expect(bench.received().map(({ query }) => query)).toEqual([
			{ page_number: '1', page_size: '100' },
			{ page_number: '2', page_size: '100' },
		]);
	});

	test('passes on the words about an unknown channel', async () => {
		const filters = { channel: named('Default') };
		const result = await bench.run({ parameters: getAll({ filters }) });
		expect(shown(result)).toMatchObject({ words: 'Channel not found', httpCode: '400' });
	});
});

describe('Get', () => {
	const get = (campaignId: string, more = {}) =>
		direct('campaign', 'get', { campaignId: byId(campaignId), ...more });

	test('shows the counters beside the other fields', async () => {
		refuseAt(FATIMA);
		const id = await campaignOf('Welcome', ADA, BEN, FATIMA);
		const { items } = await bench.run({ parameters: get(id) });
		expect(bench.received()).toEqual([expectedV3('GET', `/broadcasts/${id}`)]);
		expect(items).toMatchObject([
			{
				json: {
					id,
					name: 'Welcome',
					totalRecipients: 3,
					totalDelivered: 2,
					totalRead: 0,
					totalFailed: 1,
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	test.each([
		['nested', { statistics: { total_sent: 4 } }],
		['beside the rest', { total_sent: 4 }],
		['in an envelope', { broadcast: { id: 'a', name: 'B', statistics: { total_sent: 4 } } }],
	])('reads counters %s', async (_what, body) => {
		const endpoint = 'GET /api/ext/v3/broadcasts/{id}';
		bench.sandbox.addFault({ endpoint, kind: 'answer', body: { id: 'a', name: 'B', ...body } });
		const { items } = await bench.run({ parameters: get('a') });
		expect(items[0]?.json).toEqual({ id: 'a', name: 'B', totalSent: 4 });
	});

	test('keeps the form of WATI when it is not simplified', async () => {
		const id = await campaignOf('Welcome', ADA);
		const { items } = await bench.run({ parameters: get(id, { simplify: false }) });
		expect(items[0]?.json).toMatchObject({ id, statistics: { total_recipients: 1 } });
	});

	test('tells a campaign that is not there, item by item', async () => {
		const id = await campaignOf('Welcome', ADA);
		const { items } = await bench.run({
			parameters: get('={{ $json.id }}'),
			items: [{ id }, { id: NOBODY }, { id: '' }],
			onError: 'continueRegularOutput',
		});
		expect(items.map(({ json }) => json.name ?? json.error)).toEqual([
			'Welcome',
			'The record or address was not found',
			"The field 'Campaign' is empty",
		]);
		expect(items[2]?.json).toMatchObject({
			message: 'Choose from the list or enter an ID. [Item 2]',
			details: { code: 'input-invalid' },
		});
		expect(bench.requests).toHaveLength(2);
	});
});

describe('Get Recipients', () => {
	const recipients = (campaignId: string, more = {}) =>
		direct('campaign', 'getRecipients', { campaignId: byId(campaignId), ...more });

	test('tells what became of each', async () => {
		refuseAt(FATIMA);
		const id = await campaignOf('Welcome', ADA, FATIMA);
		const { items } = await bench.run({ parameters: recipients(id, { returnAll: true }) });
		expect(bench.received()).toEqual([
			expectedV3('GET', `/broadcasts/${id}/recipients`, {
				query: { page_number: '1', page_size: '100' },
			}),
		]);
		expect(items.map(({ json }) => [json.whatsappNumber, json.status, json.failedCode])).toEqual([
			[ADA, 'delivered', null],
			[FATIMA, 'failed', '131049'],
		]);
	});

	test('gives numbers as digits, and everything when it is not simplified', async () => {
		const endpoint = 'GET /api/ext/v3/broadcasts/{id}/recipients';
		const body = { recipients: [{ id: 'r', contact_phone: `+${ADA}`, status: 'processing' }] };
		bench.sandbox.addFault({ endpoint, kind: 'answer', body, times: 2 });
		const read = async (simplify: boolean) =>
			(await bench.run({ parameters: recipients('a', { simplify, limit: 1 }) })).items[0]?.json;
		expect(await read(true)).toEqual({ whatsappNumber: ADA, status: 'processing' });
		expect(await read(false)).toEqual(body.recipients[0]);
	});
});

describe('Get Overview', () => {
	const overview = (more: INodeParameters = {}) =>
		direct('campaign', 'getOverview', {
			periodFrom: '2026-03-01T00:00:00',
			periodTo: '2026-03-31T23:59:59',
			...more,
		});

	test.each([
		['UTC', '2026-03-01T00:00:00Z', '2026-03-31T23:59:59Z'],
		['Europe/Berlin', '2026-02-28T23:00:00Z', '2026-03-31T21:59:59Z'],
	])('takes the time zone of the workflow: %s', async (timezone, from, to) => {
		const filters = { name: 'spring', channel: named('Support') };
		const { items } = await bench.run({
			parameters: overview({ filters }),
			workflowSettings: { timezone },
		});
		expect(bench.received()).toEqual([
			expectedV3('GET', '/broadcasts/overview', {
				query: { date_from: from, date_to: to, channel: 'Support', search_string: 'spring' },
			}),
		]);
		expect(items).toMatchObject([{ json: { total_sent: 0, total_open: 0 } }]);
	});

	test.each([
		[{ periodFrom: '={{ $json.none }}' }, "The field 'From' is empty"],
		[{ periodTo: 'soon' }, "The field 'To' contains no date: soon"],
		[{ periodFrom: '2026-04-01T00:00:00' }, "The field 'From' is later than the field 'To'"],
	])('is refused before the network: %j', async (wrong, message) => {
		const result = await bench.run({ parameters: overview(wrong) });
		expect(shown(result)).toMatchObject({
			message,
			description: expect.stringContaining('[Item 0]'),
			code: 'input-invalid',
		});
		expect(bench.requests).toEqual([]);
	});
});

test('Account: Get Credits tells what campaigns can be paid from', async () => {
	const { items } = await bench.run({ parameters: direct('account', 'getCredits') });
	expect(bench.received()).toEqual([expectedV3('GET', '/account/credits')]);
	expect(items).toMatchObject([
		{ json: { credit: 42.5, currency: 'USD' }, pairedItem: { item: 0 } },
	]);
});

test('campaigns are picked by name, with their status and day', async () => {
	const id = await campaignOf('Welcome', ADA);
	await campaignOf('Other', ADA);
	const options = bench.asks({ authentication: 'watiApi' }, { filter: 'welc' });
	const { results } = await listSearch('searchCampaigns', options);
	const day = new Date().toISOString().slice(0, 10);
	expect(results).toEqual([{ name: `Welcome (completed, ${day})`, value: id }]);
});
