import {
	connectionHeaders,
	getBase,
	isOfMaton,
	resolveRoute,
	type Route,
} from '../../../../../nodes/shared/http/route/route';
import { wati } from '../../../../../nodes/Wati/service';

describe('routes', () => {
	const source = (parameters: Record<string, unknown>, credential: object) => ({
		getNodeParameter: (name: string, fallback?: unknown) => parameters[name] ?? fallback,
		getCredentials: async () => credential,
	});
	const maton = async (connection: string, connectionId?: string, apiKey = ' bearer  KEY ') =>
		await resolveRoute(
			source(
				{ authentication: 'matonApi', 'options.connection': connection },
				{ apiKey, gatewayUrl: 'https://api.maton.ai', connectionId },
			) as never,
			wati,
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
			key: 'KEY',
			tenant: 'KEY mine',
		});
		expect((await maton(' ', ' theirs ')).connection).toBe('theirs');
		expect((await maton('', undefined, 'the-Bearer-key')).account).toBe('the-Bearer-key');
		expect(await maton('')).not.toHaveProperty('connection');
		expect((await maton('')).tenant).toBe('KEY ');
	});

	test('straight to WATI know both bases', async () => {
		const route = await resolveRoute(
			source(
				{ authentication: 'watiApi' },
				{ apiUrl: 'live.example.com/1', accessToken: ' bearer TOKEN' },
			) as never,
			wati,
		);
		expect(route).toEqual({
			service: wati,
			kind: 'direct',
			credentialType: 'watiApi',
			apiUrl: 'https://live.example.com/1',
			rootUrl: 'https://live.example.com',
			account: 'https://live.example.com/1',
			key: 'TOKEN',
			tenant: 'https://live.example.com/1',
		});
		expect(getBase(route, '/api/ext/v3/contacts')).toBe('https://live.example.com');
		expect(getBase(route, '/api/v1/getContacts')).toBe('https://live.example.com/1');
		expect(getBase(route, '/connections')).toBeUndefined();
	});

	test('tell whose a path is', () => {
		expect(['/connections', '/connections/1', '/api/connections'].map(isOfMaton)).toEqual([
			true,
			true,
			false,
		]);
	});

	test.each([
		['maton', 'c1', '/api/v1/x', { 'Maton-Connection': '', 'maton-connection': 'c1' }],
		['maton', ' ', '/api/v1/x', {}],
		['maton', 'c1', '/connections', {}],
		['direct', 'c1', '/api/v1/x', {}],
	])('%s with %p on %s has the headers %j', (kind, connection, path, headers) => {
		const context = source({ 'options.connection': connection }, {}) as never;
		expect(connectionHeaders(context, { kind } as Route, path)).toEqual(headers);
	});
});
