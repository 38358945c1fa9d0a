import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import type * as Memory from '../../nodes/shared/webhooks/memory/trigger-memory';
import type { Payload } from '../../nodes/shared/webhooks/payload';
import { readBinary, runHook, runWebhook, type WebhookOptions } from '../harness';
import {
	bsuidTwin,
	IMAGE_PATH,
	MESSAGES,
	oldForm,
	OTHERS,
	SENT,
	STATUSES,
	TEXT,
} from './service/payloads';

/** The built module, whose state the built node uses. */
const { forgetAll, readTriggerStatus } = jest.requireActual<typeof Memory>(
	'../../dist/nodes/shared/webhooks/memory/trigger-memory',
);

const SECRET = '0123456789abcdef0123456789abcdef';
const parameters = ({ options = {}, ...more }: INodeParameters = {}): INodeParameters => ({
	...more,
	options: { webhookSecret: SECRET, ...(options as INodeParameters) },
});

let staticData: IDataObject = {};
let sharedStaticData: IDataObject = {};

beforeEach(() => {
	forgetAll();
	staticData = {};
	sharedStaticData = {};
});

const call = async (more: Partial<WebhookOptions> = {}) =>
	await runWebhook({
		parameters: parameters(),
		query: { token: SECRET },
		body: TEXT,
		staticData,
		sharedStaticData,
		...more,
	});

const post = async (body: Payload, more: INodeParameters = {}) =>
	await call({ body, parameters: parameters(more) });

function itemOf({ result }: Awaited<ReturnType<typeof call>>): INodeExecutionData {
	expect(result.workflowData).toHaveLength(1);
	expect(result.workflowData?.[0]).toHaveLength(1);
	return result.workflowData![0]![0]!;
}

const executions = (results: Array<Awaited<ReturnType<typeof call>>>) =>
	results.filter(({ result }) => result.workflowData !== undefined).length;

test('a message starts an execution with one flat item', async () => {
	const answer = await call();
	expect(answer.sent).toBe(false);
	expect(itemOf(answer).json).toMatchObject({
		event: 'messageReceived',
		whatsappNumber: '14155551234',
		text: 'hello',
		dedupeKey: 'messageReceived:wamid.A0',
		raw: TEXT,
	});
});

describe('what is refused', () => {
	test.each<[string, Partial<WebhookOptions>, number, RegExp]>([
		['a wrong secret', { query: { token: 'x' } }, 401, /not the right one/],
		['no secret', { query: {} }, 401, /lacks its token/],
		['two secrets', { query: { token: [SECRET, SECRET] } }, 401, /lacks its token/],
		['a form', { headers: { 'content-type': 'application/x-www-form-urlencoded' } }, 415, /JSON/],
		['a list', { body: [TEXT] }, 400, /JSON object/],
		[
			'broken JSON as text',
			{ headers: { 'content-type': 'text/plain' }, rawBody: '{', body: '{' },
			400,
			/JSON object/,
		],
		['no event', { body: { text: 'hi' } }, 422, /eventType/],
		['2 MB', { body: { ...TEXT, text: 'x'.repeat(2_097_152) } }, 413, /1 MB/],
	])('%s', async (_name, more, status, reason) => {
		const answer = await call(more);
		expect(answer.result).toEqual({ noWebhookResponse: true });
		expect(answer.status).toBe(status);
		expect(answer.body).toEqual({ message: expect.stringMatching(reason) });
	});

	test('everything, while there is no secret', async () => {
		const answer = await call({ parameters: {}, query: { token: '' } });
		expect(answer.status).toBe(401);
	});

	test('a pattern that cannot be read is answered so that WATI sends again', async () => {
		const answer = await post(TEXT, { filters: { matches: '(' } });
		expect([answer.status, answer.result]).toEqual([503, { noWebhookResponse: true }]);
		expect(itemOf(await call()).json.text).toBe('hello');
	});
});

test('what is not wanted is answered 200 and starts nothing', async () => {
	const answers = [
		await post(STATUSES.read!),
		await post(OTHERS.unknown!),
		await post({ ...TEXT, owner: true }),
		await post(TEXT, { filters: { messageTypes: ['image'] } }),
		await post(TEXT, { filters: { numbers: '+1 415 555 0000' } }),
		await post(TEXT, { filters: { contains: 'price' } }),
		await post(SENT.session!, { events: ['any'] }),
	];
	expect(executions(answers)).toBe(0);
	expect(answers.every(({ sent, result }) => !sent && 'webhookResponse' in result)).toBe(true);
});

describe('once', () => {
	test('twins and repeats of a conversation make one execution per fact', async () => {
		const facts = [SENT.template!, STATUSES.delivered!, STATUSES.read!, TEXT, STATUSES.replied!];
		const copies = facts.flatMap((raw) => [oldForm(raw), raw, bsuidTwin(raw), raw, raw]);
		const chosen = { events: ['any'], filters: { direction: 'both' } };
		const answers = [];
		for (const raw of copies) answers.push(await post(raw, chosen));
		expect(executions(answers)).toBe(facts.length);
	});

	test('copies in the same tick make one execution', async () => {
		const answers = await Promise.all(Array.from({ length: 20 }, async () => await call()));
		expect(executions(answers)).toBe(1);
	});

	test.each([0, '0', '000', 'null', 'undefined', '00000000-0000-0000-0000-000000000000'])(
		'an ID that is %p names no message: each starts once',
		async (id) => {
			const none = { id, whatsappMessageId: id, localMessageId: id };
			const hello = { ...TEXT, ...none };
			const results = [await post(hello), await post({ ...hello, text: 'bye' }), await post(hello)];
			expect(results.map((one) => executions([one]))).toEqual([1, 1, 0]);
			expect(itemOf(results[0]!).json).toMatchObject({ messageId: null, watiId: null });
		},
	);

	test('a restart between an event and its repeat makes no second one', async () => {
		expect(executions([await call()])).toBe(1);
		forgetAll();
		expect(executions([await call(), await post(bsuidTwin(TEXT))])).toBe(0);
	});

	test('an event that was refused or not wanted is not seen', async () => {
		await call({ query: {} });
		await post(TEXT, { filters: { contains: 'price' } });
		expect(executions([await call()])).toBe(1);
	});

	test('a late status is dropped on choice', async () => {
		const late = { events: ['any'], filters: { direction: 'both' }, options: { dropLate: true } };
		const answers = [];
		for (const raw of [STATUSES.read!, STATUSES.delivered!, SENT.template!]) {
			answers.push(await post(raw, late));
		}
		expect(executions(answers)).toBe(1);
		expect(executions([await post(SENT.template!, { events: ['templateMessageSent'] })])).toBe(1);
	});

	test('a test run takes an event once, and knows nothing of runs before it', async () => {
		const test = { parameters: parameters(), staticData, isTest: true };
		const twice = async () => [await call(test), await call({ ...test, body: bsuidTwin(TEXT) })];
		await runHook('checkExists', test);
		expect(executions(await twice())).toBe(1);
		await runHook('checkExists', test);
		expect(executions(await twice())).toBe(1);
		expect(executions([await call()])).toBe(1);
	});
});

test('static data is written for accepted events, not for each call', async () => {
	await call();
	const all = () => JSON.stringify([staticData, sharedStaticData]);
	const before = all();
	await call();
	await post(STATUSES.read!);
	await call({ query: {} });
	expect(all()).toBe(before);
	expect(before).not.toContain(SECRET);
});

test('the diagnostics explain what happened', async () => {
	await call({ query: {} });
	await post(STATUSES.read!);
	await call();
	await call();
	const another = { ...MESSAGES.image!, whatsappMessageId: 'wamid.Z' };
	const { json } = itemOf(await post(another, { options: { diagnostics: true } }));
	expect(json.diagnostics).toMatchObject({
		accepted: 2,
		refused: 1,
		unwanted: 1,
		repeated: 1,
		lastRefusal: 'The address lacks its token',
		events: { messageReceived: 3, messageRead: 1 },
	});
	expect(readTriggerStatus('harness', {})).toEqual([]);
});

describe('a person in a browser', () => {
	const visit = async (query: Record<string, string>, isTest = false) =>
		await call({ webhook: 'setup', method: 'GET', query, body: {}, isTest });

	test.each([
		[{}, 'its secret is missing'],
		[{ token: 'x' }, 'but its secret is wrong'],
		[{ token: SECRET }, 'and so is its secret'],
	])('with %j reads about the address and starts nothing', async (query, text) => {
		const answer = await visit(query as Record<string, string>);
		expect([answer.status, answer.result]).toEqual([200, { noWebhookResponse: true }]);
		expect(answer.headers['content-type']).toContain('text/html');
		expect(answer.body).toContain(text);
		expect(answer.body).not.toContain(SECRET);
	});

	test('starts nothing while a test run listens: the sample of the workflow is an event', async () => {
		const answer = await visit({}, true);
		expect(answer.result).toEqual({ noWebhookResponse: true });
		expect(answer.body).toContain('The test address is right');
	});
});

describe('media', () => {
	const image = (data: string, id: string) => ({ ...MESSAGES.image!, data, whatsappMessageId: id });
	const received: Array<{ path: string; token: unknown }> = [];
	let server: Server;
	let base = '';

	beforeAll(async () => {
		server = createServer((request, response) => {
			const path = request.url ?? '';
			received.push({ path, token: request.headers.authorization });
			if (path.includes('moved')) response.writeHead(302, { location: `${base}/elsewhere` });
			else if (path.includes('gone')) response.writeHead(404);
			else {
				const type = path.includes('octet') ? 'application/octet-stream' : 'image/jpeg';
				response.writeHead(200, { 'content-type': type });
			}
			response.end(path.includes('big') ? Buffer.alloc(2_097_152) : 'bytes');
		});
		await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
		base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	});
	afterAll(async () => {
		server.closeAllConnections();
		await new Promise((done) => server.close(done));
	});
	beforeEach(() => received.splice(0));

	const fetchMedia = async (body: Payload, options: INodeParameters = {}) =>
		itemOf(
			await call({
				body,
				parameters: parameters({
					authentication: 'watiApi',
					registration: 'manual',
					options: { downloadMedia: true, ...options },
				}),
				credentials: { watiApi: { apiUrl: `${base}/123456`, accessToken: 'Bearer tok' } },
			}),
		);

	test('stays at WATI unless switched on', async () => {
		expect(itemOf(await post(MESSAGES.image!)).binary).toBeUndefined();
		expect(received).toEqual([]);
	});

	test.each(['stored path', 'own address'])('comes as binary from a %s', async (form) => {
		const data = form === 'stored path' ? IMAGE_PATH : `${base}/x/showFile?fileName=${IMAGE_PATH}`;
		const item = await fetchMedia(image(data, form));
		expect(item.binary?.data).toMatchObject({
			mimeType: 'image/jpeg',
			fileName: IMAGE_PATH.slice(12),
		});
		expect((await readBinary(item)).toString()).toBe('bytes');
		expect(received).toEqual([
			{
				path: `/123456/api/v1/getMedia?fileName=${encodeURIComponent(IMAGE_PATH)}`,
				token: 'Bearer tok',
			},
		]);
	});

	test('has the type of its name where WATI tells none', async () => {
		const path = IMAGE_PATH.replace('.jpg', '.octet.jpg');
		const item = await fetchMedia(image(path, path));
		expect(item.binary?.data).toMatchObject({ mimeType: 'image/jpeg', fileExtension: 'jpg' });
	});

	test.each<[string, string, RegExp, number]>([
		['another host', `https://evil.example.com/f?fileName=${IMAGE_PATH}`, /another host/, 0],
		['no stored path', 'https://evil.example.com/file.jpg', /no path/, 0],
		['a path that climbs', 'data/images/../../secrets', /no path/, 0],
		['a file that is gone', 'data/images/gone.jpg', /404/, 1],
		['a file that is too big', 'data/images/big.jpg', /larger than the limit/, 1],
		['a file that moved', 'data/images/moved.jpg', /302/, 1],
	])('tells of %s, and the event goes on', async (_name, data, reason, calls) => {
		const { json, binary } = await fetchMedia(image(data, data), { mediaLimit: 1 });
		expect(binary).toBeUndefined();
		expect(json.media).toMatchObject({ notFetched: expect.stringMatching(reason) });
		expect(received).toHaveLength(calls);
	});

	test('is not fetched for types that were not chosen', async () => {
		const { json } = await fetchMedia(image(IMAGE_PATH, 'v'), { mediaTypes: ['video'] });
		expect(json.media).not.toHaveProperty('notFetched');
		expect(received).toEqual([]);
	});
});
