import { createHmac } from 'node:crypto';

import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type * as Memory from '../../nodes/shared/webhooks/memory/trigger-memory';
import type { Payload } from '../../nodes/shared/webhooks/payload';
import { runHook, runWebhook, type WebhookOptions } from '../harness';
import {
	ADA,
	BATCH,
	BEN,
	CHANGES,
	contact,
	message,
	messages,
	MESSAGES,
	PHONE_ID,
	received,
	STATUSES,
	TEXT,
} from './payloads';

/** The built module, whose state the built node uses. */
const { forgetAll } = jest.requireActual<typeof Memory>(
	'../../dist/nodes/shared/webhooks/memory/trigger-memory',
);

const NODE = 'matonWhatsAppBusinessTrigger';
const APP_SECRET = '0123456789abcdef0123456789abcdef';
const VERIFY_TOKEN = 'a verify token';
const credentials = {
	matonWhatsAppBusinessWebhookApi: { appSecret: APP_SECRET, verifyToken: VERIFY_TOKEN },
};

let staticData: IDataObject = {};

beforeEach(() => {
	forgetAll();
	staticData = {};
});

const signed = (bytes: string, secret = APP_SECRET) =>
	`sha256=${createHmac('sha256', secret).update(bytes).digest('hex')}`;

async function call(more: Partial<WebhookOptions> & { signature?: string | null } = {}) {
	const { signature, body = TEXT, parameters = {}, ...options } = more;
	const bytes = String(options.rawBody ?? JSON.stringify(body));
	const header = signature === undefined ? signed(bytes) : signature;
	return await runWebhook({
		node: NODE,
		parameters,
		credentials,
		staticData,
		body,
		rawBody: bytes,
		...options,
		headers: {
			...(header === null ? {} : { 'x-hub-signature-256': header }),
			...options.headers,
		},
	});
}

const post = async (body: Payload, parameters: INodeParameters = {}) =>
	await call({ body, parameters });

const itemsOf = ({ result }: Awaited<ReturnType<typeof call>>) =>
	(result.workflowData ?? []).flat().map(({ json }) => json);

test('a message starts an execution with one flat item', async () => {
	const answer = await call();
	expect(answer.result.webhookResponse).toEqual({ started: true });
	expect(itemsOf(answer)).toEqual([
		expect.objectContaining({
			event: 'messageReceived',
			kind: 'message',
			whatsappNumber: ADA,
			name: 'Ada Park',
			text: 'Is it open on Sunday?',
			channelNumber: '14155550300',
			phoneNumberId: PHONE_ID,
			messageId: 'wamid.A1',
			dedupeKey: 'messageReceived:wamid.A1',
		}),
	]);
});

describe('the signature', () => {
	const bytes = JSON.stringify(TEXT);
	const spaced = JSON.stringify(TEXT, null, 1);
	const turned = JSON.stringify({ entry: TEXT.entry, object: TEXT.object });

	test.each<[string, Parameters<typeof call>[0]]>([
		['none', { signature: null }],
		['of the old secret', { signature: signed(bytes, 'fedcba9876543210fedcba9876543210') }],
		['of no secret', { signature: signed(bytes, '') }],
		['of another body', { signature: signed(JSON.stringify(MESSAGES.image)) }],
		['too short', { signature: signed(bytes).slice(0, -1) }],
		['by SHA-1', { signature: `sha1=${'0'.repeat(40)}` }],
		['of the same body with other spaces', { rawBody: spaced, signature: signed(bytes) }],
		['of the same body in another order', { rawBody: turned, signature: signed(bytes) }],
		[
			'without a secret here',
			{
				credentials: {
					...credentials,
					matonWhatsAppBusinessWebhookApi: { appSecret: '', verifyToken: '' },
				},
				signature: signed(bytes, ''),
			},
		],
	])('%s: 401, and nothing starts', async (_name, more) => {
		const answer = await call(more);
		expect(answer.result).toEqual({ noWebhookResponse: true });
		expect(answer.status).toBe(401);
		expect(Object.keys(answer.body as object)).toEqual(['message']);
	});

	test.each([
		['spaces', spaced],
		['another order of fields', turned],
	])('counts for the bytes as they came: %s', async (_name, rawBody) => {
		expect(itemsOf(await call({ rawBody }))).toHaveLength(1);
	});

	test('may be written in capitals', async () => {
		const signature = signed(bytes).toUpperCase().replace('SHA256', 'sha256');
		expect(itemsOf(await call({ signature }))).toHaveLength(1);
	});
});

describe('what is signed and still refused', () => {
	test.each<[string, Parameters<typeof call>[0], number]>([
		['another object', { body: { object: 'page', entry: [] } }, 422],
		['no entry', { body: { object: 'whatsapp_business_account' } }, 422],
		['a list', { body: [TEXT] }, 422],
		['a form', { headers: { 'content-type': 'application/x-www-form-urlencoded' } }, 415],
		['4 MB', { body: { ...TEXT, more: 'x'.repeat(4_194_304) } }, 413],
		['from elsewhere', { parameters: { options: { allowedAddresses: '192.0.2.1' } } }, 403],
	])('%s', async (_name, more, status) => {
		const answer = await call(more);
		expect(answer.result).toEqual({ noWebhookResponse: true });
		expect(answer.status).toBe(status);
	});
});

describe('a batch', () => {
	test('of three messages gives three items, once each though it is sent twice', async () => {
		const first = await post(BATCH);
		expect(
			itemsOf(first).map(({ text, whatsappNumber, name }) => [text, whatsappNumber, name]),
		).toEqual([
			['one', ADA, 'Ada Park'],
			['two', BEN, 'Ben Ortiz'],
			['three', ADA, 'Ada Park'],
		]);
		const second = await post(BATCH);
		expect(itemsOf(second)).toEqual([]);
		expect(second.result).toEqual({ webhookResponse: { started: false, reason: 'repeated' } });
	});

	test('of messages whose IDs name nothing gives each of them once', async () => {
		const posts = ['one', 'two', 'one'].map((text) =>
			received({ type: 'text', text: { body: text } }, 'null'),
		);
		const texts: unknown[] = [];
		for (const one of posts) texts.push(itemsOf(await post(one)).map(({ text }) => text));
		expect(texts).toEqual([['one'], ['two'], []]);
	});

	test('gives what is new of it', async () => {
		await post(received({ type: 'text', text: { body: 'two' } }, 'wamid.2'));
		expect(itemsOf(await post(BATCH)).map(({ text }) => text)).toEqual(['one', 'three']);
	});

	test('gives what is wanted of it', async () => {
		const parameters = { filters: { numbers: BEN } };
		expect(itemsOf(await post(BATCH, parameters)).map(({ text }) => text)).toEqual(['two']);
	});

	test('each item holds its own part of the call alone', async () => {
		const raws = itemsOf(await post(BATCH)).map(({ raw }) => JSON.stringify(raw));
		expect(raws.map((raw) => raw.match(/wamid\.\d/g))).toEqual([
			['wamid.1'],
			['wamid.2'],
			['wamid.3'],
		]);
	});

	test('may have a thousand messages and nearly three megabytes, as Meta says', async () => {
		const long = 'x'.repeat(2_500);
		const thousand = Array.from({ length: 1_000 }, (_, index) =>
			message(`wamid.T${index}`, { type: 'text', text: { body: `${index} ${long}` } }),
		);
		const items = itemsOf(await post(messages({ messages: thousand })));
		expect(new Set(items.map(({ dedupeKey }) => dedupeKey)).size).toBe(1_000);
	});

	test('names the customer of each of many statuses alone in what came', async () => {
		const statuses = [ADA, BEN].map((id, index) => ({
			id: `wamid.M${index}`,
			status: 'read',
			timestamp: '1795169656',
			recipient_id: id,
		}));
		const contacts = [contact(ADA, 'Ada Park'), contact(BEN, 'Ben Ortiz')];
		const items = itemsOf(
			await post(messages({ contacts, statuses }), { events: ['messageRead'] }),
		);
		expect(items.map(({ name }) => name)).toEqual(['Ada Park', 'Ben Ortiz']);
		expect(items.map(({ raw }) => (raw as IDataObject).value)).toMatchObject([
			{ contacts: [{ wa_id: ADA }], statuses: [{ id: 'wamid.M0' }] },
			{ contacts: [{ wa_id: BEN }], statuses: [{ id: 'wamid.M1' }] },
		]);
	});

	test('an empty one starts nothing', async () => {
		const answer = await post({ object: 'whatsapp_business_account', entry: [] });
		expect(answer.result).toEqual({
			webhookResponse: { started: false, reason: 'nothing in it' },
		});
	});
});

describe('what starts nothing', () => {
	test.each<[string, Payload, INodeParameters, string]>([
		['another event', STATUSES.read!, {}, 'unwanted: event'],
		['a reaction', MESSAGES.reaction!, {}, 'unwanted: event'],
		['a notice of WhatsApp', MESSAGES.system!, {}, 'unwanted: event'],
		['an edit', MESSAGES.edit!, {}, 'unwanted: event'],
		['a deletion', MESSAGES.deleted!, {}, 'unwanted: event'],
		['the past, with Any', CHANGES.history!, { events: ['any'] }, 'unwanted: event'],
		["a chat of Meta's agent, with Any", CHANGES.standby!, { events: ['any'] }, 'unwanted: event'],
		['another number', TEXT, { filters: { channels: '14155550999' } }, 'unwanted: channel'],
		['another type', TEXT, { filters: { messageTypes: ['image'] } }, 'unwanted: type'],
		['other words', TEXT, { filters: { contains: 'price' } }, 'unwanted: text'],
	])('%s', async (_name, body, parameters, reason) => {
		const answer = await post(body, parameters);
		expect(answer.result).toEqual({ webhookResponse: { started: false, reason } });
	});

	test('a status that comes after a later one, on choice', async () => {
		const parameters = { events: ['any'], options: { dropLate: true } };
		expect(itemsOf(await post(STATUSES.read!, parameters))).toHaveLength(1);
		const late = await post(STATUSES.sent!, parameters);
		expect(late.result.webhookResponse).toEqual({ started: false, reason: 'late' });
	});

	test('the own side, unless it is asked for', async () => {
		const any = await post(CHANGES.echo!, { events: ['any'] });
		expect(any.result.webhookResponse).toEqual({ started: false, reason: 'unwanted: direction' });
		expect(itemsOf(await post(CHANGES.echo!, { events: ['messageWritten'] }))).toHaveLength(1);
	});
});

test('a business number is wanted by its number and by its ID', async () => {
	for (const [index, channels] of ['+1 415-555-0300', PHONE_ID].entries()) {
		const body = received({ type: 'text', text: { body: 'hi' } }, `wamid.N${index}`);
		expect(itemsOf(await post(body, { filters: { channels } }))).toHaveLength(1);
	}
});

describe("Meta's verification of the address", () => {
	const verify = async (query: Record<string, string>) =>
		await call({ method: 'GET', webhook: 'setup', query, signature: null });

	test.each([
		[
			'as Meta writes it',
			{ 'hub.mode': 'subscribe', 'hub.verify_token': VERIFY_TOKEN, 'hub.challenge': '1158201444' },
		],
	])('%s: the challenge', async (_name, query) => {
		const answer = await verify(query);
		expect(answer.result).toEqual({ noWebhookResponse: true });
		expect([answer.status, answer.body]).toEqual([200, '1158201444']);
		expect(answer.headers['content-type']).toBe('text/plain');
	});

	test.each([
		['another token', { 'hub.verify_token': 'another' }],
		['no token', {}],
		['an empty token', { 'hub.verify_token': '' }],
	])('%s: 403 without the challenge', async (_name, query) => {
		const answer = await verify({ 'hub.mode': 'subscribe', 'hub.challenge': '1', ...query });
		expect(answer.status).toBe(403);
		expect(JSON.stringify(answer.body)).not.toContain(VERIFY_TOKEN);
	});

	test('a person in a browser is told that the address is right', async () => {
		const answer = await verify({});
		expect(answer.result).toEqual({ noWebhookResponse: true });
		expect(String(answer.body)).toContain('Callback URL');
		expect(String(answer.body)).not.toContain(VERIFY_TOKEN);
	});
});

describe('publishing', () => {
	const publish = async (parameters: INodeParameters) =>
		await runHook('create', { node: NODE, parameters, credentials });

	test('needs a pattern that can be read', async () => {
		await expect(publish({ filters: { matches: '(' } })).rejects.toThrow(/Text Matches/);
	});

	test('needs addresses on the allow-list', async () => {
		await expect(publish({ options: { allowedAddresses: 'meta' } })).rejects.toThrow(
			/IP Allow-List/,
		);
	});

	test('asks nobody', async () => {
		expect(await publish({})).toMatchObject({ result: true });
	});
});

test("the sample of Meta's dashboard starts each time it is sent", async () => {
	const text = JSON.stringify(TEXT).replaceAll(PHONE_ID, '123456123');
	for (let press = 0; press < 3; press++) {
		const { result } = await call({ body: JSON.parse(text) as Payload });
		expect(result.workflowData).toHaveLength(1);
	}
});

test('a test run takes an event once, and knows nothing of runs before it', async () => {
	const listen = async () =>
		await runHook('create', { node: NODE, parameters: {}, credentials, isTest: true });
	for (let press = 0; press < 3; press++) {
		await listen();
		const answers = [await call({ isTest: true }), await call({ isTest: true })];
		expect(answers.map(({ result }) => result.workflowData !== undefined)).toEqual([true, false]);
	}
});
