import { watiBaseUrl, watiRootUrl, watiV3BaseUrl } from '../../nodes/services/wati/addresses';
import { limitsFor } from '../../nodes/Wati/limits';
import {
	baseOf,
	connectionHeaders,
	isOfMaton,
	isOfV3,
	resolveRoute,
	type Route,
} from '../../nodes/shared/http/route';
import { mayPass, systemCodeOf, troubleOf } from '../../nodes/shared/http/network-error';
import { countCall, countSaved, usageOf } from '../../nodes/shared/http/usage';
import { wati } from '../../nodes/Wati/service';
import { ACCOUNT_LIMIT, type Plan } from '../../nodes/shared/http/pace/limit';
import { endpointOf } from '../../nodes/Wati/endpoint-name';
import { matonBaseUrl, matonControlUrl } from '../../nodes/shared/maton/addresses';

test.each([
	['https://live.example.com/123456', 'https://live.example.com/123456'],
	['  live.example.com/123456// ', 'https://live.example.com/123456'],
	['http://live.example.com/123456/api/v1', 'http://live.example.com/123456'],
	['https://live.example.com/1/API/V2/getContacts', 'https://live.example.com/1'],
	['https://live.example.com//api/ext/v3/contacts', 'https://live.example.com'],
	['https://live.example.com/api/v1x', 'https://live.example.com/api/v1x'],
	['git+ssh.x-1://live.example.com', 'git+ssh.x-1://live.example.com'],
	['1http://live.example.com', 'https://1http://live.example.com'],
])('WATI at %p is at %p', (pasted, base) => expect(watiBaseUrl(pasted)).toBe(base));

test('v3 lives at the root of the host', () => {
	expect(watiRootUrl('https://live.example.com/123/')).toBe('https://live.example.com');
	expect(watiRootUrl('https://live.example.com/123/x')).toBe('https://live.example.com/123/x');
	expect(watiV3BaseUrl('live.example.com/1')).toBe('https://live.example.com/api/ext/v3');
});

test.each([
	['https://api.maton.ai', 'https://api.maton.ai/wati', 'https://api.maton.ai'],
	['api.maton.ai/wati/', 'https://api.maton.ai/wati', 'https://api.maton.ai'],
	['  https://api.maton.ai// ', 'https://api.maton.ai/wati', 'https://api.maton.ai'],
	['https://api.maton.ai/whatsapp-business', 'https://api.maton.ai/wati', 'https://api.maton.ai'],
	[
		'https://api.maton.ai/wati/x',
		'https://api.maton.ai/wati/x/wati',
		'https://api.maton.ai/wati/x',
	],
	['gateway.maton.ai', 'https://gateway.maton.ai/wati', 'https://ctrl.maton.ai'],
	['https://ctrl.maton.ai', 'https://gateway.maton.ai/wati', 'https://ctrl.maton.ai'],
])('Maton at %p forwards at %p and is controlled at %p', (pasted, base, control) => {
	expect(matonBaseUrl(pasted)).toBe(base);
	expect(matonControlUrl(pasted)).toBe(control);
});

describe('limits', () => {
	const told = (path: string, plan: Plan = 'growth') =>
		limitsFor(path, plan).map(({ name, count, perMs }) => [name, count, Math.round(perMs)]);
	const account = ['account', 10, 1_100];

	test.each(['addContact', 'getContacts', 'getMessages'])('%s: ten in ten seconds', (name) => {
		expect(told(`/api/v1/${name}/1`)).toEqual([account, [name, 10, 11_000]]);
	});

	test.each(['sendTemplateMessage', 'sendTemplateMessages'])('%s: as the plan allows', (name) => {
		const counts = (['growth', 'pro', 'business'] as const).map(
			(plan) => told(`/api/v2/${name}`, plan)[1],
		);
		expect(counts).toEqual([30, 60, 100].map((count) => [name, count, 11_000]));
	});

	test.each(['/api/v1/sendSessionMessage/1', '/connections', '/x/api/v1/getContacts', '/api/v1/'])(
		'%s: the account alone',
		(path) => expect(limitsFor(path, 'growth')).toEqual([ACCOUNT_LIMIT]),
	);
});

describe('routes', () => {
	const source = (parameters: Record<string, unknown>, credential: object) => ({
		getNodeParameter: (name: string, fallback?: unknown) => parameters[name] ?? fallback,
		getCredentials: async () => credential,
	});
	const maton = async (connection: string, connectionId?: string, apiKey = ' bearer  KEY ') =>
		await resolveRoute(
			source(
				{ authentication: 'matonApi', connection },
				{ apiKey, gatewayUrl: 'https://api.maton.ai', connectionId },
			) as never,
		);

	test('through Maton know the connection of the node, else that of the credential', async () => {
		expect(await maton(' mine ', 'theirs')).toEqual({
			service: wati,
			kind: 'maton',
			credentialType: 'matonApi',
			apiUrl: 'https://api.maton.ai/wati',
			controlUrl: 'https://api.maton.ai',
			connection: 'mine',
			account: 'KEY',
			tenant: 'KEY mine',
		});
		expect((await maton(' ', ' theirs ')).connection).toBe('theirs');
		expect((await maton('', undefined, 'the Bearer key')).account).toBe('the Bearer key');
		expect(await maton('')).not.toHaveProperty('connection');
		expect((await maton('')).tenant).toBe('KEY ');
	});

	test('straight to WATI know both bases', async () => {
		const route = await resolveRoute(
			source({ authentication: 'watiApi' }, { apiUrl: 'live.example.com/1' }) as never,
		);
		expect(route).toEqual({
			service: wati,
			kind: 'wati',
			credentialType: 'watiApi',
			apiUrl: 'https://live.example.com/1',
			rootUrl: 'https://live.example.com',
			account: 'https://live.example.com/1',
			tenant: 'https://live.example.com/1',
		});
		expect(baseOf(route, '/api/ext/v3/contacts')).toBe('https://live.example.com');
		expect(baseOf(route, '/api/v1/getContacts')).toBe('https://live.example.com/1');
		expect(baseOf(route, '/connections')).toBeUndefined();
	});

	test('tell whose a path is', () => {
		expect(['/connections', '/connections/1', '/api/connections'].map(isOfMaton)).toEqual([
			true,
			true,
			false,
		]);
		expect(['/api/ext/v3/a', '/api/ext/v3x', '/x/api/ext/v3/a'].map(isOfV3)).toEqual([
			true,
			false,
			false,
		]);
	});

	test.each([
		['maton', 'c1', '/api/v1/x', { 'Maton-Connection': '', 'maton-connection': 'c1' }],
		['maton', ' ', '/api/v1/x', {}],
		['maton', 'c1', '/connections', {}],
		['wati', 'c1', '/api/v1/x', {}],
	])('%s with %p on %s has the headers %j', (kind, connection, path, headers) => {
		const context = source({ connection }, {}) as never;
		expect(connectionHeaders(context, { kind } as Route, path)).toEqual(headers);
	});
});

describe('a request without an answer', () => {
	const chain = (...codes: unknown[]): object | undefined =>
		codes.length === 0 ? undefined : { code: codes[0], cause: chain(...codes.slice(1)) };

	test('has the first code in the chain of its causes', () => {
		expect(systemCodeOf(chain(5, undefined, 'ECONNRESET', 'ENOTFOUND'))).toBe('ECONNRESET');
		expect(systemCodeOf(chain(...Array<undefined>(5), 'ECONNRESET'))).toBe('ECONNRESET');
		expect(systemCodeOf(chain(...Array<undefined>(6), 'ECONNRESET'))).toBeUndefined();
		expect(systemCodeOf('text')).toBeUndefined();
		expect(systemCodeOf(null)).toBeUndefined();
	});

	test.each([
		...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'].map((code) => [code, 'not-sent', true]),
		...[
			'EADDRNOTAVAIL',
			'ERR_INVALID_URL',
			'CERT_HAS_EXPIRED',
			'DEPTH_ZERO_SELF_SIGNED_CERT',
			'ERR_TLS_CERT_ALTNAME_INVALID',
			'SELF_SIGNED_CERT_IN_CHAIN',
			'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
			'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
		].map((code) => [code, 'not-sent', false]),
		['ERR_CANCELED', 'cancelled', false],
		...['EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT', 'ECONNRESET', 'ECONNABORTED'].map((code) => [
			code,
			'unknown',
			true,
		]),
	])('for %s is %s, and may pass: %p', (code, trouble, passes) => {
		expect(troubleOf({ code })).toBe(trouble);
		expect(mayPass({ code })).toBe(passes);
	});

	test.each(['EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT', 'ECONNRESET'])(
		'for %s was not sent where the call that failed was the connecting one',
		(code) => {
			const failed = (syscall: string) => troubleOf({ code, cause: { code, syscall } });
			expect([failed('connect'), failed('read')]).toEqual(['not-sent', 'unknown']);
			const several = (...calls: string[]) =>
				troubleOf({ code, cause: { code, errors: calls.map((syscall) => ({ code, syscall })) } });
			expect([several('connect', 'connect'), several('connect', 'read')]).toEqual([
				'not-sent',
				'unknown',
			]);
		},
	);

	test.each([
		['a handshake that never ended', { socket: { secureConnecting: true } }, 'not-sent'],
		['a connection that never was', { socket: { _pendingData: 'POST /' } }, 'not-sent'],
		['one behind redirects', { _currentRequest: { socket: { _pendingData: '' } } }, 'not-sent'],
		['a handshake that ended', { socket: { secureConnecting: false } }, 'unknown'],
		['what was written', { socket: { _pendingData: null } }, 'unknown'],
		['no socket', { socket: null }, 'unknown'],
		['no request', undefined, 'unknown'],
	])('with %s in its request is told by the socket', (_what, request, trouble) => {
		expect(troubleOf({ cause: { code: 'ECONNABORTED', request } })).toBe(trouble);
		expect(troubleOf({ code: 'ERR_CANCELED', request })).toBe('cancelled');
	});

	test('that n8n itself refused was not sent', () => {
		const refusals = ['SSRF protection', 'Address blocked', 'is not allowed here', 'Domain'];
		expect(refusals.map((message) => troubleOf({ cause: { message } }))).toEqual(
			refusals.map(() => 'not-sent'),
		);
		expect([{ message: 'Broken' }, { message: 5 }, undefined].map(troubleOf)).toEqual([
			'unknown',
			'unknown',
			'unknown',
		]);
		expect(troubleOf({ code: 'ECONNRESET', message: 'blocked' })).toBe('unknown');
		expect(mayPass(undefined)).toBe(false);
	});
});

describe('counting calls', () => {
	test.each([
		['/api/v1/sendSessionMessage/14155550101', 'POST /api/v1/sendSessionMessage'],
		['/api/v2/whatsApp/messages/file', 'POST /api/v2/whatsApp/messages'],
		['/x/api/v1/sendSessionMessage', 'POST /x'],
		['/connections/abc', 'POST /connections'],
		['', 'POST /'],
		['/api/ext/v3/contacts/14155550101/tags/VIP', 'POST /api/ext/v3/contacts/tags'],
		['/api/ext/v3/conversations/a1/messages-x', 'POST /api/ext/v3/conversations/messages-x'],
		['/api/ext/v3/conversations/64ab/messages', 'POST /api/ext/v3/conversations/messages'],
		['/api/ext/v3', 'POST /api/ext/v3'],
	])('%s is counted as %s', (path, name) => expect(endpointOf('POST', path)).toBe(name));

	test('tells the sums, and each endpoint by its name', () => {
		const account = 'counted account';
		countCall(account, 'POST /b', 'accepted');
		countCall(account, 'POST /b', 'refused');
		countCall(account, 'GET /a', 'unknown');
		countSaved(account, 3);
		countSaved(account, -1);
		countCall('other account', 'GET /a', 'accepted');
		const none = { accepted: 0, refused: 0, unknown: 0 };
		expect(usageOf(account)).toEqual({
			month: new Date().toISOString().slice(0, 7),
			since: expect.stringMatching(/^\d{4}-.*Z$/) as string,
			calls: 3,
			accepted: 1,
			refused: 1,
			unknown: 1,
			saved: 3,
			endpoints: [
				{ endpoint: 'GET /a', calls: 1, ...none, unknown: 1 },
				{ endpoint: 'POST /b', calls: 2, ...none, accepted: 1, refused: 1 },
			],
		});
	});

	test('keeps five hundred accounts, and then forgets the oldest', async () => {
		await jest.isolateModulesAsync(async () => {
			const usage = await import('../../nodes/shared/http/usage');
			const count = (place: number) => usage.countCall(`account ${place}`, 'GET /a', 'accepted');
			const callsOf = (place: number) => usage.usageOf(`account ${place}`).calls;
			for (let place = 0; place < 500; place++) count(place);
			expect(callsOf(0)).toBe(1);
			count(500);
			expect([callsOf(1), callsOf(0)]).toEqual([1, 0]);
		});
	});

	test('keeps a hundred endpoints, and begins anew with the month', () => {
		jest.useFakeTimers({ now: Date.UTC(2040, 0, 31, 23, 59) });
		const account = 'month account';
		for (let place = 0; place <= 100; place++) countCall(account, `GET /${place}`, 'accepted');
		expect(usageOf(account)).toMatchObject({
			month: '2040-01',
			calls: 100,
			since: '2040-01-01T00:00:00.000Z',
		});
		countCall(account, 'GET /0', 'accepted');
		expect(usageOf(account).calls).toBe(101);
		jest.setSystemTime(Date.UTC(2040, 1, 1));
		expect(usageOf(account)).toMatchObject({ month: '2040-02', calls: 0, endpoints: [] });
		jest.useRealTimers();
	});
});
