import {
	ADA,
	expected,
	mapped,
	named,
	number,
	operation,
	pairs,
	shown,
	STRANGER,
	useBench,
} from './setup';

const bench = useBench();

const add = (more = {}) =>
	operation('contact', 'add', { whatsappNumber: number(STRANGER), name: 'Lena Berg', ...more });
const upsert = (whatsappNumber: string, more = {}) =>
	operation('contact', 'upsert', {
		whatsappNumber: number(whatsappNumber),
		name: 'Lena Berg',
		...more,
	});

describe('Add', () => {
	test('sends the name and the attributes and returns the contact', async () => {
		const { items, error } = await bench.run({
			parameters: add({
				attributes: mapped({ member: 'VIP', city: '' }),
				additionalAttributes: pairs({ vat: 'X 1/2' }),
			}),
		});
		expect(error).toBeUndefined();
		expect(bench.received()).toEqual([
			expected(`POST /wati/api/v1/addContact/${STRANGER}`, {
				body: {
					name: 'Lena Berg',
					customParams: [
						{ name: 'member', value: 'VIP' },
						{ name: 'vat', value: 'X 1/2' },
					],
				},
			}),
		]);
		expect(bench.requests[0]?.headers['content-type']).toMatch(/^application\/json/);
		expect(items).toHaveLength(1);
		expect(items[0]).toMatchObject({
			json: {
				whatsappNumber: STRANGER,
				name: 'Lena Berg',
				attributes: { member: 'VIP', vat: 'X 1/2' },
			},
			pairedItem: { item: 0 },
		});
	});

	test('tells the answer as it came where it is wanted', async () => {
		const { items } = await bench.run({ parameters: add({ options: { includeResponse: true } }) });
		expect(items[0]?.json).toMatchObject({
			whatsappNumber: STRANGER,
			response: { contact: { wAid: STRANGER, customParams: expect.any(Array) } },
		});
	});

	test('lets a free pair replace a mapped value of the same name', async () => {
		await bench.run({
			parameters: add({
				attributes: mapped({ member: 'basic' }),
				additionalAttributes: pairs({ member: 'gold' }),
			}),
		});
		expect(bench.received()[0]?.body).toEqual({
			name: 'Lena Berg',
			customParams: [{ name: 'member', value: 'gold' }],
		});
	});
});

describe('Create or Update', () => {
	const echo = (held: unknown[]) => ({ result: true, contact: { wAid: ADA, customParams: held } });

	test('creates a new contact with one request', async () => {
		const { items } = await bench.run({
			parameters: upsert(STRANGER, { additionalAttributes: pairs({ member: 'gold' }) }),
		});
		expect(bench.received().map(({ call }) => call)).toEqual([
			`POST /wati/api/v1/addContact/${STRANGER}`,
		]);
		expect(items.map(({ json, pairedItem }) => [json.name, pairedItem])).toEqual([
			['Lena Berg', { item: 0 }],
		]);
	});

	test('is done after one request where adding updates a known contact', async () => {
		const { items } = await bench.run({
			parameters: upsert(ADA, { additionalAttributes: pairs({ member: 'gold' }) }),
		});
		expect(bench.requests).toHaveLength(1);
		expect(items[0]?.json).toMatchObject({
			whatsappNumber: ADA,
			name: 'Lena Berg',
			attributes: { member: 'gold', city: 'Lisbon' },
		});
	});

	test.each([
		['refuses a known contact', { result: false, info: 'Contact already exists' }],
		['leaves a known contact as it was', { result: true, contact: { wAid: ADA } }],
		['answers without the contact', { result: true }],
		['keeps the value of a known contact', echo([{ name: 'member', value: 'silver' }])],
		['keeps the attributes of a known contact', echo([{ name: 'tier', value: 'gold' }])],
		['answers with a list of something else', echo([null])],
		[
			'keeps the name of a known contact',
			{
				result: true,
				contact: { fullName: 'Old Name', customParams: [{ name: 'member', value: 'gold' }] },
			},
		],
	])('updates where adding %s', async (_what, body) => {
		bench.sandbox.addFault({
			endpoint: 'POST /api/v1/addContact/{whatsappNumber}',
			kind: 'answer',
			body,
		});
		const { items, error } = await bench.run({
			parameters: upsert(ADA, { additionalAttributes: pairs({ member: 'gold' }) }),
		});
		expect(error).toBeUndefined();
		expect(bench.received()).toEqual([
			expected(`POST /wati/api/v1/addContact/${ADA}`, {
				body: { name: 'Lena Berg', customParams: [{ name: 'member', value: 'gold' }] },
			}),
			expected(`POST /wati/api/v1/updateContactAttributes/${ADA}`, {
				body: {
					customParams: [
						{ name: 'name', value: 'Lena Berg' },
						{ name: 'member', value: 'gold' },
					],
				},
			}),
		]);
		expect(items).toHaveLength(1);
		expect(items[0]).toMatchObject({ json: { name: 'Lena Berg' }, pairedItem: { item: 0 } });
	});

	test('updates where adding took some of the attributes only', async () => {
		bench.sandbox.addFault({
			endpoint: 'POST /api/v1/addContact/{whatsappNumber}',
			kind: 'answer',
			body: echo([{ name: 'member', value: 'gold' }]),
		});
		const additionalAttributes = pairs({ member: 'gold', tier: 'one' });
		await bench.run({ parameters: upsert(ADA, { additionalAttributes }) });
		expect(bench.requests).toHaveLength(2);
	});

	test('does not update after another refusal', async () => {
		bench.sandbox.addFault({
			endpoint: 'POST /api/v1/addContact/{whatsappNumber}',
			kind: 'answer',
			body: { result: false, info: 'Invalid WhatsApp number' },
		});
		const result = await bench.run({ parameters: upsert(STRANGER) });
		expect(shown(result)).toMatchObject({
			words: 'Invalid WhatsApp number',
			code: 'number-refused',
		});
		expect(bench.requests).toHaveLength(1);
	});
});

describe('Update Attributes', () => {
	const update = (more = {}) =>
		operation('contact', 'updateAttributes', { whatsappNumber: number(ADA), ...more });

	test('sends mapped values and free pairs', async () => {
		const { items } = await bench.run({
			parameters: update({
				attributes: mapped({ member: 'gold', orders: '15' }),
				additionalAttributes: pairs({ note: 'calls at noon' }),
			}),
		});
		expect(bench.received()).toEqual([
			expected(`POST /wati/api/v1/updateContactAttributes/${ADA}`, {
				body: {
					customParams: [
						{ name: 'member', value: 'gold' },
						{ name: 'orders', value: '15' },
						{ name: 'note', value: 'calls at noon' },
					],
				},
			}),
		]);
		expect(items).toHaveLength(1);
		expect(items[0]?.pairedItem).toEqual({ item: 0 });
		expect(items[0]!.json.attributes).toMatchObject({
			member: 'gold',
			orders: '15',
			note: 'calls at noon',
			city: 'Lisbon',
		});
	});

	test('needs at least one attribute', async () => {
		const result = await bench.run({ parameters: update() });
		expect(shown(result)).toMatchObject({
			message: "The field 'Attributes' is empty",
			description: expect.stringContaining('[Item 0]'),
			code: 'input-invalid',
		});
		expect(bench.requests).toEqual([]);
	});

	test.each([
		['+1 (415) 555-0101', ADA],
		['0014155550101', ADA],
		['14155550100:1 415 555 0101', '14155550100%3A14155550101'],
		['\u202a+1 415-555-0101\u202c', ADA],
		['US.123124141512', 'US.123124141512'],
	])('takes the number %s', async (given, segment) => {
		const { error } = await bench.run({
			parameters: update({
				whatsappNumber: number(given),
				attributes: mapped({ member: 'gold' }),
			}),
		});
		expect(error).toBeUndefined();
		expect(bench.received().map(({ call }) => call)).toEqual([
			`POST /wati/api/v1/updateContactAttributes/${segment}`,
		]);
	});

	test('passes a contact that does not exist on in the words of WATI', async () => {
		const result = await bench.run({
			parameters: update({
				whatsappNumber: number(STRANGER),
				attributes: mapped({ member: 'gold' }),
			}),
		});
		expect(shown(result)).toMatchObject({ words: 'contact missing', httpCode: '200' });
	});
});

describe('Get Many', () => {
	const getAll = (filters = {}, more = {}) =>
		operation('contact', 'getAll', { limit: 5, filters, ...more });

	test('sends every filter as WATI takes it', async () => {
		const operators = [
			'contain',
			'notContain',
			'exist',
			'notExist',
			'equals',
			'notEquals',
			'valid',
			'invalid',
		];
		await bench.run({
			parameters: getAll({
				name: ' Ada ',
				createdDate: '2026-01-12T00:00:00',
				attributes: {
					attribute: operators.map((operator) => ({ name: 'member', operator, value: 'VIP' })),
				},
			}),
		});
		expect(bench.received()).toEqual([
			expected('GET /wati/api/v1/getContacts', {
				query: {
					pageNumber: '1',
					pageSize: '5',
					name: 'Ada',
					createdDate: '2026-01-12',
					attribute: expect.any(String),
				},
			}),
		]);
		expect(JSON.parse(bench.received()[0]!.query.attribute!)).toEqual(
			[
				['contain', 'VIP'],
				['notContain', 'VIP'],
				['exist', ''],
				['notExist', ''],
				['==', 'VIP'],
				['!=', 'VIP'],
				['valid', ''],
				['invalid', ''],
			].map(([operator, value]) => ({ name: 'member', operator, value })),
		);
	});

	test('returns the contacts that fit, linked to their item', async () => {
		const { items } = await bench.run({
			parameters: getAll({
				attributes: { attribute: [{ name: 'member', operator: 'equals', value: 'gold' }] },
			}),
		});
		expect(items.map(({ json }) => json.name)).toEqual(['Grace Mensah', 'Ines Duarte']);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 0 }]);
	});

	test('links the contacts of each item to it', async () => {
		const { items } = await bench.run({
			parameters: getAll({ name: '={{ $json.name }}' }),
			items: [{ name: 'Ada' }, { name: 'nobody' }, { name: 'Ben' }],
		});
		expect(items.map(({ json, pairedItem }) => [json.name, pairedItem])).toEqual([
			['Ada Lindqvist', { item: 0 }],
			['Ben Okoro', { item: 2 }],
		]);
	});

	test('simplifies only when it is asked to', async () => {
		const simple = await bench.run({ parameters: getAll({ name: 'Ada' }) });
		expect(simple.items[0]?.json).toEqual({
			id: expect.any(String),
			whatsappNumber: ADA,
			name: 'Ada Lindqvist',
			firstName: 'Ada',
			contactStatus: 'VALID',
			allowBroadcast: true,
			attributes: expect.objectContaining({ city: 'Lisbon' }),
			created: '2026-01-12',
			lastUpdated: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
		});
		const whole = await bench.run({ parameters: getAll({ name: 'Ada' }, { simplify: false }) });
		expect(whole.items[0]?.json).toMatchObject({
			wAid: ADA,
			phone: ADA,
			fullName: 'Ada Lindqvist',
			created: 'Jan-12-2026',
			customParams: expect.arrayContaining([{ name: 'city', value: 'Lisbon' }]),
		});
	});

	test('names a date that is none', async () => {
		const result = await bench.run({ parameters: getAll({ createdDate: 'soon' }) });
		expect(shown(result)).toMatchObject({
			message: "The field 'Created Date' contains no date: soon",
			code: 'input-invalid',
		});
		expect(bench.requests).toEqual([]);
	});
});

/** One contact of an import, with Brazil's ninth digit, and the one of the chat, which wrote STOP. */
describe('two contacts of one person', () => {
	const IMPORTED = '5541987654321';
	const contact = (id: string, phone: string, optedOut: string) => ({
		id,
		wAid: phone,
		phone,
		fullName: 'Two Contacts',
		contactStatus: 'VALID',
		allowBroadcast: true,
		customParams: [
			{ name: 'phone', value: phone },
			{ name: 'opted_out', value: optedOut },
		],
	});

	test.each([1, 21])(
		'leave nothing to somebody who opted out as one of them, among %i',
		async (count) => {
			const both = [
				contact('66f0aa000000000000000a01', IMPORTED, 'no'),
				contact('66f0aa000000000000000a02', '554187654321', 'yes'),
			];
			const others = Array.from({ length: count - 1 }, (_, place) => `141555503${10 + place}`);
			for (const contact_list of [both, [...both].reverse()]) {
				const link = { pageNumber: 1, pageSize: 100, total: 2 };
				const body = { result: 'success', contact_list, link };
				bench.sandbox.addFault({
					endpoint: 'GET /api/v1/getContacts',
					kind: 'answer',
					times: 0,
					body,
				});
				await bench.run({
					parameters: operation('template', count === 1 ? 'send' : 'sendToMany', {
						whatsappNumber: number('={{ $json.to }}'),
						recipientsFrom: 'items',
						template: named('welcome'),
						additionalParameters: { pair: [{ name: 'name', value: 'Ada' }] },
						options: { respectOptOut: true },
					}),
					items: [IMPORTED, ...others].map((to) => ({ to })),
					onError: 'continueRegularOutput',
				});
				expect(
					JSON.stringify(bench.requests.filter(({ method }) => method === 'POST')),
				).not.toContain(IMPORTED);
				bench.sandbox.clearFaults();
			}
		},
	);
});
