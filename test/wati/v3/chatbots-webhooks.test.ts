import type { INodeParameters } from 'n8n-workflow';

import { listSearch } from '../../harness';
import {
	ADA,
	BEN,
	byId,
	direct,
	expected,
	expectedV3,
	FATIMA,
	named,
	number,
	shown,
	useBench,
} from '../setup';

const bench = useBench();
const DIRECT = { authentication: 'watiApi' };

const idsOf = async (list: string) => {
	const { results } = await listSearch(list, bench.asks(DIRECT));
	bench.requests.length = 0;
	return new Map(results.map(({ name, value }) => [name, String(value)]));
};

describe('chatbots', () => {
	const START = 'POST /api/ext/v3/chatbots/start';
	const start = (chatbotId: string, more: INodeParameters = {}) =>
		direct('chatbot', 'start', {
			whatsappNumber: number(ADA),
			chatbotId: byId(chatbotId),
			...more,
		});

	test('are listed', async () => {
		const { items } = await bench.run({ parameters: direct('chatbot', 'getAll') });
		expect(bench.received()).toEqual([
			expectedV3('GET', '/chatbots', { query: { page_number: '1', page_size: '50' } }),
		]);
		expect(items).toMatchObject([
			{ json: { name: 'Opening Hours', id: expect.any(String) }, pairedItem: { item: 0 } },
			{ json: { name: 'Order Status' } },
		]);
	});

	test('are picked by name and take over the chat', async () => {
		const id = (await idsOf('searchChatbots')).get('Order Status')!;
		const { items } = await bench.run({
			parameters: start(id, { whatsappNumber: number('={{ $json.to }}') }),
			items: [{ to: '+1 415 555 0101' }, { to: BEN }],
		});
		expect(bench.received()[0]).toEqual(
			expectedV3('POST', '/chatbots/start', { body: { target: ADA, chatbot_id: id } }),
		);
		expect(items).toMatchObject([
			{ json: { started: true, chatbotId: id, whatsappNumber: ADA }, pairedItem: { item: 0 } },
			{ json: { started: true, whatsappNumber: BEN }, pairedItem: { item: 1 } },
		]);
		expect(bench.sandbox.messagesTo(BEN).at(-1)?.text).toBe('What is your order number?');
	});

	test('take the channel and the default country code', async () => {
		const more = {
			whatsappNumber: number('0415 555 0101'),
			options: { channel: named('Support'), defaultCountryCode: '1' },
		};
		await bench.run({ parameters: start('a', more) });
		expect(bench.received()[0]?.body).toEqual({ target: `Support:${ADA}`, chatbot_id: 'a' });
	});

	test('are refused before the network without one', async () => {
		const result = await bench.run({ parameters: start('={{ $json.none }}'), items: [{}] });
		expect(shown(result)).toMatchObject({
			message: "The field 'Chatbot' is empty",
			description: 'Choose from the list or enter an ID. [Item 0]',
		});
		expect(bench.requests).toEqual([]);
	});

	test('do not start outside the 24-hour window', async () => {
		const id = (await idsOf('searchChatbots')).get('Order Status')!;
		const parameters = start(id, { whatsappNumber: number(FATIMA) });
		expect(shown(await bench.run({ parameters }))).toMatchObject({ code: 'window-closed' });
	});

	test('are not started twice after an unknown outcome', async () => {
		bench.sandbox.addFault({ endpoint: START, kind: 'dropAfter' });
		const id = (await idsOf('searchChatbots')).get('Order Status')!;
		expect(shown(await bench.run({ parameters: start(id) }))).toMatchObject({
			code: 'outcome-unknown',
			description: expect.stringContaining('whether the chatbot began'),
		});
		expect(bench.count(START)).toBe(1);
	});
});

const URL = 'https://n8n.example.com/webhook/wati?token=s3cr3t';
const CREATE = 'POST /api/v2/webhookEndpoints';

const register = (more = {}) =>
	bench.sandbox.registerWebhook({ url: URL, eventTypes: ['message'], ...more });

describe('Webhook: Create', () => {
	const create = (more: INodeParameters = {}) =>
		direct('webhook', 'create', {
			webhookNumber: number('14155550100'),
			webhookUrl: URL,
			webhookEvents: ['messageReceived', 'messageRead'],
			...more,
		});

	test('sends a list with one entry, and each event under one name', async () => {
		const options = { otherEvents: 'message_bsuid, message' };
		const { items } = await bench.run({ parameters: create({ options }) });
		expect(bench.received()).toEqual([
			expected('POST /123456/api/v2/webhookEndpoints', {
				authorization: 'Bearer wati-sandbox-token',
				connection: undefined,
				body: [
					{
						phoneNumber: '14155550100',
						url: URL,
						status: 1,
						eventTypes: ['sentMessageREAD_v2', 'message', 'message_bsuid'],
					},
				],
			}),
		]);
		expect(items).toMatchObject([
			{
				json: {
					id: bench.sandbox.webhooks()[0]!.id,
					url: 'https://n8n.example.com/webhook/wati?token=***',
					status: 'enabled',
					channelNumber: '14155550100',
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	test('takes a number as WATI writes it', async () => {
		bench.sandbox.reset({ channelNumber: 'hyphenated' });
		const listed = (await idsOf('searchListedNumbers')).get('1-415-555-0100')!;
		expect(listed).toBe('1-415-555-0100');
		const { error } = await bench.run({ parameters: create({ webhookNumber: number(listed) }) });
		expect(error).toBeUndefined();
		const refused = await bench.run({ parameters: create() });
		expect(shown(refused)).toMatchObject({
			words: 'Channel not found',
			description: expect.stringContaining('Pick the number from the list'),
			code: 'channel-refused',
		});
		bench.sandbox.reset({ channelNumber: 'digits' });
	});

	test.each([
		[{ webhookNumber: number('={{ $json.none }}') }, "The field 'Channel Number' is empty"],
		[{ webhookUrl: 'n8n.example.com' }, "The field 'Webhook URL' contains no web address"],
		[{ webhookEvents: '={{ [] }}' }, "The field 'Events' is empty"],
	])('is refused before the network: %j', async (wrong, message) => {
		const result = await bench.run({ parameters: create(wrong), items: [{}] });
		expect(shown(result)).toMatchObject({
			message: expect.stringContaining(message),
			description: expect.stringContaining('[Item 0]'),
			code: 'input-invalid',
		});
		expect(bench.requests).toEqual([]);
	});

	test.each([
		[{ webhookEvents: ['templateStatus'] }, 'Invalid event types', 'Get Event Types'],
		[{}, 'Webhook already exists', 'registered already'],
	])('says what helps: %j', async (more, words, advice) => {
		register({ phoneNumber: '14155550100' });
		expect(shown(await bench.run({ parameters: create(more) }))).toMatchObject({
			words,
			description: expect.stringContaining(advice),
		});
	});

	test.each([
		[
			'Channel not found',
			"Pick the number from the list of the field 'Channel Number': WATI knows some numbers only with their hyphens.",
		],
		[
			'Invalid event types',
			'Webhook: Get Event Types lists the names that this account takes. Template Status Updated can often be chosen in WATI only.',
		],
		['Webhook already exists', 'The address is registered already. Webhook: Get Many shows it.'],
		['Maximum exceeded', 'Delete an unused webhook, or ask WATI to raise the limit.'],
	])('knows what helps against %j', async (message, advice) => {
		const body = { message };
		bench.sandbox.addFault({ endpoint: CREATE, kind: 'answer', status: 400, body });
		expect(shown(await bench.run({ parameters: create() }))).toMatchObject({
			description: `${advice} WATI answered: "${message}". [Item 0]`,
			httpCode: '400',
		});
	});

	test('is not repeated after an unknown outcome', async () => {
		bench.sandbox.addFault({ endpoint: CREATE, kind: 'status', status: 502 });
		expect(shown(await bench.run({ parameters: create() }))).toMatchObject({
			code: 'outcome-unknown',
			description: expect.stringContaining('Webhook: Get Many'),
		});
		expect(bench.count(CREATE)).toBe(1);
	});
});

describe('Webhook: Get Many', () => {
	const getAll = (more = {}) => direct('webhook', 'getAll', more);

	test('hides the secrets in the addresses', async () => {
		const { id } = register();
		const { items } = await bench.run({ parameters: getAll() });
		expect(bench.received()).toEqual([
			expectedV3('GET', '/webhooks', { query: { page_number: '1', page_size: '50' } }),
		]);
		expect(items.map(({ json }) => json)).toEqual([
			{
				id,
				url: 'https://n8n.example.com/webhook/wati?token=***',
				status: 'enabled',
				eventTypes: ['message'],
				channelNumber: null,
				failedInARow: 0,
				created: expect.any(String),
				lastUpdated: expect.any(String),
			},
		]);
		const raw = await bench.run({ parameters: getAll({ simplify: false }) });
		expect(raw.items[0]?.json).toMatchObject({ url: URL, eventTypes: ['message'] });
	});

	test.each([
		['a bare list in camelCase', [{ id: 'a', url: URL, status: 2, eventTypes: ['message'] }]],
		['under result', { ok: true, result: [{ id: 'a', url: URL, status: 2, events: ['message'] }] }],
	])('reads %s', async (_what, body) => {
		bench.sandbox.addFault({
			endpoint: 'GET /api/ext/v3/webhooks',
			kind: 'answer',
			body,
			times: 0,
		});
		const { items } = await bench.run({ parameters: getAll({ limit: 1 }) });
		expect(items).toMatchObject([
			{ json: { id: 'a', status: 'defective', eventTypes: ['message'] } },
		]);
	});

	test('are picked by address, without the secret', async () => {
		const { id } = register();
		expect([...(await idsOf('searchWebhooks'))]).toEqual([
			['https://n8n.example.com/webhook/wati?token=***', id],
		]);
	});
});

describe('Webhook: Get Event Types', () => {
	const endpoint = 'GET /api/ext/v3/webhooks/event-types';

	test('gives one item per name', async () => {
		const { items } = await bench.run({ parameters: direct('webhook', 'getEventTypes') });
		expect(bench.received()).toEqual([expectedV3('GET', '/webhooks/event-types')]);
		expect(items.length).toBeGreaterThan(30);
		expect(items[0]).toMatchObject({ json: { eventType: 'message' }, pairedItem: { item: 0 } });
	});

	test.each([
		[['message', 'ctaUrlClicked']],
		[{ result: ['message', 'ctaUrlClicked'] }],
		[{ data: { eventTypes: [{ name: 'message' }, { value: 'ctaUrlClicked' }] } }],
	])('reads %j', async (body) => {
		bench.sandbox.addFault({ endpoint, kind: 'answer', body });
		const { items } = await bench.run({ parameters: direct('webhook', 'getEventTypes') });
		expect(items.map(({ json }) => json.eventType)).toEqual(['message', 'ctaUrlClicked']);
	});
});

describe('Webhook: Update', () => {
	const update = (id: string, webhookChanges: INodeParameters) =>
		direct('webhook', 'update', { webhookId: byId(id), webhookChanges });

	test('changes what was added, and nothing else', async () => {
		const { id } = register();
		const { items } = await bench.run({
			parameters: update(id, { enabled: false, events: ['messageDelivered'] }),
		});
		expect(bench.received()).toEqual([
			expectedV3('GET', '/webhooks', { query: { page_number: '1', page_size: '100' } }),
			expectedV3('PUT', `/webhooks/${id}`, {
				body: { url: URL, eventTypes: ['sentMessageDELIVERED_v2'], status: 'Disabled' },
			}),
		]);
		expect(items[0]?.json).toMatchObject({ updated: true, id, status: 'disabled' });
		expect(bench.sandbox.webhooks()[0]).toMatchObject({ url: URL, status: 0 });
		await bench.run({ parameters: update(id, { enabled: true, url: 'https://a.example.com/x' }) });
		expect(bench.received()[2]?.body).toEqual({
			url: 'https://a.example.com/x',
			status: 'Enabled',
		});
	});

	test.each([
		[{ result: true }, { updated: true }],
		[
			{ ok: true, result: { id: 'a', url: URL, status: 1 } },
			{ updated: true, status: 'enabled' },
		],
		[{ result: [{ id: 'a', url: URL, status: 1 }] }, { updated: true, id: 'a' }],
	])('reads %j', async (body, json) => {
		bench.sandbox.addFault({ endpoint: 'PUT /api/ext/v3/webhooks/{id}', kind: 'answer', body });
		const { items } = await bench.run({ parameters: update('a', { enabled: true, url: URL }) });
		expect(items).toMatchObject([{ json }]);
	});

	test('changes nothing where the address is not known', async () => {
		register();
		const result = await bench.run({ parameters: update('a', { enabled: true }) });
		expect(shown(result)).toMatchObject({
			message: 'WATI lists no webhook with the ID a',
			code: 'not-found',
			description: expect.stringContaining("add 'URL' under Changes"),
		});
		expect(bench.received().map(({ call }) => call)).toEqual(['GET /api/ext/v3/webhooks']);
	});

	test('says why the address could not be read', async () => {
		bench.sandbox.reset({ webhookPlan: 'growth' });
		const result = await bench.run({ parameters: update('a', { enabled: true }) });
		expect(shown(result)).toMatchObject({ code: 'not-allowed', itemIndex: 0 });
		bench.sandbox.reset({ webhookPlan: 'pro' });
	});

	test('is refused before the network without a change', async () => {
		const result = await bench.run({ parameters: update('a', {}) });
		expect(shown(result)).toMatchObject({ message: "The field 'Changes' is empty" });
		expect(bench.requests).toEqual([]);
	});
});

describe('Webhook: Delete', () => {
	const remove = (id: string) => direct('webhook', 'delete', { webhookId: byId(id) });

	test('deletes it; one that is gone counts as deleted', async () => {
		const { id } = register();
		const run = async () => (await bench.run({ parameters: remove(id) })).items[0]?.json;
		expect(await run()).toEqual({ deleted: true, wasThere: true });
		expect(await run()).toEqual({ deleted: true, wasThere: false });
		expect(bench.received()[0]).toEqual(expectedV3('DELETE', `/webhooks/${id}`));
		expect(bench.sandbox.webhooks()).toEqual([]);
	});

	test('says what to do where the account does not offer it', async () => {
		bench.sandbox.reset({ webhookDelete: false });
		expect(shown(await bench.run({ parameters: remove(register().id) }))).toMatchObject({
			code: 'request-refused',
			httpCode: '405',
			description: expect.stringContaining('Do it in WATI itself'),
		});
	});
});
