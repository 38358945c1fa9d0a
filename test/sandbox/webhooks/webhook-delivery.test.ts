import { startSandbox, type Sandbox, type SandboxOptions } from '../../../sandbox';
import { call, wati } from '../client';
import { startReceiver, until, type Receiver } from './receiver';

let sandbox: Sandbox;
let receiver: Receiver;
const QUICK: SandboxOptions = {
	plan: 'off',
	gatewayPerSecond: 0,
	deliveredAfterMs: 5,
	readAfterMs: 5,
	retryEveryMs: 5,
	twins: true,
	reorder: false,
	repeats: 0,
	webhookTimeoutMs: 10_000,
	recording: 'full',
};
beforeAll(async () => {
	sandbox = await startSandbox(QUICK);
});
afterAll(() => sandbox.close());
beforeEach(async () => {
	receiver = await startReceiver();
	sandbox.reset(QUICK);
});
afterEach(() => receiver.close());

const SENT = [
	'templateMessageSent',
	'templateMessageSent_v2',
	'sentMessageDELIVERED',
	'sentMessageDELIVERED_v2',
	'sentMessageREAD',
	'sentMessageREAD_v2',
];
const register = (eventTypes: string[], path = '/hook') =>
	sandbox.registerWebhook({
		url: receiver.url + path,
		eventTypes,
		phoneNumber: '14155550100',
	});
const sendTemplate = async (whatsappNumber = '14155550101') =>
	await wati(sandbox, 'POST', `/api/v1/sendTemplateMessage?whatsappNumber=${whatsappNumber}`, {
		template_name: 'welcome',
		broadcast_name: 'b',
		parameters: [],
	});

describe('delivery', () => {
	it('posts every name that was asked for, in order', async () => {
		register(SENT);
		await sendTemplate();
		await sandbox.webhooksSettled();
		expect(receiver.names()).toEqual(SENT);
		expect(receiver.arrivals[0]).toMatchObject({
			path: '/hook',
			headers: { 'content-type': 'application/json; charset=utf-8' },
		});
		expect(receiver.arrivals[0]?.headers.authorization).toBeUndefined();
		expect(sandbox.deliveries).toHaveLength(6);
		expect(sandbox.deliveries[5]).toMatchObject({
			number: 6,
			url: `${receiver.url}/hook`,
			eventType: 'sentMessageREAD_v2',
			attempt: 1,
			status: 200,
			body: receiver.arrivals[5]?.body,
		});
	});

	it('posts nothing else, and only to those who asked', async () => {
		register(['sentMessageREAD_v2'], '/one');
		register(['message'], '/two');
		await sendTemplate();
		await sandbox.webhooksSettled();
		expect(receiver.arrivals.map(({ path, body }) => [path, body.eventType])).toEqual([
			['/one', 'sentMessageREAD_v2'],
		]);
	});

	it('posts the newest name alone without twins', async () => {
		sandbox.deliverWith({ twins: false });
		register([...SENT, 'message_bsuid', 'templateMessageSent_v2_bsuid']);
		await sendTemplate();
		sandbox.customerWrites('14155550101', 'Hi');
		await sandbox.webhooksSettled();
		expect(receiver.names().sort()).toEqual([
			'message_bsuid',
			'sentMessageDELIVERED_v2',
			'sentMessageREAD_v2',
			'templateMessageSent_v2',
		]);
	});

	it('repeats each post, with equal bodies', async () => {
		sandbox.deliverWith({ repeats: 3 });
		register(['templateMessageSent', 'sentMessageREAD']);
		await sendTemplate();
		await sandbox.webhooksSettled();
		const bodies = receiver.arrivals.map(({ body }) => JSON.stringify(body));
		expect([bodies.length, new Set(bodies).size]).toEqual([8, 2]);
		expect(receiver.names().slice(0, 4)).toEqual(Array(4).fill('templateMessageSent'));
	});

	it('mixes the order', async () => {
		sandbox.deliverWith({ reorder: true });
		register(SENT);
		let isMixed = false;
		for (let round = 0; round < 5 && !isMixed; round++) {
			const before = sandbox.deliveries.length;
			await sendTemplate();
			await sandbox.webhooksSettled();
			const names = sandbox.deliveries.slice(before).map(({ eventType }) => eventType);
			expect([...names].sort()).toEqual([...SENT].sort());
			isMixed = names.indexOf('templateMessageSent') > names.indexOf('sentMessageREAD');
		}
		expect(isMixed).toBe(true);
	});

	it('keeps no records where only counts are kept', async () => {
		sandbox.reset({ recording: 'counts' });
		register(SENT);
		await sendTemplate();
		await sandbox.webhooksSettled();
		expect([receiver.arrivals.length, sandbox.deliveries.length]).toEqual([6, 0]);
	});

	it('posts nothing after a removal or a reset', async () => {
		const { id } = register(['sentMessageREAD']);
		await sendTemplate();
		sandbox.removeWebhook(id);
		await sandbox.webhooksSettled();
		register(['sentMessageREAD']);
		await sendTemplate();
		sandbox.reset();
		await new Promise((resolve) => setTimeout(resolve, 30));
		expect([receiver.arrivals.length, sandbox.webhooks()]).toEqual([0, []]);
	});
});

describe('failed posts', () => {
	it.each([[500], [404], [302], [400]])('come again after a %d', async (status) => {
		receiver.answer = () => (receiver.arrivals.length < 3 ? status : 204);
		const webhook = register(['templateMessageSent']);
		await sendTemplate();
		await until(() => sandbox.deliveries.at(-1)?.status === 204);
		expect(sandbox.deliveries.map((one) => [one.attempt, one.status])).toEqual([
			[1, status],
			[2, status],
			[3, 204],
		]);
		expect(webhook).toMatchObject({ status: 1, failedIterationCount: 0 });
	});

	it('come again when no answer or no connection comes', async () => {
		sandbox.reset({ webhookTimeoutMs: 60 });
		receiver.answer = () => (receiver.arrivals.length > 1 ? 200 : undefined);
		register(['templateMessageSent']);
		await sendTemplate();
		await until(() => sandbox.deliveries.at(-1)?.status === 200);
		expect(sandbox.deliveries.map(({ status }) => status)).toEqual(['timeout', 200]);
		const gone = await startReceiver();
		await gone.close();
		sandbox.registerWebhook({ url: gone.url, eventTypes: ['message'] });
		sandbox.customerWrites('14155550101', 'Hi');
		await until(() => sandbox.deliveries.some(({ attempt }) => attempt === 3));
		expect(sandbox.deliveries.at(2)).toMatchObject({ url: gone.url, status: 'connection' });
	});

	it('are given up after 144 attempts', async () => {
		receiver.answer = ({ body }) => (body.eventType === 'message' ? 200 : 500);
		sandbox.deliverWith({ retryEveryMs: 1 });
		const webhook = register(['templateMessageSent', 'message']);
		await sendTemplate();
		const attempts = () =>
			sandbox.deliveries.filter(({ eventType }) => eventType === 'templateMessageSent').length;
		await until(() => attempts() >= 60);
		sandbox.customerWrites('14155550101', 'Still here');
		await until(() => attempts() >= 144);
		await new Promise((resolve) => setTimeout(resolve, 30));
		expect([attempts(), webhook.status]).toEqual([144, 1]);
	});

	it('make a webhook defective after more than 100 in a row', async () => {
		receiver.answer = () => 500;
		sandbox.deliverWith({ retryEveryMs: 1 });
		const { id } = register(['templateMessageSent']);
		await sendTemplate();
		await until(() => sandbox.webhooks()[0]?.status === 2);
		expect(sandbox.webhooks()).toMatchObject([{ failedIterationCount: 101, isSentNotify: true }]);
		await sendTemplate();
		await sandbox.webhooksSettled();
		expect(receiver.arrivals).toHaveLength(101);
		expect(() => sandbox.sampleCallback(id, 'message')).toThrow('not enabled');
		receiver.answer = () => 200;
		await call('PUT', `${sandbox.url}/api/ext/v3/webhooks/${id}`, {
			headers: { authorization: `Bearer ${sandbox.watiToken}` },
			body: { status: 'Enabled', url: `${receiver.url}/hook` },
		});
		await sendTemplate();
		await sandbox.webhooksSettled();
		expect(sandbox.webhooks()).toMatchObject([{ status: 1, failedIterationCount: 0 }]);
		expect(receiver.arrivals).toHaveLength(102);
	});
});

describe('control', () => {
	const control = async (method: string, path: string, body?: Record<string, unknown>) =>
		await call(method, `${sandbox.url}/__sandbox/${path}`, { body });

	it('registers by hand, lists and removes', async () => {
		const url = `${receiver.url}/hook?token=abc`;
		const body = { url, eventTypes: ['message', 'templateReviewed'], authorization: 'Basic abc' };
		const { json } = await control('POST', 'webhooks', body);
		expect(json).toMatchObject({ url, channelPhoneNumber: null, status: 1 });
		sandbox.customerWrites('14155550101', 'Hi');
		expect((await control('GET', 'webhooks/settled')).json).toEqual({ ok: true });
		expect(receiver.arrivals).toMatchObject([
			{ path: '/hook?token=abc', headers: { authorization: 'Basic abc' } },
		]);
		expect(JSON.stringify((await control('GET', 'webhooks')).json)).not.toContain('Basic');
		expect((await control('DELETE', `webhooks?id=${String(json.id)}`)).json).toEqual({ ok: true });
		expect((await control('GET', 'webhooks')).json).toEqual([]);
		expect((await control('POST', 'webhooks', { url, eventTypes: ['x'] })).status).toBe(400);
		expect((await control('POST', 'webhooks', { url: 'x', eventTypes: [] })).status).toBe(400);
	});

	it('sends the sample of every event', async () => {
		const { id } = register(['message']);
		const authorization = `Bearer ${sandbox.watiToken}`;
		const names = await call('GET', `${sandbox.url}/api/ext/v3/webhooks/event-types`, {
			headers: { authorization },
		});
		const eventTypes = [...(names.json.event_types as string[]), 'templateReviewed'];
		for (const eventType of eventTypes) {
			const { json } = await control('POST', 'webhooks/sample', { id, eventType });
			expect(json).toEqual({ ok: true });
		}
		await sandbox.webhooksSettled();
		expect(receiver.names()).toEqual(eventTypes);
		const bodies = new Map(receiver.arrivals.map(({ body }) => [body.eventType, body]));
		expect(bodies.get('call.status_bsuid')).toMatchObject({
			call_id: 'call_wati_1',
			bsuid: 'US.100000000000001',
		});
		expect(bodies.get('templateMessageSent')).not.toHaveProperty('localMessageId');
		expect(bodies.get('sessionMessageSent_bsuid')).not.toHaveProperty('replyContextId');
		expect(bodies.get('sessionMessageSent_v2_bsuid')).toHaveProperty('replyContextId');
		const unknown = await control('POST', 'webhooks/sample', { id, eventType: 'no' });
		expect([unknown.status, unknown.json.error]).toEqual([400, 'No event no.']);
	});

	it('replays a conversation in the order it was seen, and repeats a post of it', async () => {
		const { id } = register(['message']);
		await control('POST', 'webhooks/replay', { id });
		await sandbox.webhooksSettled();
		expect(receiver.names()).toEqual([
			...SENT,
			'message',
			'sentMessageREPLIED',
			'sentMessageREPLIED_v2',
		]);
		const bodies = receiver.arrivals.map(({ body }) => body);
		expect(bodies[6]).toMatchObject({
			type: 'button',
			replyContextId: bodies[0]?.whatsappMessageId,
		});
		expect(bodies[8]).toMatchObject({
			statusString: 'Replied',
			text: 'Hi John, order A1 shipped.',
			localMessageId: bodies[1]?.localMessageId,
		});
		await control('POST', 'webhooks/repeat', { number: 7 });
		await control('POST', 'webhooks/replay');
		await sandbox.webhooksSettled();
		expect(receiver.arrivals[9]?.body).toEqual(bodies[6]);
		expect(receiver.arrivals[10]?.body.id).not.toBe(bodies[0]?.id);
		expect((await control('POST', 'webhooks/repeat', { number: 99 })).status).toBe(400);
	});

	it('lists deliveries and changes settings while running', async () => {
		register(SENT);
		expect((await control('POST', 'webhooks/settings', { twins: false })).json.ok).toBe(true);
		expect((await control('POST', 'webhooks/settings', { twinz: false })).status).toBe(400);
		await sendTemplate();
		await sandbox.webhooksSettled();
		const all = (await control('GET', 'deliveries')).json;
		expect(all).toHaveLength(3);
		const read = (await control('GET', 'deliveries?eventType=sentMessageREAD_v2&after=1')).json;
		expect(read).toMatchObject([{ number: 3, status: 200, attempt: 1 }]);
		expect((await control('GET', 'deliveries?url=http://other')).json).toEqual([]);
	});
});
