import { endpointRow } from '../../../nodes/Wati/responses/setup-check';
import type { CredentialData } from '../../harness';
import { operation, useBench } from '../setup';

const bench = useBench();
const DAY = 86_400_000;

const CONTACTS = 'GET /api/v1/getContacts';
const CONNECTIONS = 'GET /connections';
const CHANNELS = 'GET /api/ext/v3/channels';
const WEBHOOKS = 'GET /api/ext/v3/webhooks';

async function check(
	authentication: 'matonApi' | 'watiApi',
	credentials?: CredentialData,
): Promise<Map<unknown, Record<string, unknown>>> {
	const parameters = operation('account', 'checkSetup', { authentication });
	const result = await bench.run({ parameters, ...(credentials ? { credentials } : {}) });
	expect(result.error).toBeUndefined();
	return new Map(result.items.map(({ json }) => [json.check, json]));
}

const statuses = (rows: Awaited<ReturnType<typeof check>>) =>
	[...rows].map(([name, { status }]) => `${String(name)}: ${String(status)}`);

const details = (rows: Awaited<ReturnType<typeof check>>, ...names: string[]) =>
	names.map((name) => rows.get(name)?.detail);

function answer(endpoint: string, status: number, body: unknown, date?: string): void {
	bench.sandbox.addFault({ endpoint, kind: 'answer', status, body, date, times: 0 });
}

function jwt(claims: object): string {
	const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
	return `${part({ alg: 'HS256' })}.${part(claims)}.c2lnbmF0dXJl`;
}

describe('through Maton', () => {
	test('everything in order, with two calls', async () => {
		const rows = await check('matonApi');
		expect(statuses(rows)).toEqual([
			'key: ok',
			'connectionState: ok',
			'chosenConnection: ok',
			'account: ok',
			'plan: unknown',
			'clock: ok',
			'webhookUrl: ok',
			'pausedChats: unknown',
		]);
		expect(bench.received().map(({ call }) => call)).toEqual([
			'GET /connections',
			'GET /wati/api/v1/getContacts',
		]);
		expect(details(rows, 'key', 'account', 'plan')).toEqual([
			'The key was accepted',
			'WATI answers',
			'Maton passes on nothing that shows the plan',
		]);
	});

	test('a key that is not accepted leaves the rest open', async () => {
		const rows = await check('matonApi', bench.maton({ apiKey: 'wrong' }));
		expect(statuses(rows)).toEqual([
			'key: failed',
			'connectionState: unknown',
			'chosenConnection: unknown',
			'account: unknown',
			'plan: unknown',
			'clock: ok',
			'webhookUrl: ok',
			'pausedChats: unknown',
		]);
		expect(rows.get('key')?.whatToDo).toMatch(/^Open the credential/);
		expect(details(rows, 'connectionState', 'chosenConnection', 'account')).toEqual([
			'Maton did not list the connections',
			'Maton did not list the connections',
			'Not checked, because Maton did not list the connections',
		]);
	});

	test('a gateway that fails says nothing about the key', async () => {
		answer(CONNECTIONS, 500, {});
		expect((await check('matonApi')).get('key')?.status).toBe('unknown');
	});

	test('no choice among several connections', async () => {
		const rows = await check('matonApi', bench.maton({ connectionId: '' }));
		expect(rows.get('chosenConnection')).toMatchObject({
			status: 'warning',
			detail: 'None is chosen, and Maton picks one of 2 active WATI connections',
		});
	});

	const one = (app: string, status: string) => ({ connection_id: 'chosen', app, status });
	test.each([
		['is missing', [], 'failed', 'Connection chosen does not exist'],
		[
			'is of another app',
			[one('slack', 'ACTIVE')],
			'failed',
			'Connection chosen is of the app slack',
		],
		['is pending', [one('wati', 'PENDING')], 'failed', 'Connection chosen is pending'],
	])('the chosen connection %s', async (_what, connections, status, detail) => {
		answer(CONNECTIONS, 200, { connections });
		const rows = await check('matonApi', bench.maton({ connectionId: 'chosen' }));
		expect(rows.get('chosenConnection')).toMatchObject({ status, detail });
		expect(rows.get('connectionState')?.status).toBe('failed');
		expect(rows.get('account')?.status).toBe('failed');
	});
});

describe('with the WATI token', () => {
	test('everything but encryption in order, with three calls', async () => {
		const rows = await check('watiApi');
		expect(details(rows, 'v3Access', 'plan')).toEqual([
			'The account may use API v3',
			'The plan includes API v3 and webhooks',
		]);
		expect(statuses(rows)).toEqual([
			'key: ok',
			'endpointUrl: warning',
			'v3Access: ok',
			'webhooks: ok',
			'plan: ok',
			'tokenAge: unknown',
			'clock: ok',
			'webhookUrl: ok',
			'pausedChats: unknown',
		]);
		expect(bench.received().map(({ call, query }) => [call, query])).toEqual([
			['GET /123456/api/v1/getContacts', { pageSize: '1', pageNumber: '1' }],
			['GET /api/ext/v3/channels', { page_number: '1', page_size: '1' }],
			['GET /api/ext/v3/webhooks', { page_number: '1', page_size: '100' }],
		]);
	});

	test('a token that is not accepted', async () => {
		const rows = await check('watiApi', bench.wati({ accessToken: 'wrong' }));
		expect(rows.get('key')?.status).toBe('failed');
		expect(rows.get('v3Access')?.status).toBe('unknown');
	});

	test.each([403, 404])('no API v3 (%i): webhooks are not asked for', async (status) => {
		answer(CHANNELS, status, { message: 'This feature is not available in your current plan' });
		const rows = await check('watiApi');
		expect(rows.get('v3Access')?.status).toBe('warning');
		expect(rows.get('webhooks')).toMatchObject({
			status: 'unknown',
			detail: 'WATI lists webhooks through API v3 only',
		});
		expect(rows.get('plan')).toEqual({
			check: 'plan',
			status: 'warning',
			detail: 'The plan or the scopes of the token seem to lack API v3',
			whatToDo: 'Check the plan in WATI, and the scopes of the token under Connector, API.',
		});
		expect(bench.count(WEBHOOKS)).toBe(0);
	});

	test('no answer about API v3 shows no plan', async () => {
		answer(CHANNELS, 500, {});
		expect((await check('watiApi')).get('plan')).toEqual({
			check: 'plan',
			status: 'unknown',
			detail: 'No answer shows the plan',
			whatToDo: 'Nothing',
		});
	});

	test('a plan without webhooks', async () => {
		bench.sandbox.reset({ gatewayPerSecond: 0, plan: 'off', webhookPlan: 'growth' });
		const rows = await check('watiApi');
		expect(rows.get('webhooks')?.status).toBe('unknown');
		expect(rows.get('plan')?.detail).toContain('seem to lack webhooks');
	});

	test.each([
		[[1, 1], 'ok', '2 webhooks, 0 defective, 0 disabled'],
		[[1, 0], 'warning', '2 webhooks, 0 defective, 1 disabled'],
		[[2, 0, 1], 'failed', '3 webhooks, 1 defective, 1 disabled'],
	])('webhooks in the states %j', async (states, status, detail) => {
		answer(WEBHOOKS, 200, { webhooks: states.map((state, id) => ({ id, status: state })) });
		expect((await check('watiApi')).get('webhooks')).toMatchObject({ status, detail });
	});

	const now = Date.now();
	test.each([
		['ended', -1, 'failed'],
		['ends soon', 3, 'warning'],
		['lasts', 300, 'ok'],
	])('a token that %s', async (_what, days, status) => {
		const accessToken = jwt({
			iat: Math.floor((now - 40.5 * DAY) / 1000),
			exp: Math.floor((now + days * DAY) / 1000),
		});
		const row = (await check('watiApi', bench.wati({ accessToken }))).get('tokenAge');
		expect(row?.status).toBe(status);
		expect(row?.detail).toMatch(/^Issued 40 days ago\. It end(s|ed) on \d{4}-\d\d-\d\d\.$/);
		expect(JSON.stringify(row)).not.toContain(accessToken);
	});

	test.each([
		[-600, /is (599|60\d) seconds ahead$/],
		[600, /is (59\d|60\d) seconds behind$/],
	])('a clock that is %i seconds off', async (seconds, detail) => {
		answer(CONTACTS, 200, {}, new Date(Date.now() + seconds * 1000).toUTCString());
		expect((await check('watiApi')).get('clock')).toMatchObject({
			status: 'warning',
			detail: expect.stringMatching(detail),
		});
	});
});

test.each([
	['https://live-mt-server.wati.io/123456', 'ok'],
	['https://eu-api.wati.io/123456', 'ok'],
	['https://proxy.example.com/wati/123456', 'ok'],
	['https://live-server-1234.wati.io', 'ok'],
	['https://app-server.wati.io', 'ok'],
	['https://proxy.example.com/wati', 'warning'],
	['https://live-mt-server.wati.io', 'warning'],
	['http://live-mt-server.wati.io/123456', 'warning'],
	['https://', 'failed'],
])('the endpoint %s is %s', (address, status) => {
	expect(endpointRow(address).status).toBe(status);
});
