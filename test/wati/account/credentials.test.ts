import { MATON_KEY_PROBLEMS, MATON_KEY_REMARKS } from '../../../credentials/maton-key-test';
import { WATI_TOKEN_PROBLEMS, WATI_TOKEN_WORKS } from '../../../credentials/wati-token-test';
import { describePackage, testCredential } from '../../harness';
import { shown, textTo, useBench } from '../setup';

const bench = useBench();

const CONTACTS = 'GET /api/v1/getContacts';
const CONNECTIONS = 'GET /connections';

const ok = (message: string) => ({ status: 'OK', message });
const problem = (message: string) => ({ status: 'Error', message });

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
const answer = (endpoint: string, status: number, body: unknown = {}) =>
	bench.sandbox.addFault({ endpoint, kind: 'answer', status, body });

/** A server of the simulator that knows no Maton and no WATI. */
const elsewhere = () => bench.sandbox.foreignUrl;

test('each node with one of the keys tests it the same way', async () => {
	const { nodes } = await describePackage();
	const uses = nodes
		.flatMap(({ credentials = [] }) => credentials)
		.filter(({ name }) => ['matonApi', 'watiApi'].includes(name));
	expect(uses).toHaveLength(6);
	expect([...new Set(uses.map(({ name, testedBy }) => [name, testedBy].join()))].sort()).toEqual([
		'matonApi,testMatonKey',
		'watiApi,testWatiToken',
	]);
});

describe('Maton', () => {
	test.each([
		['as it is', {}],
		['with Bearer and spaces', { apiKey: ' Bearer maton-sandbox-key ' }],
		['without a connection ID', { connectionId: '' }],
	])('a good key %s', async (_what, more) => {
		expect(await maton(more)).toEqual(ok(MATON_KEY_REMARKS.works));
		expect(bench.requests[0]?.headers.authorization).toBe('Bearer maton-sandbox-key');
	});

	test('a key without a connection passes with a remark', async () => {
		const apiKey = bench.sandbox.matonKeyWithoutConnections;
		expect(await maton({ apiKey, connectionId: '' })).toEqual(ok(MATON_KEY_REMARKS.noConnection));
		expect(bench.requests.map(({ url }) => url)).toEqual(['/connections?app=wati&status=ACTIVE']);
	});

	test('a connection of another app passes with a remark', async () => {
		const connectionId = bench.sandbox.business.connectionId;
		expect(await maton({ connectionId })).toEqual(ok(MATON_KEY_REMARKS.otherApp));
	});

	test('a trailing slash in the address', async () => {
		expect((await maton({ gatewayUrl: `${bench.sandbox.url}/` })).status).toBe('OK');
		expect(bench.requests.at(-1)?.url).toMatch(/^\/wati\/api\/v1\/getContacts\?/);
		expect(bench.requests.at(-1)?.headers['maton-connection']).toBe(bench.sandbox.connectionId);
	});

	test('a wrong key, a wrong connection, and one that is not complete', async () => {
		expect(await maton({ apiKey: 'wrong' })).toEqual(problem(MATON_KEY_PROBLEMS.wrongKey));
		expect(await maton({ connectionId: 'nothing' })).toEqual(
			problem(MATON_KEY_PROBLEMS.noSuchConnection),
		);
		const created = await bench.run({
			parameters: { resource: 'connection', operation: 'create' },
		});
		const connectionId = String(created.items[0]!.json.connection_id);
		expect(await maton({ connectionId })).toEqual(problem(MATON_KEY_PROBLEMS.notActive));
	});

	test.each([
		[CONNECTIONS, 404, MATON_KEY_PROBLEMS.notMaton],
		[CONNECTIONS, 200, MATON_KEY_PROBLEMS.notMaton],
		[CONNECTIONS, 429, MATON_KEY_PROBLEMS.tooMany],
		[CONNECTIONS, 502, MATON_KEY_PROBLEMS.outOfOrder],
		['GET /connections/{connectionId}', 500, MATON_KEY_PROBLEMS.outOfOrder],
		[CONTACTS, 401, MATON_KEY_PROBLEMS.wrongToken],
		[CONTACTS, 403, MATON_KEY_PROBLEMS.noScope],
		[CONTACTS, 429, MATON_KEY_PROBLEMS.tooMany],
		[CONTACTS, 500, MATON_KEY_PROBLEMS.noWati],
		[CONTACTS, 200, MATON_KEY_PROBLEMS.noWati],
	])('%s with %d has a text of its own', async (endpoint, status, message) => {
		answer(endpoint, status);
		expect(await maton()).toEqual(problem(message));
	});

	test('a server that is not Maton', async () => {
		expect(await maton({ gatewayUrl: elsewhere() })).toEqual(problem(MATON_KEY_PROBLEMS.notMaton));
	});
});

describe('WATI', () => {
	test.each([
		['as it is', {}],
		['with Bearer', { accessToken: 'Bearer wati-sandbox-token' }],
	])('a good token %s', async (_what, more) => {
		expect(await wati(more)).toEqual(ok(WATI_TOKEN_WORKS));
		expect(bench.requests[0]?.headers.authorization).toBe('Bearer wati-sandbox-token');
	});

	test.each(['/', '/api/v1', '/api/v1/getContacts'])(
		'an address that ends with %s',
		async (end) => {
			const { url, tenantId } = bench.sandbox;
			expect(await wati({ apiUrl: `${url}/${tenantId}${end}` })).toEqual(ok(WATI_TOKEN_WORKS));
			expect(bench.requests.map(({ url: received }) => received.split('?')[0])).toEqual([
				'/123456/api/v1/getContacts',
			]);
		},
	);

	test('a wrong token, and an address without its tenant', async () => {
		expect(await wati({ accessToken: 'wrong' })).toEqual(problem(WATI_TOKEN_PROBLEMS.wrongToken));
		expect(await wati({ apiUrl: bench.sandbox.url })).toEqual(
			problem(WATI_TOKEN_PROBLEMS.wrongEndpoint),
		);
	});

	test.each([
		[200, { message: 'Unauthorized' }, WATI_TOKEN_PROBLEMS.wrongToken],
		[200, {}, WATI_TOKEN_PROBLEMS.notWati],
		[400, {}, WATI_TOKEN_PROBLEMS.notWati],
		[403, {}, WATI_TOKEN_PROBLEMS.noScope],
		[429, {}, WATI_TOKEN_PROBLEMS.tooMany],
		[503, {}, WATI_TOKEN_PROBLEMS.outOfOrder],
	])('%d with %j has a text of its own', async (status, body, message) => {
		answer(CONTACTS, status, body);
		expect(await wati()).toEqual(problem(message));
	});
});

/** Both kinds of keys, each with the field that holds its address. */
describe.each([
	[
		'Maton',
		'Gateway URL',
		async (gatewayUrl?: string) => await maton(gatewayUrl ? { gatewayUrl } : {}),
	],
	['WATI', 'API Endpoint URL', async (apiUrl?: string) => await wati(apiUrl ? { apiUrl } : {})],
] as const)('the way to %s', (name, label, run) => {
	const first = name === 'Maton' ? CONNECTIONS : CONTACTS;
	const check = `Check the ${label} and the n8n server's network connection.`;

	test.each([
		['http://127.0.0.1:9', '127.0.0.1:9: nothing answers there (ECONNREFUSED)'],
		['http://nowhere.invalid', /nowhere\.invalid: (there is no such host|its name cannot be)/],
		['https://:', /: it is not a web address/],
	])('%s is told in words', async (address, words) => {
		const { status, message } = await run(address);
		expect([status, message]).toEqual(['Error', expect.stringContaining(check)]);
		expect(message).toMatch(words);
	});

	test('an address without a scheme is one with https, as in the node', async () => {
		const { message } = await run(bench.sandbox.url.replace('http://', ''));
		expect(message).toContain('it does not speak https at this port (EPROTO)');
		const gatewayUrl = bench.sandbox.url.replace('http://', '');
		const sent = await bench.run({
			parameters: textTo(),
			credentials: bench.maton({ gatewayUrl }),
		});
		expect(shown(sent).message).toContain('EPROTO');
	});

	test('a cut connection and an answer that does not end', async () => {
		bench.sandbox.addFault({ endpoint: first, kind: 'dropBefore' });
		expect((await run()).message).toContain('it closed the connection (ECONNRESET)');
		bench.sandbox.addFault({ endpoint: first, kind: 'drip', latencyMs: 5_000 });
		expect((await run()).message).toContain(
			'no complete answer came within 20 seconds (ETIMEDOUT)',
		);
	});

	test.each([200, 502])('a web page with status %d is no success', async (status) => {
		bench.sandbox.addFault({ endpoint: first, kind: 'html', status });
		expect(await run()).toMatchObject({ status: 'Error' });
	});

	test('a web page is named', async () => {
		bench.sandbox.addFault({ endpoint: first, kind: 'html', status: 200 });
		expect((await run()).message).toMatch(new RegExp(`^A web page came back .* ${label}`));
	});
});
