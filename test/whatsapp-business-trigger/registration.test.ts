import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type * as Memory from '../../nodes/shared/webhooks/memory/trigger-memory';
import { META_APP } from '../../sandbox/meta/webhooks/app';
import { runHook, runWebhook } from '../harness';
import { useMeta } from '../whatsapp-business/setup';

const { forgetAll } = jest.requireActual<typeof Memory>(
	'../../dist/nodes/shared/webhooks/memory/trigger-memory',
);

const meta = useMeta();
const NODE = 'matonWhatsAppBusinessTrigger';
const ADA = '14155550101';

type Place = 'app' | 'account' | 'number';

const chosen = (registration: Place, more: INodeParameters = {}): INodeParameters => ({
	events: ['messageReceived'],
	registration,
	phoneNumberId: registration === 'number' ? meta.sandbox.business.testPhoneNumberId : '',
	...more,
});

/** Where Meta reaches the triggers: it serves their verification and takes their events. */
let n8n: Server;
let instance = '';
let isUp = true;
const posted: Array<{ path: string; items: number }> = [];
let staticData: IDataObject = {};

const options = (parameters: INodeParameters, isTest = false, more: IDataObject = {}) => ({
	node: NODE,
	parameters,
	instance,
	isTest,
	staticData,
	credentials: {
		...meta.direct(),
		whatsAppTriggerApi: { clientId: META_APP.id, clientSecret: META_APP.secret, ...more },
	},
});

/** The parameters of the trigger that is published. */
let published: () => INodeParameters = () => chosen('app');

beforeAll(async () => {
	n8n = createServer((request, response) => {
		const url = new URL(request.url ?? '/', instance);
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const isGet = request.method === 'GET';
			const call = {
				...options(published()),
				webhook: isGet ? ('setup' as const) : ('default' as const),
				method: isGet ? ('GET' as const) : ('POST' as const),
				query: Object.fromEntries(url.searchParams),
				headers: request.headers as Record<string, string>,
				...(isGet ? {} : { rawBody: Buffer.concat(chunks) }),
			};
			void runWebhook(call).then(({ result, status, body, sent }) => {
				const items = result.workflowData?.[0]?.length ?? 0;
				if (!isGet) posted.push({ path: url.pathname, items });
				response.writeHead(isUp ? status : 404);
				response.end(sent && typeof body === 'string' ? body : '{}');
			});
		});
	});
	await new Promise<void>((done) => n8n.listen(0, '127.0.0.1', done));
	instance = `http://127.0.0.1:${(n8n.address() as AddressInfo).port}/`;
});

afterAll(async () => {
	n8n.closeAllConnections();
	await new Promise((done) => n8n.close(done));
});

beforeEach(() => {
	forgetAll();
	staticData = {};
	posted.length = 0;
	isUp = true;
});

/** What n8n does when a workflow is published, at each of its starts, and when a test run begins. */
async function publish(parameters: INodeParameters, isTest = false): Promise<void> {
	published = () => parameters;
	const { result } = await runHook('checkExists', options(parameters, isTest));
	if (!result) await runHook('create', options(parameters, isTest));
}

const unpublish = async (parameters: INodeParameters, isTest = false) =>
	await runHook('delete', options(parameters, isTest));

const address = (isTest = false) =>
	`${isTest ? 'https://n8n.example.com/webhook-test' : `${instance}webhook`}/tested-webhook/whatsapp-business`;

const writes = () =>
	meta.bench.requests
		.filter(({ method, endpoint }) => method !== 'GET' && !endpoint.endsWith('access_token'))
		.map(({ method, path }) => `${method} ${path.replace(/^\/v[\d.]+/, '')}`);

/** What Meta calls, by place. */
const addresses = () => {
	const { accountId, testPhoneNumberId } = meta.sandbox.business;
	const now = meta.sandbox.businessWebhooks;
	return {
		app: now.app?.url,
		account: now.overrideOf(accountId),
		number: now.overrideOf(testPhoneNumberId),
	};
};

/** The token that the trigger makes for itself. */
const verifyToken = createHmac('sha256', META_APP.secret)
	.update('verify:harness:Tested')
	.digest('hex');

/** The app has an address already, as of a dashboard, with these fields. */
async function occupy(fields = ['messages'], callbackUrl = `${instance}webhook/other/path`) {
	const appSecret = META_APP.secret;
	const parameters = chosen('app');
	published = () => parameters;
	await meta.sandbox.businessWebhooks.subscribe({ callbackUrl, verifyToken, appSecret, fields });
}

describe.each<Place>(['app', 'account', 'number'])('registered for the %s', (place) => {
	beforeEach(async () => {
		if (place !== 'app') await occupy();
	});

	test('Meta verifies the address, and starts write nothing more', async () => {
		await publish(chosen(place));
		expect(addresses()[place]).toBe(address());
		const [write, ...more] = writes();
		expect([write, more]).toEqual([expect.stringMatching(/^POST /), []]);
		forgetAll();
		await publish(chosen(place));
		await publish(chosen(place));
		expect(writes()).toHaveLength(1);
	});

	test('events come there, signed with the secret of the app', async () => {
		await publish(chosen(place));
		const { testPhoneNumberId } = meta.sandbox.business;
		const account = meta.sandbox.businessAccount();
		const written = { type: 'text', content: { body: 'Hello' }, text: 'Hello' };
		const received = account.receive(testPhoneNumberId, ADA, written);
		meta.sandbox.businessWebhooks.received(account, [received]);
		await meta.sandbox.webhooksSettled();
		expect(posted).toEqual([{ path: '/webhook/tested-webhook/whatsapp-business', items: 1 }]);
	});

	test('unpublishing takes the address away, and publishing again brings it back', async () => {
		await publish(chosen(place));
		await unpublish(chosen(place));
		expect(addresses()[place]).toBeUndefined();
		await publish(chosen(place));
		expect(addresses()[place]).toBe(address());
	});

	test('an address that somebody put there since is left alone', async () => {
		await publish(chosen(place));
		const { accountId, testPhoneNumberId } = meta.sandbox.business;
		if (place === 'app') await occupy(['messages'], `${instance}webhook/newer/path`);
		else {
			const appSecret = META_APP.secret;
			await meta.sandbox.businessWebhooks.override(
				place === 'account' ? accountId : testPhoneNumberId,
				{ callbackUrl: `${instance}webhook/newer/path`, verifyToken, appSecret },
			);
		}
		await unpublish(chosen(place));
		expect(addresses()[place]).toBe(`${instance}webhook/newer/path`);
	});
});

test('an address of somebody else is not taken, and the message says what to do', async () => {
	await occupy();
	await expect(publish(chosen('app'))).rejects.toThrow(
		/sends its events to another address: .*webhook\/other\/path\. .*One Phone Number/,
	);
	expect(addresses().app).toContain('/other/');
	expect(writes()).toEqual([]);
	// n8n deletes the webhooks of a workflow that it could not publish.
	await unpublish(chosen('app'));
	expect(addresses().app).toContain('/other/');
});

describe.each(['account', 'number'] as const)('a token of another app, for the %s', (place) => {
	const tells = (status: number, body: object) =>
		meta.sandbox.addFault({ endpoint: 'GET /{version}/debug_token', kind: 'status', status, body });

	test.each([
		[
			'that Meta refuses to describe',
			400,
			{ error: { code: 100, message: '(#100) The App_id in the input_token did not match' } },
			/does not belong to the app 100200300400801: .*App_id .* Make the token/,
		],
		[
			'that Meta describes',
			200,
			{ data: { app_id: '777', application: 'App B', is_valid: true } },
			/belongs to the app App B, and not to the app 100200300400801/,
		],
		['that Meta tells nothing of', 200, { data: { is_valid: false } }, /does not show whether/],
	])('%s is refused before anything is written', async (_what, status, body, message) => {
		await occupy();
		tells(status, body);
		await expect(publish(chosen(place))).rejects.toThrow(message);
		expect(writes()).toEqual([]);
		expect(addresses()[place]).toBeUndefined();
	});

	test('removes nothing at unpublishing', async () => {
		await occupy();
		await publish(chosen(place));
		tells(200, { data: { app_id: '777', is_valid: true } });
		await unpublish(chosen(place));
		expect(writes()).toHaveLength(1);
		expect(addresses()[place]).toBe(address());
	});
});

test('a new address of n8n takes the place of the old one', async () => {
	await publish(chosen('app'));
	const before = instance;
	instance = before.replace('127.0.0.1', 'localhost');
	try {
		await publish(chosen('app'));
		expect(addresses().app).toBe(address());
	} finally {
		instance = before;
	}
});

test('a test run does not take the place of the published trigger', async () => {
	await publish(chosen('app'));
	await expect(publish(chosen('app'), true)).rejects.toThrow(/One Phone Number/);
	expect(addresses().app).toBe(address());
});

test('test and production stand side by side', async () => {
	await publish(chosen('app'));
	const production = staticData;
	staticData = {};
	await publish(chosen('number'));
	expect([addresses().app, addresses().number]).toEqual([address(), address()]);
	await unpublish(chosen('number'));
	expect(addresses()).toEqual({ app: address(), account: undefined, number: undefined });
	staticData = production;
});

describe('webhook fields', () => {
	test('are those of the chosen events, beside those that the app has', async () => {
		await occupy(['calls'], address());
		await publish(chosen('app', { events: ['messageRead', 'templateStatusUpdated', 'optedOut'] }));
		expect(meta.sandbox.businessWebhooks.app?.fields).toEqual([
			'calls',
			'message_template_status_update',
			'messages',
			'user_preferences',
		]);
	});

	test('that Meta refuses are left out where any event is wanted', async () => {
		meta.sandbox.addFault({
			endpoint: 'POST /{version}/{appId}/subscriptions',
			kind: 'status',
			status: 400,
			body: { error: { code: 100, message: '(#100) Param fields[3] must be one of {…}' } },
		});
		await publish(chosen('app', { events: ['any'] }));
		expect(meta.sandbox.businessWebhooks.app?.fields).toContain('messages');
		expect(writes()).toHaveLength(2);
		await publish(chosen('app', { events: ['any'] }));
		expect(writes()).toHaveLength(2);
	});

	test.each(['templateStatusUpdated', 'newerThanThisPackage'])(
		'that never come to an address of its own are named: %s',
		async (event) => {
			await occupy();
			await expect(
				publish(chosen('account', { events: ['messageReceived', event] })),
			).rejects.toThrow(/address of the app alone: .*The App/);
			expect(writes()).toEqual([]);
		},
	);

	test('that the app lacks are named', async () => {
		await occupy(['calls']);
		await expect(publish(chosen('account'))).rejects.toThrow(
			/not subscribed to these webhook fields: messages\. Subscribe/,
		);
		expect(writes()).toEqual([]);
	});

	test('of the app are enough where any event is wanted', async () => {
		await occupy(['messages', 'calls']);
		await publish(chosen('account', { events: ['any'] }));
		expect(addresses().account).toBe(address());
		await publish(chosen('account', { events: ['any'] }));
		expect(writes()).toHaveLength(1);
	});
});

describe('a refusal tells what to do', () => {
	test.each([
		[
			'another secret',
			'app',
			{ clientSecret: 'f'.repeat(32) },
			/Client Secret: .*App settings, Basic/,
		],
		['another app', 'app', { clientId: '1234567' }, /Client Secret: .*App settings, Basic/],
	] as const)('%s', async (_what, place, credential, message) => {
		const run = runHook('create', options(chosen(place), false, credential));
		await expect(run).rejects.toThrow(message);
		await expect(run).rejects.not.toThrow(/5a0d8b4c|ffff/);
	});

	test.each([
		[503, '<html>', /at the moment: status 503\. Try again/],
		[500, { code: 1, message: 'An unknown error occurred' }, /moment: An unknown .*Try again/],
		[500, { code: 2, message: 'Service unavailable' }, /moment: Service .*Try again/],
		[400, { code: 4, message: '(#4) Request limit reached' }, /moment: .*limit .*Try again/],
		[302, '', /not one of Meta's API: status 302\. Try again.*proxy/],
		[404, 'Not here', /not one of Meta's API: status 404\. Try again.*proxy/],
	])('a fault that passes, with status %s', async (status, told, message) => {
		const body = typeof told === 'string' ? told : { error: told };
		const endpoint = 'GET /{version}/{appId}/subscriptions';
		meta.sandbox.addFault({ endpoint, kind: 'status', status, body });
		await expect(publish(chosen('app'))).rejects.toThrow(message);
	});

	test('an address that Meta does not reach', async () => {
		isUp = false;
		await expect(publish(chosen('app'))).rejects.toThrow(
			/could not verify the address.*answered 404.*address of your network only.*WEBHOOK_URL/,
		);
		expect(addresses().app).toBeUndefined();
	});

	test('several numbers', async () => {
		await occupy();
		await expect(publish(chosen('number', { phoneNumberId: '' }))).rejects.toThrow(
			/'Phone Number ID' is empty\. .*\+1 415-555-0310: 100200300400602/,
		);
	});

	test('a number in place of its ID', async () => {
		await expect(publish(chosen('number', { phoneNumberId: '+14155550310' }))).rejects.toThrow(
			/contains no ID/,
		);
	});

	test('a token that Meta no longer takes', async () => {
		await occupy();
		meta.sandbox.businessAccount().hasExpired = true;
		await expect(publish(chosen('account'))).rejects.toThrow(/access token: .*system user/);
	});
});

test('only the own verify token is answered with the challenge', async () => {
	const ask = async (token: string) =>
		await runWebhook({
			...options(chosen('app')),
			webhook: 'setup',
			method: 'GET',
			query: { 'hub.mode': 'subscribe', 'hub.challenge': '42', 'hub.verify_token': token },
		});
	expect((await ask(verifyToken)).body).toBe('42');
	expect((await ask('Tested')).status).toBe(403);
});

test('by hand, Meta is asked nothing', async () => {
	const parameters = { events: ['messageReceived'] };
	const credentials = {
		matonWhatsAppBusinessWebhookApi: { appSecret: META_APP.secret, verifyToken: 'a verify token' },
	};
	await runHook('create', { ...options(parameters), credentials });
	await runHook('delete', { ...options(parameters), credentials });
	expect(meta.bench.requests).toEqual([]);
});
