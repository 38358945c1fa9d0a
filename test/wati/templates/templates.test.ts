import {
	ADA,
	BEN,
	expected,
	fileItem,
	mapped,
	named,
	number,
	operation,
	pairs,
	sha256,
	shown,
	useBench,
	variable,
} from '../setup';

const bench = useBench();

const send = (more = {}) =>
	operation('template', 'send', {
		whatsappNumber: number(ADA),
		template: named('order_update'),
		...more,
	});
const variables = { additionalParameters: pairs({ name: 'Ada', ordernumber: 'A-1' }) };
const parameters = [
	{ name: 'name', value: 'Ada' },
	{ name: 'ordernumber', value: 'A-1' },
];

describe('Send', () => {
	test.each(['v1', 'v2'])('through %s', async (apiVersion) => {
		const { items } = await bench.run({
			parameters: send({
				templateParameters: mapped({ name: 'Ada', ordernumber: 'A-1' }, [
					variable('name'),
					variable('ordernumber'),
				]),
				options: { apiVersion, broadcastName: 'autumn' },
			}),
		});
		expect(bench.received()).toEqual([
			expected(`POST /wati/api/${apiVersion}/sendTemplateMessage`, {
				query: { whatsappNumber: ADA },
				body: {
					template_name: 'order_update',
					broadcast_name: 'autumn',
					parameters,
				},
			}),
		]);
		const [onPhone] = bench.sandbox.messagesTo(ADA);
		expect(onPhone).toMatchObject({ kind: 'template', text: 'Hi Ada, order A-1 shipped.' });
		expect(items).toHaveLength(1);
		expect(items[0]).toMatchObject({
			json: { accepted: true, whatsappNumber: ADA },
			pairedItem: { item: 0 },
		});
		const { localMessageId } = onPhone!.template!;
		expect(items[0]?.json.localMessageId).toBe(apiVersion === 'v2' ? localMessageId : undefined);
	});

	test('names the broadcast after the template and sends through v2 by default', async () => {
		await bench.run({ parameters: send(variables) });
		expect(bench.received().map(({ call, body }) => [call, body])).toEqual([
			[
				'POST /wati/api/v2/sendTemplateMessage',
				{ template_name: 'order_update', broadcast_name: 'order_update', parameters },
			],
		]);
	});

	test('fills header, text and link of a button', async () => {
		await bench.run({
			parameters: send({
				template: named('parcel_tracking'),
				additionalParameters: pairs({ name: 'Ada', ordernumber: 'A-1', trackingcode: 'T/9' }),
			}),
		});
		await bench.run({
			parameters: send({
				template: named('new_collection'),
				templateParameters: mapped({
					name: 'Ada',
					product_image: 'https://cdn.example.com/new.png',
				}),
			}),
		});
		expect(bench.sandbox.messagesTo(ADA)).toMatchObject([
			{ buttons: ['Track -> https://shop.example.com/track/T/9', 'Call us -> +14155550100'] },
			{ header: { kind: 'image', value: 'https://cdn.example.com/new.png' } },
		]);
	});

	test('sends a template without variables with an empty list', async () => {
		const { error } = await bench.run({ parameters: send({ template: named('welcome') }) });
		expect(error).toBeUndefined();
		expect(bench.received()[0]?.body).toEqual({
			template_name: 'welcome',
			broadcast_name: 'welcome',
			parameters: [],
		});
	});

	test('gives each item its own values', async () => {
		const { items } = await bench.run({
			parameters: send({
				whatsappNumber: number('={{ $json.phone }}'),
				templateParameters: mapped({ name: '={{ $json.name }}', ordernumber: '={{ 7 }}' }),
			}),
			items: [
				{ phone: ADA, name: 'Ada' },
				{ phone: 14155550102, name: 'Ben' },
			],
		});
		expect(bench.sandbox.messagesTo(ADA)[0]?.text).toBe('Hi Ada, order 7 shipped.');
		expect(bench.sandbox.messagesTo(BEN)[0]?.text).toBe('Hi Ben, order 7 shipped.');
		expect(items.map(({ json, pairedItem }) => [json.whatsappNumber, pairedItem])).toEqual([
			[ADA, { item: 0 }],
			[BEN, { item: 1 }],
		]);
	});
});

describe('Send via CSV', () => {
	const csv = '\ufeffName,CountryCode,Phone,name,ordernumber\r\nAda,+1,4155550101,Ada,A-1\r\n';
	const viaCsv = (more = {}) =>
		operation('template', 'sendViaCsv', { template: named('order_update'), ...more });

	test('uploads the file as it is', async () => {
		const { items } = await bench.run({
			parameters: viaCsv({ options: { broadcastName: 'autumn' } }),
			items: [await fileItem(csv, 'people.csv', 'text/csv')],
		});
		expect(bench.received()).toEqual([
			expected('POST /wati/api/v1/sendTemplateMessageCSV', {
				query: { template_name: 'order_update', broadcast_name: 'autumn' },
				body: {},
				files: [
					{
						field: 'whatsapp_numbers_csv',
						fileName: 'people.csv',
						contentType: 'text/csv',
						size: Buffer.byteLength(csv),
						sha256: sha256(csv),
					},
				],
			}),
		]);
		expect(bench.sandbox.messagesTo(ADA)[0]?.text).toBe('Hi Ada, order A-1 shipped.');
		expect(items).toMatchObject([{ json: { accepted: true }, pairedItem: { item: 0 } }]);
	});

	test.each([
		['Number,name\n14155550101,Ada\n', "has no column named 'Phone'", 'Found: Number, name'],
		['', "The file in 'Input Binary Field' is empty: people.csv", '[Item 0]'],
	])('refuses %j before the network', async (content, words, advice) => {
		const result = await bench.run({
			parameters: viaCsv(),
			items: [await fileItem(content, 'people.csv', 'text/csv')],
		});
		expect(shown(result)).toMatchObject({
			message: expect.stringContaining(words),
			description: expect.stringContaining(advice),
			code: 'input-invalid',
			itemIndex: 0,
		});
		expect(bench.requests).toEqual([]);
	});
});

describe('Get Many', () => {
	const getAll = (more = {}) => operation('template', 'getAll', { limit: 50, ...more });

	test('returns every status without a filter', async () => {
		const { items } = await bench.run({
			parameters: getAll({ filters: { channelPhoneNumber: '14155550100' } }),
		});
		expect(bench.received()).toEqual([
			expected('GET /wati/api/v1/getMessageTemplates', {
				query: { pageNumber: '1', pageSize: '50', channelPhoneNumber: '14155550100' },
			}),
		]);
		expect(items).toHaveLength(9);
		expect(items[0]).toEqual({
			json: {
				id: expect.any(String),
				elementName: 'order_update',
				category: 'UTILITY',
				status: 'APPROVED',
				language: 'en',
				body: 'Hi {{name}}, order {{ordernumber}} shipped.',
				footer: '',
				buttonsType: 'none',
				lastModified: '2026-09-21T10:00:00.000Z',
				variables: ['name', 'ordernumber'],
			},
			pairedItem: { item: 0 },
		});
	});

	test('returns the raw record when it is asked to', async () => {
		const { items } = await bench.run({ parameters: getAll({ limit: 1, simplify: false }) });
		expect(items).toHaveLength(1);
		expect(items[0]?.json).toMatchObject({ language: { value: 'en' }, wabaId: expect.any(String) });
	});

	test('filters over pages until the limit is full', async () => {
		bench.sandbox.reset({ maxPageSize: 4 });
		const filters = { statuses: ['PENDING', 'REJECTED', 'DELETED'] };
		const all = await bench.run({ parameters: getAll({ returnAll: true, filters }) });
		expect(all.items.map(({ json }) => json.elementName)).toEqual([
			'spring_sale',
			'flash_offer',
			'old_newsletter',
		]);
		expect(bench.received().map(({ query }) => query.pageNumber)).toEqual(['1', '2', '3']);
		bench.requests.length = 0;
		const two = await bench.run({ parameters: getAll({ limit: 2, filters }) });
		expect(two.items.map(({ json }) => json.elementName)).toEqual(['spring_sale', 'flash_offer']);
		expect(bench.received().map(({ query }) => query)).toEqual(
			['1', '2'].map((pageNumber) => ({ pageNumber, pageSize: '100' })),
		);
	});
});
