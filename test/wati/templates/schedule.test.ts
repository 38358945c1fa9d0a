import type { INodeParameters } from 'n8n-workflow';

import {
	ADA,
	BEN,
	direct,
	expectedV3,
	mapped,
	named,
	number,
	pairs,
	shown,
	useBench,
} from '../setup';

const bench = useBench();

const SCHEDULE = 'POST /api/ext/v3/messageTemplates/schedule';
const AT = '2099-12-24T09:00:00';

const variables = (name = 'Ada', ordernumber = 'A-1') => [
	{ name: 'name', value: name },
	{ name: 'ordernumber', value: ordernumber },
];

const schedule = (more: INodeParameters = {}) =>
	direct('template', 'schedule', {
		template: named('order_update'),
		scheduledAt: AT,
		whatsappNumber: number('={{ $json.to }}'),
		templateParameters: mapped({ name: '={{ $json.name }}', ordernumber: '={{ $json.order }}' }),
		...more,
	});

const PEOPLE = [
	{ to: '+1 (415) 555-0101', name: 'Ada', order: 'A-1' },
	{ to: BEN, name: 'Ben', order: 'A-2' },
];

const inJson = (recipients: unknown, more: INodeParameters = {}) =>
	schedule({ recipientsFrom: 'json', recipientsJson: JSON.stringify(recipients), ...more });

test('makes one broadcast of all items, and gives each its own result', async () => {
	const options = {
		broadcastName: 'Christmas',
		channel: named('Support'),
		localMessageId: '=shipped-{{ $json.order }}',
	};
	const { items, error } = await bench.run({
		parameters: schedule({ options }),
		items: PEOPLE,
		workflowSettings: { timezone: 'Europe/Berlin' },
	});
	expect(error).toBeUndefined();
	expect(bench.received()).toEqual([
		expectedV3('POST', '/messageTemplates/schedule', {
			body: {
				template_name: 'order_update',
				broadcast_name: 'Christmas',
				channel: 'Support',
				scheduled_at: '2099-12-24T08:00:00Z',
				recipients: [
					{ phone_number: ADA, local_message_id: 'shipped-A-1', custom_params: variables() },
					{
						phone_number: BEN,
						local_message_id: 'shipped-A-2',
						custom_params: variables('Ben', 'A-2'),
					},
				],
			},
		}),
	]);
	const [first] = items;
	expect(items).toMatchObject([
		{
			json: {
				accepted: true,
				whatsappNumber: ADA,
				localMessageId: 'shipped-A-1',
				broadcastId: expect.stringMatching(/^[0-9a-f]{24}$/),
				scheduledAt: '2099-12-24T08:00:00Z',
			},
			pairedItem: { item: 0 },
		},
		{
			json: { whatsappNumber: BEN, broadcastId: first!.json.broadcastId },
			pairedItem: { item: 1 },
		},
	]);
	expect(bench.sandbox.messagesTo(ADA)).toEqual([]);
});

test('items with another time make another broadcast', async () => {
	const { items } = await bench.run({
		parameters: schedule({ scheduledAt: '={{ $json.at }}' }),
		items: [
			{ ...PEOPLE[0], at: '2099-01-01T10:00:00+02:00' },
			{ ...PEOPLE[1], at: '2099-01-02T10:00:00Z' },
		],
	});
	expect(items.map(({ json }) => json.scheduledAt)).toEqual([
		'2099-01-01T08:00:00Z',
		'2099-01-02T10:00:00Z',
	]);
	expect(new Set(items.map(({ json }) => json.broadcastId)).size).toBe(2);
	expect(bench.count(SCHEDULE)).toBe(2);
});

test('takes a list, with IDs in place of numbers', async () => {
	const recipients = [
		{ whatsappNumber: ADA, parameters: { name: 'Ada', ordernumber: 'A-1' } },
		{ whatsappNumber: 'US.123124141512', customParams: variables('Kim') },
	];
	const { items } = await bench.run({ parameters: inJson(recipients) });
	expect(bench.received()[0]?.body).toMatchObject({
		broadcast_name: 'order_update',
		recipients: [
			{ phone_number: ADA, custom_params: variables() },
			{ target: 'US.123124141512', custom_params: variables('Kim') },
		],
	});
	expect(items.map(({ json }) => [json.accepted, json.whatsappNumber])).toEqual([
		[true, ADA],
		[true, 'US.123124141512'],
	]);
});

test('1,001 recipients are one campaign, with local numbers completed', async () => {
	const recipients = Array.from({ length: 1_001 }, (_, place) => ({
		whatsappNumber: `0415 555 ${String(1_000 + place)}`,
		customParams: variables(),
	}));
	const delivery = { defaultCountryCode: '1' };
	const { items } = await bench.run({ parameters: inJson(recipients, { options: delivery }) });
	expect(bench.count(SCHEDULE)).toBe(1);
	expect(new Set(items.map(({ json }) => json.broadcastId)).size).toBe(1);
	expect(items.map(({ json }) => json.whatsappNumber).slice(0, 2)).toEqual([
		'14155551000',
		'14155551001',
	]);
	expect(items).toHaveLength(1_001);
});

test('takes recipients from a form', async () => {
	const recipient = [{ whatsappNumber: ADA, parameters: pairs({ name: 'Ada', ordernumber: '1' }) }];
	const { items } = await bench.run({
		parameters: schedule({ recipientsFrom: 'form', recipients: { recipient } }),
		workflowSettings: { timezone: 'UTC' },
	});
	expect(items).toMatchObject([{ json: { accepted: true, scheduledAt: '2099-12-24T09:00:00Z' } }]);
});

test.each([
	['v3 in snake_case', { success: true, broadcast_id: 'b', recipients: [{ phone_number: ADA }] }],
	[
		'v2, as one page shows it',
		{ result: true, receivers: [{ waId: ADA, isValidWhatsAppNumber: true, errors: [] }] },
	],
])('reads an answer in the form of %s', async (_what, body) => {
	bench.sandbox.addFault({ endpoint: SCHEDULE, kind: 'answer', body });
	const { items } = await bench.run({ parameters: schedule(), items: PEOPLE.slice(0, 1) });
	expect(items[0]?.json).toMatchObject({ accepted: true, whatsappNumber: ADA });
});

test('tells which recipients WATI refused or left out', async () => {
	bench.sandbox.addFault({ endpoint: SCHEDULE, kind: 'leaveOut', whatsappNumbers: [BEN] });
	const { items } = await bench.run({
		parameters: schedule(),
		items: [...PEOPLE, { to: '14155550111', name: 'Old', order: 'A-3' }],
		onError: 'continueRegularOutput',
	});
	expect(items.map(({ json }) => json.error ?? json.accepted)).toEqual([
		true,
		'WATI did not mention this recipient in its answer',
		'WATI did not accept this recipient',
	]);
});

test('a refused template is told in the words of WATI', async () => {
	const result = await bench.run({
		parameters: schedule({ template: named('spring_sale') }),
		items: PEOPLE,
	});
	expect(shown(result)).toMatchObject({ code: 'template-refused', httpCode: '200' });
});

test.each([
	[
		{ scheduledAt: '2020-01-01T00:00:00' },
		"The time in 'Send At' is in the past: 2020-01-01T00:00:00Z",
	],
	[{ scheduledAt: 'soon' }, "The field 'Send At' contains no date: soon"],
	[{ scheduledAt: '={{ $json.none }}' }, "The field 'Send At' is empty"],
	[{ whatsappNumber: number(`Support:${ADA}`) }, `The number Support:${ADA} names a channel`],
	[{ recipientsFrom: 'json', recipientsJson: '[]' }, "The field 'Recipients' is empty"],
])('is refused before the network: %j', async (wrong, message) => {
	const result = await bench.run({
		parameters: schedule(wrong),
		items: PEOPLE.slice(0, 1),
		workflowSettings: { timezone: 'UTC' },
	});
	expect(shown(result)).toMatchObject({
		message,
		description: expect.stringContaining('[Item 0]'),
		code: 'input-invalid',
	});
	expect(bench.requests).toEqual([]);
});

test('a number that several items hold is scheduled once', async () => {
	const { items } = await bench.run({
		parameters: schedule(),
		items: [PEOPLE[0]!, PEOPLE[0]!],
		onError: 'continueRegularOutput',
	});
	expect(items[1]?.json).toMatchObject({ details: { code: 'recipient-duplicate' } });
	expect(bench.received()[0]?.body).toMatchObject({ recipients: [{ phone_number: ADA }] });
});

describe('an unknown outcome', () => {
	test.each([
		['of items', () => schedule()],
		['of a list', () => inJson([{ whatsappNumber: ADA, customParams: variables() }])],
	])('%s is not repeated, and the campaigns tell', async (_what, parameters) => {
		bench.sandbox.addFault({ endpoint: SCHEDULE, kind: 'dropAfter' });
		const result = await bench.run({ parameters: parameters(), items: PEOPLE.slice(0, 1) });
		expect(shown(result)).toMatchObject({
			code: 'outcome-unknown',
			description: expect.stringContaining('Check with Campaign: Get Many'),
		});
		expect(bench.count(SCHEDULE)).toBe(1);
	});

	test('is not scheduled again by Retry On Fail', async () => {
		bench.sandbox.addFault({ endpoint: SCHEDULE, kind: 'dropAfter' });
		await bench.run({
			parameters: schedule(),
			items: PEOPLE.slice(0, 1),
			retryOnFail: { maxTries: 2, waitBetweenTries: 0 },
		});
		expect(bench.count(SCHEDULE)).toBe(1);
	});
});

test('a preview shows the body, and schedules nothing', async () => {
	const { items } = await bench.run({
		parameters: schedule({ options: { previewOnly: true } }),
		items: PEOPLE,
	});
	expect(items).toMatchObject([
		{
			json: {
				preview: true,
				text: 'Hi Ada, order A-1 shipped.',
				recipients: 2,
				calls: 1,
				findings: [],
				request: { body: { recipients: [{ phone_number: ADA }, { phone_number: BEN }] } },
			},
		},
	]);
	expect(bench.count(SCHEDULE)).toBe(0);
});

test('the guard holds here too', async () => {
	const result = await bench.run({
		parameters: schedule({ options: { agentLimits: { allowedNumbers: '49*' } } }),
		items: PEOPLE.slice(0, 1),
	});
	expect(shown(result)).toMatchObject({ code: 'guard-refused' });
	expect(bench.requests).toEqual([]);
});
