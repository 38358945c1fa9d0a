import type { Sandbox } from '../../../sandbox';
import { lastRequest, v3, wati } from '../client';
import { useSandbox } from '../use-sandbox';

const ADA = '14155550101';
const BEN = '14155550102';
const FATIMA = '14155550106';

let sandbox: Sandbox;
useSandbox(
	(opened) => (sandbox = opened),
	{ plan: 'off' },
	{ v3Access: 'included', impossibleNumbers: 'failLater' },
);
afterEach(() => jest.useRealTimers());

const error = (code: number, message: string) => ({ code, message, timestamp: expect.any(String) });

const variables = [
	{ name: 'name', value: 'Ada' },
	{ name: 'ordernumber', value: 'A-1' },
];
const recipient = (phone: string, more = {}) => ({
	phone_number: phone,
	custom_params: variables,
	...more,
});
const IN_AN_HOUR = () => new Date(Date.now() + 3_600_000).toISOString();
const order = (more: Record<string, unknown> = {}) => ({
	template_name: 'order_update',
	broadcast_name: 'Orders of May',
	recipients: [recipient(ADA, { local_message_id: 'my-id-0000001' }), recipient('0123456789')],
	...more,
});
const send = async (more = {}) =>
	(await v3(sandbox, 'POST', '/messageTemplates/send', order(more))).json;
const schedule = async (more = {}) =>
	(
		await v3(
			sandbox,
			'POST',
			'/messageTemplates/schedule',
			order({ scheduled_at: IN_AN_HOUR(), ...more }),
		)
	).json;
const get = async (path: string) => (await v3(sandbox, 'GET', path)).json;

describe('templates to many', () => {
	it('are sent at once, with an answer per recipient', async () => {
		expect(await send()).toEqual({
			success: true,
			broadcast_id: expect.stringMatching(/^[0-9a-f]{24}$/),
			error: null,
			recipients: [
				{ local_message_id: 'my-id-0000001', phone_number: ADA, errors: [] },
				{ local_message_id: expect.any(String), phone_number: '0123456789', errors: [] },
			],
		});
		expect(sandbox.messagesTo(ADA).at(-1)).toMatchObject({
			text: 'Hi Ada, order A-1 shipped.',
			template: { broadcastName: 'Orders of May', localMessageId: 'my-id-0000001' },
		});
	});

	it('go out when their time has come, and not before', async () => {
		jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
		const { broadcast_id: id } = await schedule();
		expect(lastRequest(sandbox).tookEffect).toBe(true);
		expect(sandbox.messagesTo(ADA)).toEqual([]);
		const waiting = { status: 'scheduled', statistics: { total_pending: 2, total_sent: 0 } };
		expect(await get(`/broadcasts/${String(id)}`)).toMatchObject(waiting);
		jest.advanceTimersByTime(3_599_000);
		expect(sandbox.messagesTo(ADA)).toEqual([]);
		jest.advanceTimersByTime(2_000);
		expect(sandbox.messagesTo(ADA).map(({ text }) => text)).toEqual(['Hi Ada, order A-1 shipped.']);
		expect(await get(`/broadcasts/${String(id)}`)).toMatchObject({
			status: 'completed',
			statistics: { total_recipients: 2, total_pending: 0, total_failed: 1 },
		});
	});

	it('wait also for a time further away than a timer reaches', async () => {
		jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
		const day = 86_400_000;
		await schedule({ scheduled_at: new Date(Date.now() + 40 * day).toISOString() });
		jest.advanceTimersByTime(39 * day);
		expect(sandbox.messagesTo(ADA)).toEqual([]);
		jest.advanceTimersByTime(2 * day);
		expect(sandbox.messagesTo(ADA)).toHaveLength(1);
	});

	it('are forgotten by a reset', async () => {
		jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
		await schedule();
		sandbox.reset();
		jest.advanceTimersByTime(7_200_000);
		expect(sandbox.messagesTo(ADA)).toEqual([]);
	});

	it('name what is wrong with a recipient, and keep the others', async () => {
		const recipients = [
			recipient('14155550111'),
			recipient(ADA, { custom_params: [] }),
			{ target: 'US.123124141512', custom_params: variables },
		];
		const { success, recipients: answers, broadcast_id: id } = await schedule({ recipients });
		expect(success).toBe(true);
		expect((answers as Array<{ errors: string[] }>).map(({ errors }) => errors)).toEqual([
			['Invalid phone number format.'],
			['Check your template, it cannot have typos or blank text'],
			[],
		]);
		expect((await get(`/broadcasts/${String(id)}`)).statistics).toMatchObject({
			total_recipients: 1,
		});
	});

	it.each([[{ template_name: 'spring_sale' }], [{ template_name: 'no_such_template' }]])(
		'refuse a template with 200 and a false flag: %j',
		async (more) => {
			expect(await schedule(more)).toEqual({
				success: false,
				error: 'Check your template, it cannot have typos or blank text',
				broadcast_id: null,
				recipients: [],
			});
		},
	);

	it.each([
		[{ scheduled_at: '2020-01-01T00:00:00Z' }, 'scheduled_at must be in the future'],
		[{ scheduled_at: '2099-01-01 10:00' }, 'scheduled_at is invalid'],
		[{ scheduled_at: undefined }, 'scheduled_at is required'],
		[{ recipients: [] }, 'recipients is required'],
		[{ recipients: [{ custom_params: [] }] }, 'phone_number is required'],
		[{ recipients: [{ whatsappNumber: ADA }] }, 'Property whatsappNumber is not allowed'],
		[{ recipients: [recipient(`Support:${ADA}`)] }, 'Target is invalid'],
		[
			{ recipients: Array.from({ length: 10_001 }, () => recipient(ADA)) },
			'recipients must have at most 10000 entries',
		],
		[{ receivers: [] }, 'Property receivers is not allowed'],
		[{ channel: 'Default' }, 'Channel not found'],
		[{ broadcast_name: ' ' }, 'broadcast_name is required'],
	])('are refused: %j', async (more, message) => {
		expect(await schedule(more)).toEqual(error(400, message));
		expect(lastRequest(sandbox).tookEffect).toBe(false);
	});
});

describe('campaigns', () => {
	const page = 'page_number=1&page_size=10';

	it('are listed by channel, the newest first', async () => {
		await send({ broadcast_name: 'First' });
		await schedule({ broadcast_name: 'Second' });
		await send({ broadcast_name: 'Elsewhere', channel: '14155550150' });
		const names = async (query: string) => {
			const { broadcasts, total } = await get(`/broadcasts?${page}${query}`);
			return [(broadcasts as Array<{ name: string }>).map(({ name }) => name), total];
		};
		expect(await names('')).toEqual([['Second', 'First'], 2]);
		expect(await names('&channel=14155550100')).toEqual([['Second', 'First'], 2]);
		expect(await names('&channel=Support')).toEqual([['Elsewhere'], 1]);
		expect(await get(`/broadcasts?${page}&channel=Default`)).toEqual(
			error(400, 'Channel not found'),
		);
		expect(await get('/broadcasts')).toEqual(error(400, 'page_number is invalid'));
	});

	it('hold what v1 and v2 sent under one name', async () => {
		for (const version of ['v1', 'v2']) {
			await wati(sandbox, 'POST', `/api/${version}/sendTemplateMessage?whatsappNumber=${ADA}`, {
				template_name: 'order_update',
				broadcast_name: 'Shipping',
				parameters: variables,
			});
		}
		const { broadcasts } = await get(`/broadcasts?${page}`);
		expect(broadcasts).toMatchObject([{ name: 'Shipping', status: 'completed' }]);
		const [{ id }] = broadcasts as [{ id: string }];
		expect(await get(`/broadcasts/${id}/recipients?${page}`)).toMatchObject({ total_count: 2 });
	});

	it('follow each recipient from sent to read, replied or failed', async () => {
		sandbox.customersAct({
			whatsappNumber: FATIMA,
			phone: { failure: { code: '131049', detail: 'Not delivered' } },
		});
		const { broadcast_id: id } = await send({
			recipients: [ADA, BEN, FATIMA, '14155550190'].map((phone) => recipient(phone)),
		});
		sandbox.customerWrites(BEN, 'Thanks');
		sandbox.deliverWith({ deliveredAfterMs: 0, readAfterMs: 0 });
		const { recipients } = await get(`/broadcasts/${String(id)}/recipients?${page}`);
		expect(recipients).toMatchObject([
			{ contact_phone: ADA, contact_name: 'Ada Lindqvist', status: 'read', failed_code: null },
			{ contact_phone: BEN, status: 'replied', custom_params: variables },
			{ contact_phone: FATIMA, status: 'failed', failed_code: '131049' },
			{ contact_phone: '14155550190', contact_name: null, status: 'read' },
		]);
		expect(await get(`/broadcasts/${String(id)}`)).toMatchObject({
			id,
			name: 'Orders of May',
			statistics: {
				total_recipients: 4,
				total_sent: 3,
				total_delivered: 3,
				total_read: 3,
				total_replied: 1,
				total_failed: 1,
			},
		});
	});

	it('are summed up between two times, by name', async () => {
		await send();
		await send({ broadcast_name: 'Other' });
		const now = Date.now();
		const overview = async (from: number, to: number, search = '') => {
			const dates = `date_from=${new Date(from).toISOString()}&date_to=${new Date(to).toISOString()}`;
			return await get(`/broadcasts/overview?${dates}${search}`);
		};
		const sum = ({ total_sent: sent, total_failed: failed }: Record<string, unknown>) => [
			sent,
			failed,
		];
		expect(sum(await overview(now - 60_000, now + 60_000))).toEqual([2, 2]);
		expect(sum(await overview(now - 60_000, now + 60_000, '&search_string=MAY'))).toEqual([1, 1]);
		expect(sum(await overview(now - 120_000, now - 60_000))).toEqual([0, 0]);
		expect(await get('/broadcasts/overview?date_from=2026-01-01')).toEqual(
			error(400, 'date_to is invalid'),
		);
	});

	it.each(['', '/recipients?page_number=1&page_size=5'])('may be unknown: %j', async (tail) => {
		expect(await get(`/broadcasts/66f0aa000000000000000001${tail}`)).toEqual(
			error(404, 'Broadcast not found'),
		);
	});
});

test('the balance is told', async () => {
	expect(await get('/account/credits')).toEqual({
		credit: 42.5,
		welcome_credit: 0,
		remaining_free_conversations_count: 900,
		currency: 'USD',
		auto_charge_enabled: false,
	});
});

describe('chatbots', () => {
	const chatbots = async () =>
		(await get('/chatbots?page_number=1&page_size=10')).chatbot_list as Array<{ id: string }>;
	const start = async (body: Record<string, unknown>) =>
		(await v3(sandbox, 'POST', '/chatbots/start', body)).json;

	it('are listed without a total', async () => {
		expect(await get('/chatbots?page_number=1&page_size=10')).toEqual({
			chatbot_list: [
				expect.objectContaining({ name: 'Opening Hours', created: expect.any(String) }),
				expect.objectContaining({ name: 'Order Status' }),
			],
			page_number: 1,
			page_size: 10,
		});
	});

	it('take a chat over and write first', async () => {
		const [{ id }] = (await chatbots()) as [{ id: string }];
		expect(await start({ target: ADA, chatbot_id: id })).toEqual({ result: true });
		expect(lastRequest(sandbox).tookEffect).toBe(true);
		expect(sandbox.messagesTo(ADA).at(-1)?.text).toBe('We are open from 9 to 5.');
		const { message_list: list } = await get(
			`/conversations/${ADA}/messages?page_number=1&page_size=2`,
		);
		expect(list).toMatchObject([{ operator_name: 'Bot ' }, { event_type: 'ticket' }]);
	});

	it.each([
		[{ target: ADA, chatbot_id: '66f0aa0000000000000000ff' }, 404, 'Chatbot not found'],
		[{ target: '14155550190', chatbot_id: 'x' }, 404, 'Conversation not found'],
		[{ target: ADA }, 400, 'chatbot_id is required'],
		[{ chatbot_id: 'x' }, 400, 'target is required'],
		[{ target: ADA, chatbot_id: 'x', text: 'Hi' }, 400, 'Property text is not allowed'],
	])('do not start: %j', async (body, status, message) => {
		expect(await start(body)).toEqual(error(status, message));
	});

	it('do not start outside the 24-hour window', async () => {
		const [{ id }] = (await chatbots()) as [{ id: string }];
		expect(await start({ target: FATIMA, chatbot_id: id })).toEqual(
			error(400, 'Ticket has been expired.'),
		);
	});
});
