import type { Sandbox } from '../../../sandbox';
import { wati } from '../client';
import { useSandbox } from '../use-sandbox';

let sandbox: Sandbox;
useSandbox((opened) => (sandbox = opened), { plan: 'off' }, { impossibleNumbers: 'refused' });

const WRONG = 'Check your template, it cannot have typos or blank text';
const pairs = (values: Record<string, string>) =>
	Object.entries(values).map(([name, value]) => ({ name, value }));
const order = { name: 'John', ordernumber: 'A1' };

async function send(
	version: 'v1' | 'v2',
	templateName: string,
	values: Record<string, string>,
	whatsappNumber = '14155550108',
) {
	return await wati(
		sandbox,
		'POST',
		`/api/${version}/sendTemplateMessage?whatsappNumber=${whatsappNumber}`,
		{ template_name: templateName, broadcast_name: 'news', parameters: pairs(values) },
	);
}

describe('getMessageTemplates', () => {
	it('lists every status with WATI’s fields, labelled as text', async () => {
		const { json, headers } = await wati(sandbox, 'GET', '/api/v1/getMessageTemplates?pageSize=20');
		const templates = json.messageTemplates as Array<{ elementName: string; status: string }>;
		expect(headers.get('content-type')).toMatch(/^text\/plain/);
		expect(json.link).toMatchObject({ nextPage: null, total: 9 });
		expect(templates.map((one) => `${one.elementName} ${one.status}`)).toEqual([
			'order_update APPROVED',
			'appointment_reminder APPROVED',
			'new_collection APPROVED',
			'parcel_tracking APPROVED',
			'ticket_link APPROVED',
			'welcome APPROVED',
			'spring_sale PENDING',
			'flash_offer REJECTED',
			'old_newsletter DELETED',
		]);
		expect(templates[0]).toMatchObject({
			hsm: 'Hi John, order A1 shipped.',
			body: 'Hi {{name}}, order {{ordernumber}} shipped.',
			bodyOriginal: 'Hi {{1}}, order {{2}} shipped.',
			customParams: [
				{ paramName: 'name', paramValue: 'John' },
				{ paramName: 'ordernumber', paramValue: 'A1' },
			],
			language: { key: 'English', value: 'en', text: 'English' },
			wabaId: '100000000000001',
		});
		expect(templates[4]).toMatchObject({
			buttons: [
				{ parameter: { urlType: 'dynamic', buttonParamMapping: { index: 1, paramName: '1' } } },
			],
		});
	});

	it('pages', async () => {
		const { json } = await wati(
			sandbox,
			'GET',
			'/api/v1/getMessageTemplates?pageSize=4&pageNumber=3',
		);
		expect(json.messageTemplates).toHaveLength(1);
		expect(json.link).toMatchObject({ pageNumber: 3, nextPage: null });
	});
});

describe('sendTemplateMessage', () => {
	it('v1 answers the captured shape, misspelling included', async () => {
		const { json } = await send('v1', 'order_update', { ...order, extra: 'ignored' });
		expect(json).toMatchObject({
			result: true,
			phone_number: '14155550108',
			template_name: 'order_update',
			parameteres: pairs({ ...order, extra: 'ignored' }),
			contact: { wAid: '14155550108', fullName: 'Hiro Tanaka' },
			model: { ids: [expect.stringMatching(/^[0-9a-f]{24}$/) as string] },
			validWhatsAppNumber: true,
		});
	});

	it('v2 answers the documented shape and works with a closed window', async () => {
		const heard: unknown[] = [];
		sandbox.events.once('templateSent', (event) => heard.push(event));
		const { json } = await send('v2', 'order_update', order);
		expect(json).toEqual({
			result: true,
			error: null,
			templateName: 'order_update',
			receivers: [
				{
					localMessageId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
					waId: '14155550108',
					isValidWhatsAppNumber: true,
					errors: [],
				},
			],
			parameters: pairs(order),
		});
		expect(sandbox.messagesTo('14155550108')).toMatchObject([
			{
				kind: 'template',
				text: 'Hi John, order A1 shipped.',
				template: { name: 'order_update', broadcastName: 'news', parameters: pairs(order) },
			},
		]);
		expect(heard).toHaveLength(1);
	});

	it('adds an unknown number as a contact', async () => {
		await send('v2', 'order_update', order, '14155550777');
		const { json } = await wati(sandbox, 'GET', '/api/v1/getContacts?pageSize=100');
		expect((json.link as { total: number }).total).toBe(13);
	});

	it('renders positional names, header media and button URLs', async () => {
		await send('v2', 'appointment_reminder', { '1': 'Ada', '2': 'Monday' });
		const product_image = 'https://cdn.example.com/new.png';
		await send('v2', 'new_collection', { name: 'Ada', product_image });
		await send('v2', 'parcel_tracking', { ...order, trackingcode: 'T1' });
		await send('v2', 'ticket_link', { '1': '99' });
		await send('v2', 'welcome', { header_image: product_image });
		expect(sandbox.messagesTo('14155550108')).toMatchObject([
			{ text: 'Hello Ada, your appointment is on Monday.', buttons: ['Confirm', 'Change'] },
			{ header: { kind: 'image', value: product_image }, footer: 'Reply STOP to opt out' },
			{ buttons: ['Track -> https://shop.example.com/track/T1', 'Call us -> +14155550100'] },
			{
				text: 'Ticket 99 was answered.',
				buttons: ['Open ticket -> https://help.example.com/tickets/99'],
			},
			{ header: { kind: 'image', value: 'https://cdn.example.com/welcome.png' } },
		]);
	});

	it.each([
		['unknown template', 'no_such', order, WRONG],
		['name in capitals', 'Order_Update', order, WRONG],
		['pending template', 'spring_sale', { name: 'a', discount: 'b' }, WRONG],
		['deleted template', 'old_newsletter', { name: 'a' }, WRONG],
		['missing parameter', 'order_update', { name: 'John' }, WRONG],
		['blank parameter', 'order_update', { name: ' ', ordernumber: 'A1' }, WRONG],
		['misnamed parameter', 'order_update', { name: 'John', orderNumber: 'A1' }, WRONG],
		['named instead of positional', 'appointment_reminder', { name: 'a', date: 'b' }, WRONG],
		['line break', 'order_update', { name: 'a\nb', ordernumber: 'A1' }, WRONG],
		['no header medium', 'new_collection', { name: 'a' }, WRONG],
		['header medium without URL', 'new_collection', { name: 'a', product_image: 'a.png' }, WRONG],
		[
			'five spaces',
			'order_update',
			{ name: 'a     b', ordernumber: 'A1' },
			"Custom params can't have 4 consecutive spaces and button url can't have a space",
		],
		[
			'space in a URL parameter',
			'ticket_link',
			{ '1': 'a b' },
			'Dynamic URL button parameter cannot contain spaces',
		],
	])('answers HTTP 200 and a false flag: %s', async (_name, template, values, text) => {
		const v1 = await send('v1', template, values as Record<string, string>);
		expect([v1.status, v1.json]).toEqual([200, { result: false, info: text }]);
		const v2 = await send('v2', template, values as Record<string, string>);
		expect(v2.json).toMatchObject({ result: false, error: text, receivers: [] });
		expect(sandbox.messagesTo('14155550108')).toEqual([]);
	});

	it.each(['abc', '1234567', '1415555010812345', '%2B14155550108', '14155550111'])(
		'tells of the bad number %s',
		async (number) => {
			const v1 = await send('v1', 'order_update', order, number);
			expect(v1.json).toMatchObject({ result: false, validWhatsAppNumber: false, contact: null });
			const v2 = await send('v2', 'order_update', order, number);
			expect(v2.json).toMatchObject({
				result: true,
				receivers: [{ isValidWhatsAppNumber: false, errors: ['Invalid WhatsApp number'] }],
			});
		},
	);

	it('takes four spaces in a row', async () => {
		const { json } = await send('v2', 'order_update', { name: 'a    b', ordernumber: 'A1' });
		expect(json.result).toBe(true);
	});

	it('may lie about a number that cannot exist: success, yet nothing arrives', async () => {
		sandbox.reset({ impossibleNumbers: 'failLater' });
		const { json } = await send('v2', 'order_update', order, '00000000000');
		expect(json).toMatchObject({ receivers: [{ isValidWhatsAppNumber: true, errors: [] }] });
		expect(sandbox.messagesTo('00000000000')).toEqual([]);
		const history = await wati(sandbox, 'GET', '/api/v1/getMessages/00000000000');
		expect(history.json.messages).toMatchObject({
			items: [{ statusString: 'FAILED', failedDetail: 'Message undeliverable' }],
		});
	});

	it('reaches a contact that has no number', async () => {
		const { json } = await send('v2', 'order_update', order, 'US.123124141512');
		expect(json).toMatchObject({ receivers: [{ waId: null, bsuid: 'US.123124141512' }] });
		expect(sandbox.messagesTo('US.123124141512')).toHaveLength(1);
	});

	it.each(['template_name', 'broadcast_name', 'parameters'])(
		'answers 400 without %s',
		async (field) => {
			const body: Record<string, unknown> = {
				template_name: 'order_update',
				broadcast_name: 'b',
				parameters: pairs(order),
			};
			delete body[field];
			for (const version of ['v1', 'v2']) {
				const path = `/api/${version}/sendTemplateMessage?whatsappNumber=14155550108`;
				const { status, json } = await wati(sandbox, 'POST', path, body);
				expect(status).toBe(400);
				expect(json.errors).toHaveProperty(field);
			}
		},
	);

	it('answers 400 without a target and takes `target`', async () => {
		const body = { template_name: 'order_update', broadcast_name: 'b', parameters: pairs(order) };
		expect((await wati(sandbox, 'POST', '/api/v2/sendTemplateMessage', body)).status).toBe(400);
		const path = '/api/v2/sendTemplateMessage?target=14155550108';
		expect((await wati(sandbox, 'POST', path, body)).json.result).toBe(true);
	});
});
