import type { Sandbox } from '../../../sandbox';
import { parseCsv } from '../../../sandbox/wati/rules/csv';
import { lastRequest, maton, upload, wati } from '../client';
import { useSandbox } from '../use-sandbox';

let sandbox: Sandbox;
useSandbox((opened) => (sandbox = opened), { plan: 'off', gatewayPerSecond: 0 });

const WRONG = 'Check your template, it cannot have typos or blank text';
const params = (name: string, ordernumber = 'A1') => [
	{ name: 'name', value: name },
	{ name: 'ordernumber', value: ordernumber },
];
const bulk = (receivers: unknown, template_name = 'order_update') => ({
	template_name,
	broadcast_name: 'news',
	receivers,
});
const mixed = [
	{ whatsappNumber: '14155550101', customParams: params('Ada'), localMessageId: 'my-own-id-1' },
	{ whatsappNumber: 'abc', customParams: params('Nobody') },
	{ target: '14155550102', customParams: params('') },
	{ whatsappNumber: '14155550777', customParams: params('New') },
];

describe('sendTemplateMessages', () => {
	it('v2 tells of each receiver and keeps `result: true` over failures', async () => {
		const { status, json } = await maton(
			sandbox,
			'POST',
			'/wati/api/v2/sendTemplateMessages',
			bulk(mixed),
		);
		expect(status).toBe(200);
		expect(json).toEqual({
			result: true,
			error: null,
			templateName: 'order_update',
			receivers: [
				{
					localMessageId: 'my-own-id-1',
					waId: '14155550101',
					isValidWhatsAppNumber: true,
					errors: [],
				},
				{
					localMessageId: expect.any(String) as string,
					waId: 'abc',
					isValidWhatsAppNumber: false,
					errors: ['Invalid WhatsApp number'],
				},
				{
					localMessageId: expect.any(String) as string,
					waId: '14155550102',
					isValidWhatsAppNumber: true,
					errors: [WRONG],
				},
				{
					localMessageId: expect.any(String) as string,
					waId: '14155550777',
					isValidWhatsAppNumber: true,
					errors: [],
				},
			],
		});
		expect(sandbox.messagesTo('14155550101')).toHaveLength(1);
		expect(sandbox.messagesTo('14155550102')).toHaveLength(0);
		expect(sandbox.messagesTo('14155550777')).toMatchObject([
			{ text: 'Hi New, order A1 shipped.' },
		]);
	});

	it('v1 names only what failed', async () => {
		const { json } = await wati(sandbox, 'POST', '/api/v1/sendTemplateMessages', bulk(mixed));
		expect(json).toEqual({
			result: true,
			errors: {
				error: '',
				invalidWhatsappNumbers: ['abc'],
				invalidCustomParameters: ['14155550102'],
			},
		});
		const none = await wati(sandbox, 'POST', '/api/v1/sendTemplateMessages', bulk([mixed[1]]));
		expect(none.json).toMatchObject({
			result: false,
			errors: { error: 'Invalid WhatsApp number' },
		});
	});

	it('fails as a whole on a bad template', async () => {
		const v1 = await wati(sandbox, 'POST', '/api/v1/sendTemplateMessages', bulk(mixed, 'no_such'));
		expect([v1.status, v1.json]).toMatchObject([200, { result: false, info: WRONG }]);
		const v2 = await wati(
			sandbox,
			'POST',
			'/api/v2/sendTemplateMessages',
			bulk(mixed, 'spring_sale'),
		);
		expect(v2.json).toEqual({
			result: false,
			error: WRONG,
			templateName: 'spring_sale',
			receivers: [],
		});
		expect(lastRequest(sandbox).tookEffect).toBe(false);
	});

	it.each([
		[undefined],
		[[]],
		['x'],
		[[{}]],
		[[{ whatsappNumber: 14155550101 }]],
		[['14155550101']],
	])('answers 400 to receivers %j', async (receivers) => {
		const path = '/api/v2/sendTemplateMessages';
		expect((await wati(sandbox, 'POST', path, bulk(receivers))).status).toBe(400);
	});

	it('takes 10,000 receivers in one call', async () => {
		const receivers = Array.from({ length: 10_000 }, (_, index) => ({
			whatsappNumber: String(14_155_560_000 + index),
			customParams: params(`N${index}`),
		}));
		const { json } = await wati(sandbox, 'POST', '/api/v2/sendTemplateMessages', bulk(receivers));
		expect(json.receivers).toHaveLength(10_000);
		expect(sandbox.messagesTo('14155569999')).toMatchObject([
			{ text: 'Hi N9999, order A1 shipped.' },
		]);
		expect(lastRequest(sandbox).answer).toEqual({ omittedBytes: expect.any(Number) as number });
	});

	it('leaves receivers out without a word when told to', async () => {
		sandbox.addFault({
			endpoint: 'POST /api/v2/sendTemplateMessages',
			kind: 'leaveOut',
			whatsappNumbers: ['14155550101'],
		});
		const { json } = await wati(sandbox, 'POST', '/api/v2/sendTemplateMessages', bulk(mixed));
		expect(json.result).toBe(true);
		expect((json.receivers as Array<{ waId: string }>).map((one) => one.waId)).toEqual([
			'abc',
			'14155550102',
			'14155550777',
		]);
		expect(sandbox.messagesTo('14155550101')).toEqual([]);
	});
});

describe('sendTemplateMessageCSV', () => {
	const path = '/api/v1/sendTemplateMessageCSV?template_name=order_update&broadcast_name=news';
	const post = async (csv: string, url = path) =>
		await wati(sandbox, 'POST', url, upload('whatsapp_numbers_csv', 'a.csv', 'text/csv', csv));

	it('sends to each row, with quoted fields and country codes', async () => {
		const csv =
			'\uFEFFName,CountryCode,Phone,name,ordernumber\r\n' +
			'Ada,+1,4155550101,"Lindqvist, ""Ada""",A1\r\n\r\n' +
			'Ben,,14155550102,Ben,"A\r\n2"\r\nCy,+1,4155550103,Cy,A3';
		const { status, json } = await post(csv);
		expect([status, json]).toEqual([
			200,
			{
				result: true,
				errors: {
					error: '',
					invalidWhatsappNumbers: [],
					invalidCustomParameters: ['14155550102'],
				},
			},
		]);
		expect(sandbox.messagesTo('14155550101')).toMatchObject([
			{ text: 'Hi Lindqvist, "Ada", order A1 shipped.' },
		]);
		expect(sandbox.messagesTo('14155550103')).toHaveLength(1);
	});

	it.each([
		['no Phone column', 'phone,name\n14155550101,Ada', 'The CSV file must have a Phone column'],
		['no rows', 'Phone,name', 'The CSV file has no contacts'],
		['an open quote', 'Phone,name\n14155550101,"Ada', 'The CSV file is malformed'],
	])('refuses %s', async (_name, csv, info) => {
		const { status, json } = await post(csv);
		expect([status, json]).toEqual([200, { result: false, info }]);
	});

	it('needs the part and both query parameters', async () => {
		const form = upload('file', 'a.csv', 'text/csv', 'Phone\n14155550101');
		expect((await wati(sandbox, 'POST', path, form)).status).toBe(400);
		const bare = '/api/v1/sendTemplateMessageCSV';
		expect((await post('Phone\n1', `${bare}?template_name=order_update`)).status).toBe(400);
		expect((await post('Phone\n1', `${bare}?broadcast_name=news`)).status).toBe(400);
	});
});

describe('parseCsv', () => {
	it.each([
		[
			'a,b\nc,d',
			[
				['a', 'b'],
				['c', 'd'],
			],
		],
		[
			'a,\r\n,b',
			[
				['a', ''],
				['', 'b'],
			],
		],
		[
			'"a\nb","c,d"\n"""",x',
			[
				['a\nb', 'c,d'],
				['"', 'x'],
			],
		],
		['a,b,', [['a', 'b', '']]],
		['', []],
		['a\n\n\nb\n', [['a'], ['b']]],
		['"a"b,c', undefined],
		['a"b,c', undefined],
	])('%j', (text, rows) => {
		expect(parseCsv(text)).toEqual(rows);
	});
});
