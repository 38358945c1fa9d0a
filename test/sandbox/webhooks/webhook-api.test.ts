import { startSandbox, type Sandbox, type SandboxOptions } from '../../../sandbox';
import { call, maton, wati } from '../client';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ plan: 'off', gatewayPerSecond: 0 });
});
afterAll(() => sandbox.close());

const DEFAULTS: SandboxOptions = {
	webhookPlan: 'pro',
	webhookDelete: true,
	webhookLimit: 5,
	channelNumber: 'digits',
	failureStatus: 200,
};
beforeEach(() => sandbox.reset(DEFAULTS));

const phoneNumber = '14155550100';
const url = 'https://n8n.example.com/webhook/abc?token=s3cr3t';
const ENTRY = { phoneNumber, url, status: 1, eventTypes: ['message', 'templateMessageFailed'] };
const JSON_TYPE = { 'content-type': 'application/json' };

const create = async (...entries: Array<Record<string, unknown>>) =>
	await wati(sandbox, 'POST', '/api/v2/webhookEndpoints', JSON.stringify(entries), JSON_TYPE);
const v3 = async (method: string, path: string, body?: Record<string, unknown>) =>
	await call(method, `${sandbox.url}/api/ext/v3/webhooks${path}`, {
		headers: { authorization: `Bearer ${sandbox.watiToken}` },
		body,
	});
const firstId = () => sandbox.webhooks()[0]?.id ?? '';

describe('POST /api/v2/webhookEndpoints', () => {
	it('creates what the list says and answers the documented shape', async () => {
		const { status, json } = await create(ENTRY, { ...ENTRY, url: `${url}2` });
		expect([status, json.ok]).toEqual([200, true]);
		expect(json.result).toEqual([
			{
				id: expect.stringMatching(/^[0-9a-f]{24}$/) as string,
				tenantId: '123456',
				channelId: null,
				channelPhoneNumber: phoneNumber,
				url,
				status: 1,
				created: expect.stringMatching(/Z$/) as string,
				lastUpdated: expect.stringMatching(/Z$/) as string,
				failedIterationCount: 0,
				isSentNotify: false,
				eventTypes: ['message', 'templateMessageFailed'],
			},
			expect.objectContaining({ url: `${url}2` }),
		]);
		expect(sandbox.requests.at(-1)).toMatchObject({
			endpoint: 'POST /api/v2/webhookEndpoints',
			tookEffect: true,
		});
	});

	it('refuses more than the limit', async () => {
		sandbox.reset({ webhookLimit: 2 });
		await create(ENTRY, { ...ENTRY, url: `${url}2` });
		const { status, json } = await create({ ...ENTRY, url: `${url}3` });
		const error = 'Number of Webhooks exceed limitation';
		expect([status, json]).toEqual([400, { ok: false, error, isOverWebhookLimit: true }]);
		expect(sandbox.webhooks()).toHaveLength(2);
	});

	it('refuses the same URL and number again, with either status', async () => {
		await create(ENTRY);
		const again = await create(ENTRY);
		expect([again.status, again.json]).toMatchObject([200, { ok: false, isWebhookExist: true }]);
		sandbox.reset({ failureStatus: 400 });
		await create(ENTRY);
		expect((await create(ENTRY)).status).toBe(400);
	});

	it.each([
		['a wrong number', { phoneNumber: '14155550777' }, 'Channel not found'],
		['a hyphenated number', { phoneNumber: '1-415-555-0100' }, 'Channel not found'],
		['an unknown event', { eventTypes: ['message', 'messageReceived'] }, 'Invalid event types'],
		['templateReviewed', { eventTypes: ['templateReviewed'] }, 'Invalid event types'],
		['no event', { eventTypes: [] }, 'Invalid event types'],
	])('refuses %s', async (_what, change, error) => {
		const { status, json } = await create({ ...ENTRY, ...change });
		expect([status, json]).toEqual([400, { ok: false, error }]);
		expect(sandbox.webhooks()).toEqual([]);
	});

	it('knows a hyphenated number by its hyphens only', async () => {
		sandbox.reset({ channelNumber: 'hyphenated' });
		expect((await create(ENTRY)).json.error).toBe('Channel not found');
		const listed = await wati(sandbox, 'GET', '/api/v2/whatsapp/phoneNumbers');
		expect(listed.json).toEqual({ ok: true, result: [{ displayPhoneNumber: '1-415-555-0100' }] });
		expect((await create({ ...ENTRY, phoneNumber: '1-415-555-0100' })).json.ok).toBe(true);
	});

	it('refuses other bodies, other methods and the Growth plan', async () => {
		const path = '/api/v2/webhookEndpoints';
		expect((await wati(sandbox, 'POST', path, ENTRY)).status).toBe(400);
		expect((await create()).status).toBe(400);
		expect((await create({ ...ENTRY, url: 'example.com' })).status).toBe(400);
		for (const method of ['GET', 'PUT', 'DELETE']) {
			expect((await wati(sandbox, method, path)).status).toBe(405);
		}
		sandbox.reset({ webhookPlan: 'growth' });
		const refused = await create(ENTRY);
		expect([refused.status, refused.text]).toEqual([403, '']);
		expect((await maton(sandbox, 'POST', `/wati${path}`)).status).toBe(404);
	});
});

describe('/api/ext/v3/webhooks', () => {
	beforeEach(() => sandbox.reset({ v3Webhooks: 'numbers' }));

	it('lists pages and needs both page parameters', async () => {
		await create(ENTRY, { ...ENTRY, url: `${url}2` });
		const { json } = await v3('GET', '?page_number=2&page_size=1');
		expect(json).toMatchObject({
			webhooks: [{ url: `${url}2`, status: 1, event_types: ENTRY.eventTypes }],
			page_number: 2,
			page_size: 1,
			total: 2,
		});
		for (const query of ['', '?page_number=1', '?page_size=1', '?page_number=1&page_size=101']) {
			const { status, json: body } = await v3('GET', query);
			expect([status, body]).toMatchObject([400, { code: 400, message: /invalid$/ }]);
		}
	});

	it('names the events, without the one that cannot be created', async () => {
		const { json } = await v3('GET', '/event-types');
		expect(json.event_types).toContain('sentMessageREAD_v2');
		expect(json.event_types).not.toContain('templateReviewed');
	});

	it('gets, changes and deletes one', async () => {
		await create(ENTRY);
		const path = `/${firstId()}`;
		expect((await v3('GET', path)).json).toMatchObject({ id: firstId(), url });
		const changed = await v3('PUT', path, { eventTypes: ['message'], status: 0 });
		expect(changed.json).toMatchObject({ event_types: ['message'], status: 0 });
		expect((await v3('PUT', path, { event_types: ['no'] })).status).toBe(400);
		expect((await v3('PUT', path, { status: 2 })).status).toBe(400);
		expect((await v3('DELETE', path)).json).toEqual({ result: true });
		expect((await v3('GET', path)).json).toMatchObject({ code: 404 });
		expect(sandbox.webhooks()).toEqual([]);
	});

	it('can refuse to delete', async () => {
		sandbox.reset({ webhookDelete: false });
		await create(ENTRY);
		const { status, text } = await v3('DELETE', `/${firstId()}`);
		expect([status, text]).toEqual([405, '']);
		expect(sandbox.webhooks()).toHaveLength(1);
	});

	it('is not part of the Growth plan', async () => {
		sandbox.reset({ webhookPlan: 'growth' });
		for (const path of ['?page_number=1&page_size=10', '/event-types', '/x']) {
			const { status, json } = await v3('GET', path);
			expect([status, json]).toMatchObject([403, { code: 403 }]);
		}
	});

	it('stands at the root, as the rest stands behind the tenant', async () => {
		const query = '/api/ext/v3/webhooks?page_number=1&page_size=10';
		expect((await wati(sandbox, 'GET', query)).status).toBe(404);
		const authorization = `Bearer ${sandbox.watiToken}`;
		for (const path of ['/api/v2/webhookEndpoints', '/api/v2/whatsapp/phoneNumbers']) {
			const reply = await call('GET', sandbox.url + path, { headers: { authorization } });
			expect([reply.status, reply.text]).toEqual([404, '']);
		}
		const stranger = await call('GET', sandbox.url + query);
		expect([stranger.status, stranger.text]).toEqual([401, '']);
	});

	it('shows an account its own webhooks only', async () => {
		await create(ENTRY);
		const authorization = 'Bearer wati-sandbox-second-token';
		const list = `${sandbox.url}/api/ext/v3/webhooks?page_number=1&page_size=10`;
		const { json } = await call('GET', list, { headers: { authorization } });
		expect(json.webhooks).toEqual([]);
	});
});
