import { setTimeout as sleep } from 'node:timers/promises';

import type { INodeParameters } from 'n8n-workflow';

import { listSearch, loadOptions, resourceMapping, type ListSearchOptions } from '../harness';
import { ADA, byId, named, operation, textTo, useBench, windowOf } from './setup';

const bench = useBench();

const CONTACTS = 'GET /api/v1/getContacts';
const TEMPLATES = 'GET /api/v1/getMessageTemplates';
const CONNECTIONS = 'GET /connections';

const APPROVED = [
	'order_update',
	'appointment_reminder',
	'new_collection',
	'parcel_tracking',
	'ticket_link',
	'welcome',
];

/** getContacts allows ten calls in ten seconds, so these tests share them between both routes. */
const direct = { authentication: 'watiApi' };

describe('searchContacts', () => {
	test('lists names with numbers, a page at a time', async () => {
		bench.sandbox.reset({ contacts: 60 });
		const first = await listSearch('searchContacts', bench.asks());
		expect(first.results).toHaveLength(50);
		expect(first.results[0]).toEqual({
			name: 'Ada Lindqvist (14155550101)',
			value: '14155550101',
		});
		expect(first.paginationToken).toBe('2');
		const second = await listSearch(
			'searchContacts',
			bench.asks({}, { paginationToken: first.paginationToken as string }),
		);
		expect(second.results).toHaveLength(10);
		expect(second.paginationToken).toBeUndefined();
		expect(bench.received().map(({ query }) => query)).toEqual([
			{ pageSize: '50', pageNumber: '1' },
			{ pageSize: '50', pageNumber: '2' },
		]);
	});

	test('filters by name in WATI', async () => {
		const { results } = await listSearch('searchContacts', bench.asks(direct, { filter: 'ada' }));
		expect(results.map(({ value }) => value)).toEqual(['14155550101']);
		expect(bench.received()).toMatchObject([
			{ call: 'GET /123456/api/v1/getContacts', query: { name: 'ada' }, connection: undefined },
		]);
	});

	test('asks the connection that is chosen in the node', async () => {
		const connection = byId(bench.sandbox.secondConnectionId);
		const { results } = await listSearch('searchContacts', bench.asks({ options: { connection } }));
		expect(results.map(({ name }) => name)).toEqual(['Second Account (14155550301)']);
		expect(bench.received()[0]?.connection).toBe(connection.value);
	});
});

describe('templates', () => {
	test('searchTemplates lists the approved ones with language and status', async () => {
		const { results } = await listSearch('searchTemplates', bench.asks());
		expect(results.map(({ value }) => value)).toEqual(APPROVED);
		expect(results[0]).toMatchObject({
			name: 'order_update (en, utility)',
			description: 'Hi {{name}}, order {{ordernumber}} shipped.',
		});
	});

	test('searchTemplates filters by name and text over all pages', async () => {
		bench.sandbox.reset({ maxPageSize: 2 });
		const search = async (filter: string) => {
			const { results } = await listSearch('searchTemplates', bench.asks({}, { filter }));
			return results.map(({ value }) => value);
		};
		expect(await search('TRACKING')).toEqual(['parcel_tracking']);
		expect(await search('appointment is on')).toEqual(['appointment_reminder']);
		expect(await search('spring')).toEqual([]);
	});

	test('getTemplateNames is the plain list', async () => {
		expect(await loadOptions('getTemplateNames', bench.asks())).toEqual(
			[...APPROVED].sort().map((name) => ({ name, value: name })),
		);
	});
});

describe('templateVariables', () => {
	const fieldsOf = async (template: string, more: INodeParameters = {}) =>
		await resourceMapping(
			'templateVariables',
			bench.asks(operation('template', 'send', { template: named(template), ...more })),
		);
	const labels = async (template: string) =>
		(await fieldsOf(template)).fields.map(({ id, displayName }) => [id, displayName]);

	test('are fields with example values, which the run needs', async () => {
		const { fields } = await fieldsOf('order_update');
		expect(fields).toMatchObject([
			{
				id: 'name',
				displayName: 'name, e.g. John *',
				type: 'string',
				required: false,
				display: true,
			},
			{ id: 'ordernumber', displayName: 'ordernumber, e.g. A1 *', required: false },
		]);
	});

	test('hold the medium of a header', async () => {
		expect(await labels('new_collection')).toEqual([
			['name', 'name, e.g. John *'],
			['product_image', 'product_image (image) *'],
		]);
	});

	test('hold the end of a link, but not what is fixed', async () => {
		expect(await labels('parcel_tracking')).toEqual([
			['name', 'name, e.g. John *'],
			['ordernumber', 'ordernumber, e.g. A1 *'],
			['trackingcode', 'trackingcode (link) *'],
		]);
	});

	test('say where the text and a link share a name', async () => {
		const [[id, label] = [], ...more] = await labels('ticket_link');
		expect(more).toEqual([]);
		expect(id).toBe('1');
		expect(label).toBe('1 (text, link) *');
	});

	test('of no template are none, and the form does not say that it has none', async () => {
		expect(await fieldsOf('no_such')).toEqual({
			fields: [],
			emptyFieldsNotice: 'The variables of an approved template appear here.',
		});
	});

	test('of a template without any are none, and the form says so', async () => {
		expect(await fieldsOf('welcome')).toEqual({
			fields: [],
			emptyFieldsNotice: 'This template has no variables, so leave Additional Parameters empty.',
		});
	});

	test('ask nothing before a template is chosen', async () => {
		expect((await fieldsOf('')).fields).toEqual([]);
		expect(bench.requests).toEqual([]);
	});
});

describe('templateText', () => {
	const textOf = async (template: string, name = 'send', recipientsFrom = 'items') =>
		(
			await resourceMapping(
				'templateText',
				bench.asks(operation('template', name, { template: named(template), recipientsFrom })),
			)
		).emptyFieldsNotice;

	test.each([
		[
			'new_collection',
			"<b>[image]</b><br>Hi {{name}}, our new collection is here.<br><i>Reply STOP to opt out</i><br><br>Leave all fields empty to use these fields of the input: 'name', 'product_image'.",
		],
		[
			'parcel_tracking',
			"Hi {{name}}, follow order {{ordernumber}} here.<br>▸ Track → https://shop.example.com/track/{{trackingcode}}<br>▸ Call us → +14155550100<br><br>Leave all fields empty to use these fields of the input: 'name', 'ordernumber', 'trackingcode'.",
		],
		['no_such', "WATI has no template named 'no_such'. Choose one from the list."],
	])('of %s is what a customer reads', async (template, text) => {
		expect(await textOf(template)).toBe(text);
	});

	test('says where the values come from that the form has no fields for', async () => {
		expect(await textOf('order_update', 'sendViaCsv')).toMatch(
			/<br>Columns of the file: 'Phone', 'name', 'ordernumber'\.$/,
		);
		expect(await textOf('order_update', 'sendToMany')).toMatch(/<br>Leave all fields empty/);
		expect(await textOf('order_update', 'sendToMany', 'json')).toMatch(
			/<br>Each recipient needs: 'name', 'ordernumber'\.$/,
		);
	});

	test('is read together with the variables', async () => {
		await sleep(5_000);
		const asked = bench.asks(operation('template', 'send', { template: named('order_update') }));
		await resourceMapping('templateText', asked);
		const once = bench.count(TEMPLATES);
		await resourceMapping('templateVariables', asked);
		expect(bench.count(TEMPLATES)).toBe(once);
	});
});

describe('getWindowTemplateVariables', () => {
	const namesFor = async (template: string) =>
		await loadOptions(
			'getWindowTemplateVariables',
			bench.asks({ ...textTo(ADA), options: windowOf('template', { template: named(template) }) }),
		);

	test('lists the variables of the template for a closed window', async () => {
		expect(await namesFor('order_update')).toEqual([
			{ name: 'name, e.g. John', value: 'name' },
			{ name: 'ordernumber, e.g. A1', value: 'ordernumber' },
		]);
	});

	test('says where there is no such template', async () => {
		await expect(namesFor('no_such')).rejects.toThrow("WATI has no template named 'no_such'");
	});
});

test('contactAttributes are those that contacts have, without their echoes', async () => {
	const { fields } = await resourceMapping('contactAttributes', bench.asks(direct));
	expect(fields.map(({ id }) => id)).toEqual(['city', 'member', 'orders']);
	expect(fields.every(({ required }) => !required)).toBe(true);
});

test('contactAttributes says in an empty form why it has no fields', async () => {
	bench.sandbox.addFault({
		endpoint: CONTACTS,
		kind: 'status',
		status: 401,
		body: { error: 'No <token>' },
	});
	expect(await resourceMapping('contactAttributes', bench.asks(direct))).toEqual({
		fields: [],
		emptyFieldsNotice: expect.stringMatching(
			/^The credential was not accepted: No &lt;token&gt;\. Open the credential/,
		) as string,
	});
});

describe('connections', () => {
	test('searchConnections lists the active ones', async () => {
		const { connectionId, secondConnectionId } = bench.sandbox;
		const { results } = await listSearch('searchConnections', bench.asks());
		expect(results).toEqual([
			{ name: `${connectionId} (active, created 2026-01-08)`, value: connectionId },
			{ name: `${secondConnectionId} (active, created 2026-04-02)`, value: secondConnectionId },
		]);
		expect(bench.received()).toMatchObject([
			{ call: 'GET /connections', query: { app: 'wati', status: 'ACTIVE' } },
		]);
		const found = await listSearch('searchConnections', bench.asks({}, { filter: '2026-04' }));
		expect(found.results.map(({ value }) => value)).toEqual([secondConnectionId]);
	});

	test('searchAllConnections lists them in any status', async () => {
		const { results } = await listSearch('searchAllConnections', bench.asks());
		expect(results.map(({ name }) => /\((\w+)/.exec(name)?.[1])).toEqual([
			'active',
			'active',
			'pending',
			'failed',
		]);
	});
});

type Load = (options: ListSearchOptions) => Promise<unknown>;

const LOADERS: Array<[name: string, endpoint: string, load: Load]> = [
	...['searchConnections', 'searchAllConnections'].map((name): [string, string, Load] => [
		name,
		CONNECTIONS,
		async (options) => await listSearch(name, options),
	]),
	['searchContacts', CONTACTS, async (options) => await listSearch('searchContacts', options)],
	['searchTemplates', TEMPLATES, async (options) => await listSearch('searchTemplates', options)],
	[
		'getTemplateNames',
		TEMPLATES,
		async (options) => await loadOptions('getTemplateNames', options),
	],
	[
		'contactAttributes',
		CONTACTS,
		async (options) => await resourceMapping('contactAttributes', options),
	],
	[
		'templateVariables',
		TEMPLATES,
		async (options) => await resourceMapping('templateVariables', options),
	],
];

describe.each(LOADERS)('%s shows the reason of a failure', (name, endpoint, load) => {
	// What forms were made of counts for a moment.
	beforeEach(async () => await sleep(5_000));

	// Maton's own list has one route only; the others take turns so that no limit is reached.
	const route = name === 'contactAttributes' ? direct : {};
	const schema = [{ id: 'city', displayName: 'city', required: false, display: true }];
	const attributes = { mappingMode: 'defineBelow', value: null, schema };
	const parameters =
		name === 'contactAttributes'
			? operation('contact', 'upsert', { ...route, attributes })
			: operation('template', 'send', { ...route, template: named('order_update') });

	test.each([
		[
			'401',
			{ status: 401, body: { error: 'Invalid API key' } },
			'The credential was not accepted: Invalid API key',
			'401',
		],
		[
			'400',
			{ status: 400, body: { error: 'No active connection' } },
			expect.stringMatching(/: No active connection$/) as string,
			'400',
		],
		['500', { status: 500, body: '' }, 'The service did not answer properly', '500'],
		[
			'a page',
			{ status: 200, body: '<html></html>', contentType: 'text/html' },
			'The answer could not be read',
			'200',
		],
	])('%s', async (_what, fault, message, httpCode) => {
		bench.sandbox.addFault({ endpoint, kind: 'status', ...fault });
		const failed = load(bench.asks(parameters)).catch((error: unknown) => {
			bench.see(error);
			throw error;
		});
		await expect(failed).rejects.toMatchObject({
			message,
			httpCode,
			// The editor shows it below the message, which has the service's words.
			description: expect.not.stringContaining('answered:') as string,
		});
		expect(bench.requests).toHaveLength(1);
	});
});

test('a gateway that nobody answers at is named as well', async () => {
	const credentials = bench.maton({ gatewayUrl: 'http://127.0.0.1:9' });
	await expect(
		listSearch('searchConnections', { parameters: {}, credentials }),
	).rejects.toMatchObject({ message: 'The server could not be reached (ECONNREFUSED)' });
});
