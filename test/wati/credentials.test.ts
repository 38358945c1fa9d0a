import { testCredential } from '../harness';
import { shown, textTo, useBench } from './setup';

const bench = useBench();

const OK = { status: 'OK', message: 'Connection successful!' };
const CONTACTS = 'GET /api/v1/getContacts';

const maton = async (more: Record<string, string> = {}) => {
	const result = await testCredential('matonApi', bench.maton(more).matonApi!);
	bench.see(result);
	return result;
};
const wati = async (more: Record<string, string> = {}) => {
	const result = await testCredential('watiApi', bench.wati(more).watiApi!);
	bench.see(result);
	return result;
};
const status = (code: number) =>
	bench.sandbox.addFault({ endpoint: CONTACTS, kind: 'status', status: code });

/** What a proxy's login page looks like. */
const page = () =>
	bench.sandbox.addFault({ endpoint: CONTACTS, kind: 'html', status: 200, times: 2 });

describe('Maton', () => {
	test('a web page with status 200 is no success', async () => {
		page();
		expect(await maton()).toEqual({
			status: 'Error',
			message: expect.stringMatching(/^A web page came back .* Gateway URL/) as string,
		});
	});

	test('an address without a scheme is one with https, as in the node', async () => {
		const gatewayUrl = bench.sandbox.url.replace('http://', '');
		const { status: verdict, message } = await maton({ gatewayUrl });
		expect([verdict, message]).toEqual(['Error', 'EPROTO']);
		const credentials = bench.maton({ gatewayUrl });
		const result = await bench.run({ parameters: textTo(), credentials });
		expect(shown(result).message).toContain('EPROTO');
	});

	test.each([
		['as it is', {}],
		['with Bearer and spaces', { apiKey: ' Bearer maton-sandbox-key ' }],
		['without a connection', { connectionId: '' }],
	])('a good key %s', async (_what, more) => {
		expect(await maton(more)).toEqual(OK);
		expect(bench.requests[0]?.headers.authorization).toBe('Bearer maton-sandbox-key');
	});

	test('a trailing slash in the address', async () => {
		expect(await maton({ gatewayUrl: `${bench.sandbox.url}/` })).toEqual(OK);
		expect(bench.requests[0]?.url).toMatch(/^\/wati\/api\/v1\/getContacts\?/);
	});

	test('every failure has a text of its own', async () => {
		const results = [
			await maton({ apiKey: 'wrong' }),
			await maton({ connectionId: 'nothing' }),
			await maton({ gatewayUrl: 'http://127.0.0.1:9' }),
			await maton({ gatewayUrl: bench.sandbox.foreignUrl }),
		];
		bench.sandbox.addFault({ endpoint: CONTACTS, kind: 'html' });
		results.push(await maton());
		status(429);
		results.push(await maton());
		status(500);
		results.push(await maton());
		expect(results.every((result) => result.status === 'Error')).toBe(true);
		const texts = results.map(({ message }) => message);
		expect(texts).toEqual([
			expect.stringContaining('Maton did not accept the API key'),
			expect.stringContaining('Maton has no active WATI connection'),
			'ECONNREFUSED',
			expect.stringContaining('not as Maton does'),
			'Bad Gateway',
			expect.stringContaining('10 requests per second'),
			expect.stringContaining('could not reach WATI'),
		]);
		expect(new Set(texts).size).toBe(texts.length);
	});
});

describe('WATI', () => {
	test('a web page with status 200 is no success', async () => {
		page();
		expect(await wati()).toEqual({
			status: 'Error',
			message: expect.stringMatching(/^A web page came back .* API Endpoint URL/) as string,
		});
	});

	test('an address without a scheme is one with https, as in the node', async () => {
		const { url, tenantId } = bench.sandbox;
		const apiUrl = `${url.replace('http://', '')}/${tenantId}`;
		expect((await wati({ apiUrl })).message).toBe('EPROTO');
		const parameters = { ...textTo(), authentication: 'watiApi' };
		const result = await bench.run({ parameters, credentials: bench.wati({ apiUrl }) });
		expect(shown(result).message).toContain('EPROTO');
	});

	test.each([
		['as it is', {}],
		['with Bearer', { accessToken: 'Bearer wati-sandbox-token' }],
	])('a good token %s', async (_what, more) => {
		expect(await wati(more)).toEqual(OK);
		expect(bench.requests[0]?.headers.authorization).toBe('Bearer wati-sandbox-token');
	});

	test.each(['/', '/api/v1', '/api/v1/getContacts'])(
		'an address that ends with %s',
		async (end) => {
			const { url, tenantId } = bench.sandbox;
			expect(await wati({ apiUrl: `${url}/${tenantId}${end}` })).toEqual(OK);
			expect(bench.requests.map(({ url: received }) => received.split('?')[0])).toEqual([
				'/123456/api/v1/getContacts',
			]);
		},
	);

	test('every failure has a text of its own', async () => {
		const results = [
			await wati({ accessToken: 'wrong' }),
			await wati({ apiUrl: bench.sandbox.url }),
			await wati({ apiUrl: 'http://127.0.0.1:9/123456' }),
		];
		status(403);
		results.push(await wati());
		status(429);
		results.push(await wati());
		expect(results.every((result) => result.status === 'Error')).toBe(true);
		expect(results.map(({ message }) => message)).toEqual([
			expect.stringContaining('WATI did not accept the access token'),
			expect.stringContaining('with the tenant number at its end'),
			'ECONNREFUSED',
			expect.stringContaining('contacts:read'),
			expect.stringContaining('allows no more requests right now'),
		]);
	});
});
