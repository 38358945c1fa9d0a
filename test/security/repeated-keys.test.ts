import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';

import type { INodeParameters } from 'n8n-workflow';

import { listSearch, readBinary, runHook, runWebhook } from '../harness';
import { ADA, operation, shown, textTo, useBench } from '../wati/setup';

const bench = useBench();

let server: Server;
let serverUrl = '';

/** What the server says, given the key that came, and with which status. */
let respond: (authorization: string, isRead: boolean) => { status: number; body: unknown };

beforeAll(async () => {
	server = createServer(({ headers, method }, response) => {
		const { status, body } = respond(String(headers.authorization), method === 'GET');
		response.writeHead(status, { 'content-type': 'application/json' });
		response.end(JSON.stringify(body));
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	serverUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
	server.closeAllConnections();
	await new Promise((done) => server.close(done));
});

/** A key that is written differently in addresses and in JSON. */
const ODD = 'canary/key+01"23456789==';

const FORMS = [ODD, encodeURIComponent(ODD), encodeURIComponent(ODD).toLowerCase(), 'canary\\/key'];

const everything = (value: unknown) =>
	inspect(value, { depth: null, maxStringLength: null, maxArrayLength: null, showHidden: true });

/** Fails where any way of writing the key is in what a user can see. */
function expectNoKey(value: unknown): void {
	const text = everything(value);
	const { matonKey, watiToken } = bench.sandbox;
	// `inspect` writes a quote with a backslash, so the beginning counts as well.
	const forms = [...FORMS, 'canary/key+01', matonKey, watiToken];
	expect(forms.filter((form) => text.includes(form))).toEqual([]);
}

const CONTACTS = 'GET /api/v1/getContacts';
const TEMPLATES = 'GET /api/v1/getMessageTemplates';
const MEDIA = 'GET /api/v1/getMedia';
const SEND = 'POST /api/v1/sendSessionMessage/{whatsappNumber}';

const sides: Array<[string, INodeParameters, (key?: string) => object]> = [
	[
		'Maton',
		{},
		(key) => bench.maton(key === undefined ? {} : { apiKey: key, gatewayUrl: serverUrl }),
	],
	[
		'WATI',
		{ authentication: 'watiApi' },
		(key) =>
			bench.wati(key === undefined ? {} : { accessToken: key, apiUrl: `${serverUrl}/123456` }),
	],
];

describe.each(sides)('a key that %s repeats', (side, route, credentialsOf) => {
	const keyOf = () => (side === 'Maton' ? bench.sandbox.matonKey : bench.sandbox.watiToken);
	const run = async (parameters: INodeParameters, key?: string, more = {}) =>
		await bench.run({
			parameters: { ...parameters, ...route },
			credentials: credentialsOf(key) as never,
			...more,
		});
	const list = operation('contact', 'getAll', { returnAll: true });

	test.each([
		['as it is', (key: string) => key],
		['with its scheme', (key: string) => `Bearer ${key}`],
		['encoded for an address', encodeURIComponent],
		['encoded in small letters', (key: string) => encodeURIComponent(key).toLowerCase()],
		['in JSON within a text', (key: string) => JSON.stringify({ key }).replace(/\//g, '\\/')],
	])('%s is in no part of a refusal', async (_how, write) => {
		const written = write(ODD);
		const body = { result: false, message: `Key ${written} is refused`, info: { [written]: 1 } };
		respond = () => ({ status: 400, body });
		const result = await run(textTo(ADA), `Bearer ${ODD}`);
		const { error } = result;
		expect(shown(result).words).toContain('***');
		expectNoKey([error, error?.stack, error?.context, result.run.data]);
	});

	test('is in no text or page of a refusal', async () => {
		for (const [body, contentType] of [
			[`No such key: ${keyOf()}`, 'text/plain'],
			[`<html><title>${keyOf()}</title><body>${keyOf()}</body></html>`, 'text/html'],
		] as const) {
			bench.sandbox.addFault({ endpoint: SEND, kind: 'answer', status: 403, body, contentType });
			const result = await run(textTo(ADA));
			expect(shown(result).code).toBe('not-allowed');
			expectNoKey([result.error, result.error?.stack, result.run.data]);
		}
	});

	test('is in no item where the node goes on', async () => {
		const body = { message: `Key ${keyOf()} is refused` };
		bench.sandbox.addFault({ endpoint: SEND, kind: 'status', status: 400, body });
		const result = await run(textTo(ADA), undefined, { onError: 'continueRegularOutput' });
		expect(everything(result.items)).toContain('Key *** is refused');
		expectNoKey(result.items);
	});

	test('is in no item of an accepted answer', async () => {
		const contact = { id: '1', wAid: ADA, fullName: `Ada ${keyOf()}`, [keyOf()]: [keyOf()] };
		const body = { result: 'success', contact_list: [contact], asked: { by: keyOf() } };
		bench.sandbox.addFault({ endpoint: CONTACTS, kind: 'answer', body });
		const { items } = await run(list);
		expect(everything(items)).toContain('Ada ***');
		expectNoKey(items);
	});

	test('stays in the bytes of a file, and is in no refusal in its place', async () => {
		const download = operation('media', 'download', { fileName: 'data/documents/notes.txt' });
		const answer = { endpoint: MEDIA, kind: 'answer', contentType: 'text/plain' } as const;
		bench.sandbox.addFault({ ...answer, body: `Grüße, ${keyOf()}` });
		const { items } = await run(download);
		expect((await readBinary(items[0]!)).toString()).toBe(`Grüße, ${keyOf()}`);
		const message = `Grüße, key ${keyOf()} may not`;
		bench.sandbox.addFault({ ...answer, body: { result: false, message } });
		const { error } = await run(download);
		expect(error?.context.words).toBe('Grüße, key *** may not');
		expectNoKey([error, error?.stack]);
	});

	test('is in no picker, and in none of its failures', async () => {
		const asks = () => bench.asks(route);
		const name = `order_${keyOf()}`;
		const template = { id: '1', elementName: name, body: keyOf(), status: 'APPROVED' };
		const body = { result: 'success', messageTemplates: [template] };
		bench.sandbox.addFault({ endpoint: TEMPLATES, kind: 'answer', body });
		const { results } = await listSearch('searchTemplates', asks());
		expect(results).toHaveLength(1);
		expectNoKey(results);
		const refusal = { message: `Key Bearer ${keyOf()} is refused` };
		bench.sandbox.addFault({ endpoint: TEMPLATES, kind: 'status', status: 401, body: refusal });
		const error: unknown = await listSearch('searchTemplates', asks()).catch((one: unknown) => one);
		expect(String(error)).toContain('***');
		expectNoKey([error, (error as Error).stack]);
	});
});

test('the new token of Rotate Token stays, and the old one beside it does not', async () => {
	const old = 'wati-sandbox-spare-token';
	const run = async (body: unknown) => {
		bench.sandbox.addFault({ endpoint: 'POST /api/v1/rotateToken', kind: 'answer', body });
		const { items } = await bench.run({
			parameters: operation('account', 'rotateToken', {
				authentication: 'watiApi',
				confirmRotation: true,
			}),
			credentials: bench.wati({ accessToken: old }),
		});
		return items[0]?.json;
	};
	expect(await run({ token: 'the-new-token', replaced: old })).toMatchObject({
		token: 'the-new-token',
		secret: true,
	});
	expect(await run({ token: old })).toMatchObject({ token: null, secret: false });
});

describe('the trigger', () => {
	const secret = '0123456789abcdef0123456789abcdef';
	const credentials = () => ({
		watiApi: { apiUrl: `${serverUrl}/123456`, accessToken: `Bearer ${ODD}` },
	});
	/** Lets reads through, and refuses the rest with these words. */
	const answers = (bodyFor: (key: string) => unknown) => {
		respond = (key, isRead) => ({ status: isRead ? 200 : 403, body: bodyFor(key) });
	};

	const given = (channelNumber: string) => ({
		parameters: { authentication: 'watiApi', channelNumber, options: { webhookSecret: secret } },
		credentials: credentials(),
	});

	const register = async (channelNumber = '15551234567') =>
		await runHook('create', given(channelNumber)).catch((error: unknown) => error);

	test('tells no key in the words of a refused registration', async () => {
		answers((key) => ({ ok: false, info: `Token ${key} may not` }));
		const error = await register();
		expect(String(error)).toContain('Token Bearer *** may not');
		expectNoKey([error, (error as Error).stack]);
	});

	test('tells no key where the words are cut', async () => {
		answers((key) => `${'No. '.repeat(46)}${key}`);
		const error = await register();
		expect(String(error)).toMatch(/did not let|does not let|did not register/);
		expect(everything(error)).not.toContain('canary');
	});

	test('tells no key among the numbers of the account', async () => {
		answers((key) => ({ result: [{ phoneNumber: key }, { phoneNumber: '15551234567' }] }));
		const error = await register('');
		expect(everything(error)).toContain('15551234567');
		expectNoKey([error, (error as Error).stack]);
	});

	test('tells no key in the reason why a file was not fetched', async () => {
		answers((key) => ({ result: false, message: `Token ${key} may not read files` }));
		const { result } = await runWebhook({
			parameters: {
				authentication: 'watiApi',
				options: { webhookSecret: secret, downloadMedia: true },
			},
			credentials: credentials(),
			query: { token: secret },
			body: {
				id: 'media-1',
				eventType: 'message',
				waId: ADA,
				type: 'image',
				owner: false,
				timestamp: String(Math.floor(Date.now() / 1_000)),
				data: 'data/images/a.jpg',
			},
		});
		const item = result.workflowData?.[0]?.[0];
		expect(everything(item?.json.media)).toContain('Token Bearer *** may not read files');
		expectNoKey(item);
	});
});
