import type { Sandbox } from '../../sandbox';
import { call, lastRequest, maton } from './client';
import { useSandbox } from './use-sandbox';

let sandbox: Sandbox;
useSandbox(
	(opened) => (sandbox = opened),
	{ plan: 'off', gatewayPerSecond: 0 },
	{ defaultConnection: 'oldest' },
);

const contacts = '/wati/api/v1/getContacts';
const tenantOf = (json: Record<string, unknown>) =>
	(json.contact_list as Array<{ tenantId: string }>)[0]?.tenantId;

describe('the gateway', () => {
	it.each([
		undefined,
		'Bearer wrong',
		'maton-sandbox-key',
		'Bearer Bearer maton-sandbox-key',
		'Bearer ',
	])('answers 401 in JSON to Authorization %j', async (authorization) => {
		const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
		for (const path of [contacts, '/connections']) {
			const { status, json } = await call('GET', sandbox.url + path, { headers });
			expect([status, json]).toEqual([401, { error: 'Invalid API key' }]);
		}
	});

	it('answers 401 to the WATI token', async () => {
		const headers = { authorization: `Bearer ${sandbox.watiToken}` };
		expect((await call('GET', sandbox.url + contacts, { headers })).status).toBe(401);
	});

	it('answers 400 without an active connection', async () => {
		const headers = { authorization: `Bearer ${sandbox.matonKeyWithoutConnections}` };
		const { status, json } = await call('GET', sandbox.url + contacts, { headers });
		expect([status, json]).toEqual([400, { error: 'No active connection found for app: wati' }]);
	});

	it('chooses the account by header, and its default by option', async () => {
		const second = { 'Maton-Connection': sandbox.secondConnectionId };
		expect(tenantOf((await maton(sandbox, 'GET', contacts)).json)).toBe(sandbox.tenantId);
		const named = await maton(sandbox, 'GET', contacts, undefined, second);
		expect(tenantOf(named.json)).toBe(sandbox.secondTenantId);
		sandbox.reset({ defaultConnection: 'newest' });
		const newest = await maton(sandbox, 'GET', contacts);
		expect(tenantOf(newest.json)).toBe(sandbox.secondTenantId);
		const unknown = { 'Maton-Connection': '99999999-0000-4000-8000-000000000000' };
		expect((await maton(sandbox, 'GET', contacts, undefined, unknown)).status).toBe(400);
	});

	it.each(['PENDING', 'FAILED'])('answers 400 when the named connection is %s', async (status) => {
		const { json } = await maton(sandbox, 'GET', `/connections?app=wati&status=${status}`);
		const [{ connection_id }] = json.connections as [{ connection_id: string }];
		const headers = { 'Maton-Connection': connection_id };
		expect((await maton(sandbox, 'GET', contacts, undefined, headers)).status).toBe(400);
	});

	it.each([
		['POST', '/wati/api/v1/rotateToken?token=x'],
		['GET', '/wati/api/file/showFile?fileName=x'],
		['GET', '/wati/api/ext/v3/contacts'],
		['GET', '/wati//api/v1/getContacts'],
		['GET', '/wati/123456/api/v1/getContacts'],
	])('forwards listed endpoints only: %s %s', async (method, path) => {
		const { status, json } = await maton(sandbox, method, path);
		expect([status, json]).toEqual([404, { error: 'Only the endpoints listed are supported' }]);
	});

	it('passes errors of WATI through', async () => {
		const wrongMethod = await maton(sandbox, 'POST', contacts);
		expect([wrongMethod.status, wrongMethod.text]).toEqual([405, '']);
		expect((await maton(sandbox, 'POST', '/wati/api/v1/addContact/14155550101')).status).toBe(400);
	});

	it('records the request as it came', async () => {
		await maton(sandbox, 'GET', `${contacts}?name=A%20B&pageSize=1`, undefined, {
			'Maton-Connection': sandbox.connectionId,
		});
		expect(lastRequest(sandbox)).toMatchObject({
			number: 1,
			side: 'maton',
			method: 'GET',
			url: `${contacts}?name=A%20B&pageSize=1`,
			path: '/api/v1/getContacts',
			endpoint: 'GET /api/v1/getContacts',
			query: { name: 'A B', pageSize: '1' },
			headers: {
				authorization: `Bearer ${sandbox.matonKey}`,
				'maton-connection': sandbox.connectionId,
			},
			status: 200,
			answer: { result: 'success', contact_list: [] },
			tookEffect: false,
		});
	});
});

describe('connections', () => {
	it('lists by app and status, with `method`', async () => {
		const { json } = await maton(sandbox, 'GET', '/connections?app=wati&status=ACTIVE');
		expect(json.connections).toMatchObject([
			{
				connection_id: sandbox.connectionId,
				status: 'ACTIVE',
				app: 'wati',
				method: 'API_KEY',
				creation_time: '2026-01-08T07:20:53.488Z',
				url: expect.stringContaining('/connect?session_token=') as string,
				metadata: {},
			},
			{ connection_id: sandbox.secondConnectionId },
		]);
		expect((await maton(sandbox, 'GET', '/connections')).json.connections).toHaveLength(7);
		expect((await maton(sandbox, 'GET', '/connections?status=OPEN')).status).toBe(400);
	});

	it('goes from PENDING over its link to ACTIVE', async () => {
		const created = await maton(sandbox, 'POST', '/connections', { app: 'wati' });
		expect(Object.keys(created.json)).toEqual(['connection_id']);
		const path = `/connections/${String(created.json.connection_id)}`;
		const { connection } = (await maton(sandbox, 'GET', path)).json as {
			connection: { url: string; status: string };
		};
		expect(connection.status).toBe('PENDING');
		expect(connection).not.toHaveProperty('method');
		const page = await call('GET', connection.url);
		expect([page.status, page.headers.get('content-type')]).toEqual([
			200,
			'text/html; charset=utf-8',
		]);
		expect((await maton(sandbox, 'GET', path)).json).toMatchObject({
			connection: { status: 'ACTIVE' },
		});
		const headers = { 'Maton-Connection': String(created.json.connection_id) };
		expect((await maton(sandbox, 'GET', contacts, undefined, headers)).status).toBe(200);
		await call('GET', `${connection.url}&fail=1`);
		expect((await maton(sandbox, 'GET', path)).json).toMatchObject({
			connection: { status: 'FAILED' },
		});
	});

	it('deletes with an empty body', async () => {
		const path = `/connections/${sandbox.connectionId}`;
		const { status, text } = await maton(sandbox, 'DELETE', path);
		expect([status, text]).toEqual([200, '']);
		expect(lastRequest(sandbox)).toMatchObject({
			endpoint: 'DELETE /connections/{connectionId}',
			tookEffect: true,
		});
		expect((await maton(sandbox, 'GET', path)).status).toBe(404);
		expect((await maton(sandbox, 'DELETE', path)).status).toBe(404);
	});

	it('refuses unknown apps, other methods and links that do not exist', async () => {
		expect((await maton(sandbox, 'POST', '/connections', { app: 'nope' })).status).toBe(400);
		expect((await maton(sandbox, 'POST', '/connections')).status).toBe(400);
		expect((await maton(sandbox, 'PUT', '/connections', {})).status).toBe(405);
		expect((await maton(sandbox, 'GET', '/connections/a/b')).status).toBe(404);
		expect((await call('GET', `${sandbox.url}/connect?session_token=x`)).status).toBe(404);
	});

	it('belongs to one key', async () => {
		const headers = { authorization: `Bearer ${sandbox.matonKeyWithoutConnections}` };
		const url = `${sandbox.url}/connections`;
		expect((await call('GET', url, { headers })).json).toEqual({ connections: [] });
		const one = await call('GET', `${url}/${sandbox.connectionId}`, { headers });
		expect(one.status).toBe(404);
	});
});
