import {
	ADA,
	BEN,
	direct,
	expectedV3,
	FATIMA,
	number,
	operation,
	shown,
	STRANGER,
	useBench,
} from '../setup';

const bench = useBench();

const DELETE = 'DELETE /api/ext/v3/contacts/{target}';
const GET = 'GET /api/ext/v3/contacts/{target}';

describe('Get', () => {
	const get = (whatsappNumber: string, more = {}) =>
		direct('contact', 'get', { whatsappNumber: number(whatsappNumber), ...more });

	test('asks for one contact, and shows its number, attributes and times as everywhere', async () => {
		const { items, error } = await bench.run({ parameters: get('+1 (415) 555-0101') });
		expect(error).toBeUndefined();
		expect(bench.received()).toEqual([expectedV3('GET', `/contacts/${ADA}`)]);
		expect(items).toMatchObject([
			{
				json: {
					whatsappNumber: ADA,
					name: 'Ada Lindqvist',
					teams: [],
					attributes: { city: 'Lisbon' },
					created: '2026-01-12T00:00:00.000Z',
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	test('gives all of it when it is not simplified, for people without a number too', async () => {
		const { items } = await bench.run({ parameters: get('US.123124141512', { simplify: false }) });
		expect(items[0]?.json).toMatchObject({
			name: 'Kim Username',
			phone: null,
			bsuid: 'US.123124141512',
			contact_link: expect.any(Object),
		});
	});

	test('puts a channel in front as it was entered', async () => {
		await bench.run({ parameters: get('Support:1 415 555 0101') });
		expect(bench.received()).toEqual([expectedV3('GET', `/contacts/Support%3A${ADA}`)]);
	});

	test('takes the default country code', async () => {
		await bench.run({
			parameters: get('0415 555 0101', { options: { defaultCountryCode: '1' } }),
		});
		expect(bench.received()).toEqual([expectedV3('GET', `/contacts/${ADA}`)]);
	});

	test.each([
		['in an envelope', { contact: { id: 'a', wa_id: ADA, phone: `+${ADA}` } }],
		['bare', { id: 'a', wa_id: ADA, phone: ADA }],
	])('reads a contact %s', async (_what, body) => {
		bench.sandbox.addFault({ endpoint: GET, kind: 'answer', body });
		const { items } = await bench.run({ parameters: get(ADA) });
		expect(items[0]?.json).toEqual({ id: 'a', whatsappNumber: ADA });
	});

	test('says which contact is not there', async () => {
		const { items } = await bench.run({
			parameters: get('={{ $json.to }}'),
			items: [{ to: ADA }, { to: STRANGER }],
			onError: 'continueRegularOutput',
		});
		expect(items.map(({ json, pairedItem }) => [json.name ?? json.error, pairedItem])).toEqual([
			['Ada Lindqvist', { item: 0 }],
			['The record or address was not found', { item: 1 }],
		]);
		expect(items[1]?.json).toMatchObject({
			message: expect.stringMatching(/Check that the record exists in WATI.*"Contact not found"/),
			details: { code: 'not-found', httpCode: '404', itemIndex: 1 },
		});
	});
});

describe('Count', () => {
	const count = (filters = {}) => direct('contact', 'count', { filters });

	test('counts all contacts', async () => {
		const { items } = await bench.run({ parameters: count() });
		expect(bench.received()).toEqual([expectedV3('GET', '/contacts/count')]);
		expect(items).toMatchObject([{ json: { contact_count: 12 }, pairedItem: { item: 0 } }]);
	});

	test('counts those created between two days', async () => {
		const filters = { createdFrom: '2026-01-13T00:00:00', createdTo: '2026-03-09T00:00:00' };
		const { items } = await bench.run({ parameters: count(filters) });
		expect(bench.received()).toEqual([
			expectedV3('GET', '/contacts/count', {
				query: { date_from: '2026-01-13', date_to: '2026-03-09' },
			}),
		]);
		expect(items[0]?.json).toEqual({ contact_count: 3 });
	});

	test('names a date that is none', async () => {
		const result = await bench.run({ parameters: count({ createdTo: 'soon' }) });
		expect(shown(result)).toMatchObject({
			message: "The field 'Created To' contains no date: soon",
			description: expect.stringContaining('[Item 0]'),
			code: 'input-invalid',
		});
		expect(bench.requests).toEqual([]);
	});
});

describe('Assign Teams', () => {
	const assign = (teams: string, more = {}) =>
		direct('contact', 'assignTeams', { whatsappNumber: number(ADA), teams, ...more });

	test('sends the names of the teams', async () => {
		const { items } = await bench.run({ parameters: assign(' Billing, Support ,') });
		expect(bench.received()).toEqual([
			expectedV3('PUT', '/contacts/teams', {
				body: { target: ADA, teams: ['Billing', 'Support'] },
			}),
		]);
		expect(items).toMatchObject([
			{
				json: { assigned: true, whatsappNumber: ADA, teams: ['Billing', 'Support'] },
				pairedItem: { item: 0 },
			},
		]);
	});

	test('takes a list from an expression', async () => {
		await bench.run({ parameters: assign('={{ $json.teams }}'), items: [{ teams: ['Sales'] }] });
		expect(bench.received()[0]?.body).toEqual({ target: ADA, teams: ['Sales'] });
	});

	test.each([
		[{ teams: ' , ' }, "The field 'Teams' is empty"],
		[{ whatsappNumber: number('={{ $json.to }}') }, "The field 'Contact Number' is empty"],
	])('is refused before the network: %j', async (wrong, message) => {
		const result = await bench.run({
			parameters: assign('Sales', wrong),
			items: [{}, {}],
		});
		expect(shown(result)).toMatchObject({
			message,
			description: expect.stringContaining('(items 0, 1)'),
			code: 'input-invalid',
		});
		expect(bench.requests).toEqual([]);
	});

	test('passes on the words of WATI about an unknown team', async () => {
		const result = await bench.run({ parameters: assign('No Such Team') });
		expect(shown(result)).toMatchObject({
			words: 'Team not found',
			code: 'request-refused',
			httpCode: '400',
		});
	});
});

describe('Delete', () => {
	const remove = (whatsappNumber: string, more = {}) =>
		direct('contact', 'delete', { whatsappNumber: number(whatsappNumber), ...more });
	const isThere = async (whatsappNumber: string) => {
		const found = await bench.run({
			parameters: operation('contact', 'getAll', { returnAll: true }),
		});
		return found.items.some(({ json }) => json.whatsappNumber === whatsappNumber);
	};

	test('deletes each contact once', async () => {
		const { items, error } = await bench.run({
			parameters: remove('={{ $json.to }}'),
			items: [{ to: ADA }, { to: BEN }],
		});
		expect(error).toBeUndefined();
		expect(bench.received().map(({ call, query }) => [call, query])).toEqual([
			[`DELETE /api/ext/v3/contacts/${ADA}`, {}],
			[`DELETE /api/ext/v3/contacts/${BEN}`, {}],
		]);
		expect(bench.received()[0]).toEqual(expectedV3('DELETE', `/contacts/${ADA}`));
		expect(items.map(({ json, pairedItem }) => [json, pairedItem])).toEqual([
			[
				{ deleted: true, wasThere: true, contactId: expect.any(String), cleanupCompleted: true },
				{ item: 0 },
			],
			[expect.objectContaining({ deleted: true }), { item: 1 }],
		]);
		expect(await isThere(ADA)).toBe(false);
	});

	test('counts a contact that is not there as deleted', async () => {
		const { items } = await bench.run({ parameters: remove(STRANGER) });
		expect(items).toMatchObject([
			{ json: { deleted: true, wasThere: false }, pairedItem: { item: 0 } },
		]);
	});

	test.each([
		['an empty answer', undefined, { deleted: true, wasThere: true }],
		['a bare flag', { result: true }, { deleted: true, wasThere: true }],
		[
			'the documented answer',
			{ contact_id: 'a', deleted: true },
			{ deleted: true, wasThere: true, contactId: 'a' },
		],
	])('reads %s', async (_what, body, json) => {
		bench.sandbox.addFault({ endpoint: DELETE, kind: 'answer', body: body ?? '' });
		const { items } = await bench.run({ parameters: remove(FATIMA) });
		expect(items.map((item) => item.json)).toEqual([json]);
	});

	test('fails where WATI says that it did not delete', async () => {
		const body = { contact_id: 'a', deleted: false };
		bench.sandbox.addFault({ endpoint: DELETE, kind: 'answer', body });
		const result = await bench.run({ parameters: remove(FATIMA) });
		expect(shown(result)).toMatchObject({ code: 'request-refused', httpCode: '200' });
	});

	test('does not take a wrong address for a contact that is gone', async () => {
		bench.sandbox.reset({ v3Access: 'absent' });
		const result = await bench.run({ parameters: remove(ADA) });
		expect(shown(result)).toMatchObject({ code: 'not-found', httpCode: '404' });
		bench.sandbox.reset({ v3Access: 'included' });
		expect(await isThere(ADA)).toBe(true);
	});

	test.each([
		['a cut connection after', { kind: 'dropAfter' }],
		['status 500', { kind: 'status', status: 500 }],
	] as const)(
		'is not repeated after %s, and the error says what to check',
		async (_what, fault) => {
			bench.sandbox.addFault({ endpoint: DELETE, ...fault });
			const result = await bench.run({ parameters: remove(ADA) });
			expect(shown(result)).toMatchObject({
				description: expect.stringMatching(
					/not repeated\. Look for the contact in WATI .* safely delete it again\. \[Item 0\]$/,
				),
				code: 'outcome-unknown',
				itemIndex: 0,
			});
			expect(bench.count(DELETE)).toBe(1);
		},
	);

	test('leaves the other contacts alone after a failure, and counts them', async () => {
		bench.sandbox.addFault({ endpoint: DELETE, kind: 'status', status: 403 });
		const result = await bench.run({
			parameters: remove('={{ $json.to }}', {
				requestOptions: { batching: { batch: { batchSize: 1, batchInterval: 300 } } },
			}),
			items: [{ to: ADA }, { to: BEN }, { to: FATIMA }],
		});
		expect(shown(result).description).toContain('Of 3 items: 1 failed (item 0)');
		expect(shown(result).description).toContain('2 not sent (items 1, 2)');
		expect(bench.count(DELETE)).toBe(1);
	});
});
