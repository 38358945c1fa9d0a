import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import {
	binary,
	describePackage,
	expressionEngines,
	listSearch,
	loadOptions,
	readBinary,
	resourceMapping,
	runHook,
	runNode,
	runWebhook,
	testCredential,
	useExpressionEngine,
	usePackage,
	type RunOptions,
} from './harness';

interface Received {
	method: string;
	url: string;
	headers: IncomingHttpHeaders;
	body: Buffer;
}

const fixture = join(__dirname, 'harness/fixture');
const received: Received[] = [];
const bytes = Buffer.from([0, 255, 10, 13, 128]);
let server: Server;
let url: string;

function answer({ url: path, headers, body }: Received): [number, string | Buffer] {
	if (headers.authorization !== 'Bearer good') return [401, '{"info":"Who are you?"}'];
	if (path === '/file') return [200, bytes];
	if (path.startsWith('/names')) return [200, '{"names":["Ada","Grace"]}'];
	if (path === '/account') return [200, '{"account":{"active":true}}'];
	if (path !== '/send') return [200, '{"done":true}'];
	const { text } = JSON.parse(body.toString()) as { text: string };
	return text === 'bad' ? [400, '{"info":"No bad texts"}'] : [200, JSON.stringify({ sent: text })];
}

beforeAll(async () => {
	server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const { method = '', url: path = '', headers } = request;
			const call = { method, url: path, headers, body: Buffer.concat(chunks) };
			received.push(call);
			const [status, body] = answer(call);
			const type = Buffer.isBuffer(body) ? 'application/x-sample' : 'application/json';
			const wait = body.includes('slow') ? 2000 : 0;
			setTimeout(() => response.writeHead(status, { 'content-type': type }).end(body), wait);
		});
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
	server.closeAllConnections();
	await new Promise((done) => server.close(done));
});

beforeEach(() => {
	usePackage(fixture);
	received.length = 0;
});

const credentials = (apiKey = 'good') => ({ sampleApi: { apiKey, url } });
const run = (parameters: RunOptions['parameters'], more: Partial<RunOptions> = {}) =>
	runNode({ node: 'sample', parameters, credentials: credentials(), ...more });
const texts = (...values: string[]) => values.map((text) => ({ text }));
const fromItem = { operation: 'send', text: '={{ $json.text }}' };

test('describes the package after post-processing by n8n', async () => {
	const { name, nodes, credentials: types } = await describePackage();
	expect(name).toBe('n8n-nodes-sample');
	expect(nodes.map((node) => node.name)).toEqual(['sample', 'sampleTrigger']);
	expect(nodes[0]?.properties.map((property) => property.name)).toContain('requestOptions');
	expect(types.map((type) => type.name)).toEqual(['sampleApi']);
});

test('names the files that are not built', async () => {
	usePackage(join(__dirname, 'harness/fixture/unbuilt'));
	await expect(describePackage()).rejects.toThrow('npm run build');
});

describe.each(expressionEngines())('on the %s expression engine', (kind) => {
	beforeAll(() => useExpressionEngine(kind));

	test('applies defaults, the generic authentication and the newest version', async () => {
		const { items, error, credentialReads } = await run({});
		expect(error).toBeUndefined();
		expect(items).toEqual([{ json: { sent: 'by default' }, pairedItem: { item: 0 } }]);
		expect(received[0]?.headers).toMatchObject({
			authorization: 'Bearer good',
			'sample-connection': '',
			'sample-region': 'eu',
		});
		expect(credentialReads).toEqual({ sampleApi: 2 });
	});

	test('stops at the item that failed', async () => {
		const { items, error, run: whole } = await run(fromItem, { items: texts('one', 'bad') });
		expect(items).toEqual([]);
		expect(error).toMatchObject({ message: 'No bad texts', httpCode: '400' });
		expect(error?.context.itemIndex).toBe(1);
		expect(whole.status).toBe('error');
		expect(received).toHaveLength(2);
	});

	test('continues in the regular output', async () => {
		const { items, error } = await run(fromItem, {
			items: texts('bad', 'two'),
			onError: 'continueRegularOutput',
		});
		expect(error).toBeUndefined();
		expect(items[0]?.error?.message).toBe('No bad texts');
		expect(items[1]).toEqual({ json: { sent: 'two' }, pairedItem: { item: 1 } });
	});

	test('continues in the error output', async () => {
		const { items, errorItems } = await run(fromItem, {
			items: texts('bad', 'two'),
			onError: 'continueErrorOutput',
		});
		expect(items).toEqual([{ json: { sent: 'two' }, pairedItem: { item: 1 } }]);
		expect(errorItems).toHaveLength(1);
		expect(errorItems[0]?.error?.message).toBe('No bad texts');
	});

	test('repeats all items on a retry', async () => {
		const retryOnFail = { maxTries: 2, waitBetweenTries: 10 };
		const { error } = await run(fromItem, { items: texts('one', 'bad'), retryOnFail });
		expect(error?.message).toBe('No bad texts');
		expect(received).toHaveLength(4);
	});

	test('lets expressions look back through linked items', async () => {
		const customers = [{ name: 'Ada' }, { name: 'Grace' }];
		const lookBack = "={{ $('Customers').item.json.name }} {{ $json.text }}";
		const { items } = await run(
			{ operation: 'send', text: lookBack },
			{ before: [{ name: 'Customers', items: customers }], items: texts('one', 'two') },
		);
		expect(items.map(({ json }) => json.sent)).toEqual(['Ada one', 'Grace two']);
		const crossed = [
			{ json: { text: 'one' }, pairedItem: { item: 1 } },
			{ json: { text: 'two' }, pairedItem: { item: 0 } },
		];
		const again = await run(
			{ operation: 'send', text: lookBack },
			{ before: [{ name: 'Customers', items: customers }], items: crossed },
		);
		expect(again.items.map(({ json }) => json.sent)).toEqual(['Grace one', 'Ada two']);
	});

	test('takes the items of the last node before', async () => {
		const { items } = await run(fromItem, { before: [{ name: 'Texts', items: texts('a', 'b') }] });
		expect(items.map(({ json }) => json.sent)).toEqual(['a', 'b']);
	});

	test('passes bytes in and out', async () => {
		const data = await binary(bytes, 'photo.jpg', 'image/jpeg');
		const items = [{ json: {}, binary: { data } }];
		await run({ operation: 'upload' }, { items });
		const [upload] = received;
		expect(upload?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
		expect(upload?.body.includes(bytes)).toBe(true);
		expect(upload?.body.toString('latin1')).toContain('filename="photo.jpg"');
		const download = await run({ operation: 'download' });
		const [item] = download.items;
		if (item === undefined) throw new Error('Nothing was downloaded');
		expect(item.binary?.data?.mimeType).toBe('application/x-sample');
		expect(await readBinary(item)).toEqual(bytes);
		await expect(readBinary(item, 'other')).rejects.toThrow('it has: data');
	});

	test('stops when it is told to', async () => {
		const { run: whole } = await run({ text: 'slow' }, { abortAfterMs: 100 });
		expect(whole.status).toBe('canceled');
	});

	test('does not start with an empty required field', async () => {
		await expect(run({ text: '' })).rejects.toMatchObject({
			name: 'WorkflowHasIssuesError',
			message: expect.stringContaining('Parameter "Text" is required'),
		});
	});

	test('needs the credentials that the node needs', async () => {
		const { error } = await run({}, { credentials: {} });
		expect(error?.message).toBe('Node does not have any credentials set for "sampleApi"');
		expect(received).toHaveLength(0);
	});

	test('reads credentials once for the node and once for each request', async () => {
		const { credentialReads } = await run(fromItem, { items: texts('a', 'b', 'c') });
		expect(credentialReads).toEqual({ sampleApi: 4 });
	});

	test('loads choices, and lets their failures through', async () => {
		const options = { node: 'sample', parameters: {}, credentials: credentials() };
		expect(await loadOptions('names', options)).toEqual([
			{ name: 'Ada', value: 'by default-Ada' },
			{ name: 'Grace', value: 'by default-Grace' },
		]);
		const search = { ...options, filter: 'A', paginationToken: '4' };
		const page = await listSearch('searchNames', search);
		expect(page.paginationToken).toBe('5');
		expect(received.at(-1)?.url).toBe('/names?filter=A');
		const { fields } = await resourceMapping('fields', options);
		expect(fields.map(({ id }) => id)).toEqual(['Ada', 'Grace']);
		const refused = { ...options, credentials: credentials('wrong') };
		await expect(listSearch('searchNames', refused)).rejects.toMatchObject({ httpCode: '401' });
		await expect(listSearch('nothing', options)).rejects.toThrow('it has: searchNames');
	});

	test('tests credentials', async () => {
		expect(await testCredential('sampleApi', { apiKey: 'good', url })).toEqual({
			status: 'OK',
			message: 'Connection successful!',
		});
		const wrong = await testCredential('sampleApi', { apiKey: 'wrong', url });
		expect(wrong).toEqual({ status: 'Error', message: 'The key was not accepted' });
		const nobody = await testCredential('sampleApi', { apiKey: 'good' });
		expect(nobody).toEqual({ status: 'Error', message: 'ECONNREFUSED' });
		const nowhere = await testCredential('sampleApi', { apiKey: 'good', url: 'nowhere' });
		expect(nowhere).toEqual({ status: 'Error', message: 'ERR_INVALID_URL' });
	});

	test('lets a call reach the trigger', async () => {
		const staticData: IDataObject = {};
		const trigger = {
			node: 'sampleTrigger',
			parameters: {},
			credentials: credentials(),
			staticData,
		};
		const call = { ...trigger, body: { id: 'a' }, headers: { 'X-Sample': 'yes' } };
		const stranger = await runWebhook(call);
		expect(stranger).toMatchObject({ sent: true, status: 401, body: 'Unauthorized' });
		const known = await runWebhook({ ...call, query: { token: 'right' } });
		expect(known.sent).toBe(false);
		expect(known.result.workflowData).toEqual([
			[{ json: { id: 'a', rawBytes: 10, header: 'yes', event: 'message' } }],
		]);
		const raw = await runWebhook({
			...trigger,
			query: { token: 'right' },
			rawBody: '{ "id": "b" }',
		});
		expect(raw.result.workflowData?.[0]?.[0]?.json.rawBytes).toBe(13);
		expect(staticData).toEqual({ seen: ['a', 'b'] });
	});

	test('runs the life of the trigger', async () => {
		const staticData: IDataObject = {};
		const trigger = {
			node: 'sampleTrigger',
			parameters: {},
			credentials: credentials(),
			staticData,
		};
		expect((await runHook('checkExists', trigger)).result).toBe(false);
		const { webhookUrl } = await runHook('create', trigger);
		expect(webhookUrl).toBe('https://n8n.example.com/webhook/tested-webhook/webhook');
		expect(JSON.parse(String(received[0]?.body))).toEqual({ text: webhookUrl });
		expect((await runHook('checkExists', trigger)).result).toBe(true);
		expect((await runHook('checkExists', { ...trigger, isTest: true })).result).toBe(false);
		await runHook('delete', trigger);
		expect(staticData).toEqual({});
		const refused = { ...trigger, credentials: credentials('wrong') };
		await expect(runHook('create', refused)).rejects.toMatchObject({ httpCode: '401' });
	});
});
