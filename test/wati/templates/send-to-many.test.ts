import { expected, named, operation, pairs, shown, useBench } from '../setup';

const bench = useBench();

const ENDPOINT = 'POST /api/v2/sendTemplateMessages';

const toMany = (more = {}) =>
	operation('template', 'sendToMany', {
		template: named('order_update'),
		recipientsFrom: 'form',
		...more,
	});
const fromJson = (recipients: unknown, more = {}) =>
	toMany({ recipientsFrom: 'json', recipientsJson: JSON.stringify(recipients), ...more });

const parameters = { name: 'Ada', ordernumber: '1' };
const customParams = [
	{ name: 'name', value: 'Ada' },
	{ name: 'ordernumber', value: '1' },
];
const numberOf = (place: number) => String(14_155_560_000 + place);
const list = (count: number) =>
	Array.from({ length: count }, (_, place) => ({ whatsappNumber: numberOf(place), parameters }));
const delivered = (count: number) =>
	list(count).filter(({ whatsappNumber }) => bench.sandbox.messagesTo(whatsappNumber).length === 1)
		.length;

describe.each(['v1', 'v2'])('through %s', (apiVersion) => {
	test('from the form, with numbers as people write them', async () => {
		const { items, error } = await bench.run({
			parameters: toMany({
				options: { apiVersion, broadcastName: 'autumn' },
				recipients: {
					recipient: [
						{
							whatsappNumber: '+1 415 556-0000',
							localMessageId: 'order-0000-shipped',
							parameters: pairs(parameters),
						},
						{ whatsappNumber: '001 (415) 5560001', parameters: pairs(parameters) },
					],
				},
			}),
		});
		expect(error).toBeUndefined();
		expect(bench.received()).toEqual([
			expected(`POST /wati/api/${apiVersion}/sendTemplateMessages`, {
				body: {
					template_name: 'order_update',
					broadcast_name: 'autumn',
					receivers: [
						{
							whatsappNumber: numberOf(0),
							localMessageId: 'order-0000-shipped',
							customParams,
						},
						{ whatsappNumber: numberOf(1), customParams },
					],
				},
			}),
		]);
		expect(items.map(({ json, pairedItem }) => [json.whatsappNumber, pairedItem])).toEqual([
			[numberOf(0), { item: 0 }],
			[numberOf(1), { item: 0 }],
		]);
		expect(items.every(({ json }) => json.accepted === true)).toBe(true);
		expect(items[0]?.json.localMessageId).toBe('order-0000-shipped');
	});

	test('from JSON, in the shape of WATI as well', async () => {
		const { items } = await bench.run({
			parameters: fromJson(
				[
					{ whatsappNumber: 14155560000, parameters },
					{ whatsappNumber: numberOf(1), customParams },
				],
				{ options: { apiVersion } },
			),
		});
		expect(bench.received()[0]?.body).toMatchObject({
			receivers: [
				{ whatsappNumber: numberOf(0), customParams },
				{ whatsappNumber: numberOf(1), customParams },
			],
		});
		expect(items).toHaveLength(2);
		expect(delivered(2)).toBe(2);
	});

	test('tells the refused one from the others when the node continues', async () => {
		const recipients = [...list(2), { whatsappNumber: '14155550111', parameters }];
		const { items } = await bench.run({
			parameters: fromJson(recipients, { options: { apiVersion } }),
			onError: 'continueRegularOutput',
		});
		expect(items.map(({ json }) => json.details ?? json.accepted)).toEqual([
			true,
			true,
			{
				code: 'number-refused',
				httpCode: '200',
				itemIndex: 0,
				outcome: 'notSent',
				whatsappNumber: '14155550111',
			},
		]);
	});

	test('says how many were accepted when one is refused and the node stops', async () => {
		const result = await bench.run({
			parameters: fromJson([...list(2), { whatsappNumber: '14155550111', parameters }], {
				options: { apiVersion },
			}),
		});
		const { message, description, code, itemIndex } = shown(result);
		expect(message).toMatch(/^WATI did not accept 1 of 3 recipients: 14155550111: /);
		expect(description).toContain('WATI accepted 2 recipients: do not send to them again.');
		expect({ code, itemIndex }).toEqual({ code: 'number-refused', itemIndex: 0 });
	});

	test('a refused template refuses every recipient', async () => {
		const { items } = await bench.run({
			parameters: fromJson(list(2), { options: { apiVersion }, template: named('spring_sale') }),
			onError: 'continueRegularOutput',
		});
		expect(items.map(({ json }) => [json.error, json.details])).toEqual(
			[0, 1].map((place) => [
				'WATI did not accept the template',
				{
					code: 'template-refused',
					httpCode: '200',
					itemIndex: 0,
					outcome: 'notSent',
					whatsappNumber: numberOf(place),
				},
			]),
		);
	});
});

test('from a list that an expression returns, one list per item', async () => {
	const { items } = await bench.run({
		parameters: toMany({ recipientsFrom: 'json', recipientsJson: '={{ $json.people }}' }),
		items: [{ people: list(2) }, { people: list(3).slice(2) }],
	});
	expect(bench.requests).toHaveLength(2);
	expect(items.map(({ json, pairedItem }) => [json.whatsappNumber, pairedItem])).toEqual([
		[numberOf(0), { item: 0 }],
		[numberOf(1), { item: 0 }],
		[numberOf(2), { item: 1 }],
	]);
});

test('1,001 recipients take two calls', async () => {
	const { items, error } = await bench.run({ parameters: fromJson(list(1_001)) });
	expect(error).toBeUndefined();
	const sizes = bench.requests.map(
		({ body }) => (body as { receivers: unknown[] }).receivers.length,
	);
	expect(sizes).toEqual([1_000, 1]);
	expect(items).toHaveLength(1_001);
	expect(new Set(items.map(({ json }) => json.localMessageId)).size).toBe(1_001);
	expect(delivered(1_001)).toBe(1_001);
});

test('a refusal in the first thousand keeps the rest from leaving', async () => {
	const recipients = list(1_001);
	recipients[5] = { whatsappNumber: '14155550111', parameters };
	const result = await bench.run({ parameters: fromJson(recipients) });
	expect(bench.requests).toHaveLength(1);
	expect(shown(result).description).toContain(
		'WATI accepted 999 recipients: do not send to them again. Not tried: 1.',
	);
});

test('a lost answer leaves the outcome of its recipients unknown and goes on', async () => {
	bench.sandbox.addFault({ endpoint: ENDPOINT, kind: 'dropAfter' });
	const { items } = await bench.run({
		parameters: fromJson(list(1_001)),
		onError: 'continueRegularOutput',
	});
	expect(bench.requests).toHaveLength(2);
	const codes = items.map(({ json }) => (json.details as { code?: string } | undefined)?.code);
	expect(codes.filter((code) => code === 'outcome-unknown')).toHaveLength(1_000);
	expect(items[1_000]?.json).toMatchObject({ accepted: true, whatsappNumber: numberOf(1_000) });
});

test('a lost answer of the second call stops the node and says what is unknown', async () => {
	bench.sandbox.addFault({ endpoint: ENDPOINT, kind: 'dropAfter', after: 1 });
	const result = await bench.run({ parameters: fromJson(list(2_500)) });
	const { code, message, description } = shown(result);
	expect(code).toBe('outcome-unknown');
	expect(message).toMatch(
		/^It is unknown whether WATI accepted this: .*\. Recipients with unknown outcome: 1000 of 2500 \(14155561000, .*, and 995 more\)$/,
	);
	expect(description).toMatch(
		/^WATI accepted 1,000 recipients: do not send to them again\. The request left, .* Not tried: 500\./,
	);
});

test('a recipient that the answer leaves out is not called sent', async () => {
	const leftOut = { endpoint: ENDPOINT, kind: 'leaveOut' as const, whatsappNumbers: [numberOf(1)] };
	bench.sandbox.addFault(leftOut);
	const { items } = await bench.run({
		parameters: fromJson(list(3)),
		onError: 'continueRegularOutput',
	});
	expect(items.map(({ json }) => json.details ?? json.accepted)).toEqual([
		true,
		{
			code: 'recipient-left-out',
			httpCode: '200',
			itemIndex: 0,
			outcome: 'unknown',
			whatsappNumber: numberOf(1),
		},
		true,
	]);
	bench.sandbox.addFault(leftOut);
	const stopped = await bench.run({ parameters: fromJson(list(3)) });
	expect(shown(stopped)).toMatchObject({
		message: `WATI did not accept 1 of 3 recipients: ${numberOf(1)}: WATI did not mention this recipient in its answer`,
		code: 'recipient-left-out',
	});
});

test('results are matched by number when the answer has another order', async () => {
	const entry = (place: number, more = {}) => ({
		localMessageId: `id-${place}`,
		waId: numberOf(place),
		isValidWhatsAppNumber: true,
		errors: [],
		...more,
	});
	bench.sandbox.addFault({
		endpoint: ENDPOINT,
		kind: 'answer',
		body: {
			result: true,
			error: null,
			receivers: [
				entry(2),
				entry(1, { isValidWhatsAppNumber: false, errors: ['Invalid WhatsApp number'] }),
				entry(0),
			],
		},
	});
	const { items, errorItems } = await bench.run({
		parameters: fromJson(list(3)),
		onError: 'continueErrorOutput',
	});
	expect(items.map(({ json }) => [json.whatsappNumber, json.localMessageId])).toEqual([
		[numberOf(0), 'id-0'],
		[numberOf(2), 'id-2'],
	]);
	expect(errorItems.map(({ json }) => json)).toMatchObject([
		{
			error: 'WATI cannot send to this number',
			message: expect.stringContaining('WATI answered: "Invalid WhatsApp number"') as string,
			details: { code: 'number-refused', whatsappNumber: numberOf(1) },
		},
	]);
});

test.each([
	['no list', '{"a":1}', "The field 'Recipients (JSON)' must contain a list"],
	['no JSON', '[{', "The field 'Recipients (JSON)' contains no valid JSON"],
	['nobody', '[]', "The field 'Recipients' is empty"],
	['no object', '[1]', 'Recipients 1 is not an object'],
	[
		'a wrong number',
		'[{"whatsappNumber":"14155560000"},{"whatsappNumber":"1415abc"}]',
		"The field 'Recipients 2, Contact Number' contains no WhatsApp number: 1415abc",
	],
	[
		'a blank variable',
		'[{"whatsappNumber":"14155560000","parameters":{"name":" "}}]',
		"The variable 'name' in 'Recipients 1' is blank",
	],
	[
		'wrong parameters',
		'[{"whatsappNumber":"14155560000","parameters":"Ada"}]',
		"'Recipients 1, Parameters' must be an object or a list of names and values",
	],
])('a list with %s is stopped before the network', async (_what, recipientsJson, message) => {
	const result = await bench.run({
		parameters: toMany({ recipientsFrom: 'json', recipientsJson }),
	});
	expect(shown(result)).toMatchObject({
		message,
		description: expect.stringContaining('[Item 0]'),
		code: 'input-invalid',
	});
	expect(bench.requests).toEqual([]);
});
