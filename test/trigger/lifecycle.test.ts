import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type * as Memory from '../../nodes/shared/webhooks/memory/trigger-memory';
import { runHook, runWebhook } from '../harness';
import { findAddressProblem } from '../../nodes/shared/webhooks/public-address';
import { TEXT } from './service/payloads';
import { WatiServer } from './service/wati-server';

const { forgetAll } = jest.requireActual<typeof Memory>(
	'../../dist/nodes/shared/webhooks/memory/trigger-memory',
);

const wati = new WatiServer();
const SECRET = '0123456789abcdef0123456789abcdef';
const direct: INodeParameters = { authentication: 'watiApi', channelNumber: '15551234567' };
const fixed = { options: { webhookSecret: SECRET } };

let staticData: IDataObject = {};
beforeAll(async () => await wati.start());
afterAll(async () => await wati.stop());
beforeEach(() => {
	wati.reset();
	forgetAll();
	staticData = {};
});

const options = (parameters: INodeParameters, isTest = false) => ({
	node: 'watiTrigger',
	parameters,
	credentials: { watiApi: { apiUrl: wati.apiUrl, accessToken: 'Bearer tok' } },
	staticData,
	isTest,
});

/** What n8n does when a workflow is published or a test run begins. */
async function publish(parameters = direct, isTest = false): Promise<void> {
	const { result } = await runHook('checkExists', options(parameters, isTest));
	if (!result) await runHook('create', options(parameters, isTest));
}

const unpublish = async (parameters = direct, isTest = false) =>
	await runHook('delete', options(parameters, isTest));

const tokenOf = (url: string) => new URL(url).searchParams.get('token') ?? '';

test('publish, unpublish, publish: one webhook, the same address', async () => {
	await publish();
	const [{ url } = { url: '' }] = wati.hooks;
	expect(url).toMatch(
		/^https:\/\/n8n\.example\.com\/webhook\/tested-webhook\/wati\?token=[0-9a-f]{64}$/,
	);
	expect(new Set(wati.tokens)).toEqual(new Set(['Bearer tok']));
	await unpublish();
	expect(wati.hooks).toEqual([]);
	await publish();
	await publish();
	expect(wati.hooks.map((hook) => hook.url)).toEqual([url]);
});

test('the address survives a restart, and its secret is the one that calls need', async () => {
	await publish();
	const { url } = wati.hooks[0]!;
	forgetAll();
	await publish();
	expect(wati.hooks.map((hook) => hook.url)).toEqual([url]);
	const answer = await runWebhook({
		...options(direct),
		query: { token: tokenOf(url) },
		body: TEXT,
	});
	expect(answer.result.workflowData).toBeDefined();
});

test('where nothing can be removed, publishing again keeps the one webhook', async () => {
	await publish();
	wati.habits = { v3: 403 };
	expect((await unpublish()).result).toBe(false);
	await publish();
	expect(wati.hooks).toHaveLength(1);
});

test('more events are added to the webhook', async () => {
	await publish();
	await publish({ ...direct, events: ['messageReceived', 'messageRead'] });
	expect(wati.hooks).toMatchObject([{ eventTypes: ['sentMessageREAD_v2', 'message'] }]);
});

test('what tells who answers a chat is asked for where the trigger pauses', async () => {
	await publish({ ...direct, options: { pauseHours: 12 } });
	expect(wati.hooks.map(({ eventTypes }) => eventTypes)).toEqual([
		['message', 'sessionMessageSent_v2'],
	]);
});

test('a chosen secret replaces the old address', async () => {
	await publish();
	await publish({ ...direct, ...fixed });
	expect(wati.hooks.map(({ url }) => tokenOf(url))).toEqual([SECRET]);
});

test('a test run has a webhook of its own and leaves the published one alone', async () => {
	await publish();
	const published = { ...wati.hooks[0]! };
	const kept = staticData;
	staticData = {};
	await publish(direct, true);
	expect(wati.hooks).toHaveLength(2);
	const [, test] = wati.hooks;
	expect(test!.url).toContain('/webhook-test/');
	expect(tokenOf(test!.url)).not.toBe(tokenOf(published.url));
	const answer = await runWebhook({
		...options(direct, true),
		query: { token: tokenOf(test!.url) },
		body: TEXT,
	});
	expect(answer.result.workflowData).toBeDefined();
	await unpublish(direct, true);
	expect(wati.hooks).toEqual([published]);

	// n8n keeps nothing between test runs: the address must be the same all the same.
	staticData = {};
	wati.habits = { v3: 403 };
	await publish(direct, true);
	expect(wati.hooks[1]!.url).toBe(test!.url);
	staticData = kept;
	await publish();
	expect(wati.hooks).toHaveLength(2);
});

test('a refusal stops the publishing with advice', async () => {
	wati.habits = { create: 403 };
	await expect(publish({ ...direct, ...fixed })).rejects.toMatchObject({
		message: expect.stringMatching(
			/^WATI does not let this account register webhooks through its API\. .*'Registration' to By Hand/,
		),
	});
	expect(staticData).toEqual({});
});

test('what n8n cleans up after a refusal leaves the webhook that works', async () => {
	await publish();
	const before = wati.hooks.map(({ id }) => id);
	expect(before).toHaveLength(1);
	wati.habits = { create: 403 };
	const more = { ...direct, ...fixed };
	await expect(publish(more)).rejects.toThrow();
	await unpublish(more);
	expect(wati.hooks.map(({ id }) => id)).toEqual(before);
	await unpublish();
	expect(wati.hooks).toEqual([]);
});

test('each further start of n8n writes nothing', async () => {
	for (const events of [['messageReceived'], ['any']]) {
		await publish({ ...direct, events });
		const written = () => wati.calls.filter((call) => !call.startsWith('GET')).length;
		const before = written();
		for (let start = 0; start < 3; start++) await publish({ ...direct, events });
		expect(written()).toBe(before);
		await unpublish({ ...direct, events });
	}
});

test('a server that cannot be reached stops the publishing with advice', async () => {
	const elsewhere = {
		...options(direct),
		credentials: { watiApi: { apiUrl: 'http://127.0.0.1:9/1', accessToken: 'tok' } },
	};
	await expect(runHook('create', elsewhere)).rejects.toMatchObject({
		message: expect.stringMatching(/^WATI could not be reached to register the webhook\. Check/),
	});
});

describe('by hand', () => {
	test.each([{}, { ...direct, registration: 'manual' }])(
		'nothing is called, and a path that can be guessed needs a secret: %j',
		async (parameters: INodeParameters) => {
			await expect(publish(parameters)).rejects.toMatchObject({
				message: expect.stringMatching(
					/^Others can guess this trigger's address: .* Add the option Webhook Secret/,
				),
			});
			await publish({ ...parameters, ...fixed });
			await unpublish({ ...parameters, ...fixed });
			expect(wati.calls).toEqual([]);
		},
	);

	test.each<[INodeParameters, RegExp]>([
		[{ options: { webhookSecret: 'short' } }, /fewer than 16/],
		[{ options: { webhookSecret: 'fish & chips & more' } }, /characters that a URL would change/],
		[{ ...fixed, events: [] }, /'Events' is empty/],
		[{ ...fixed, filters: { matches: '(' } }, /no regular expression/],
		[
			{ ...fixed, filters: { numbers: '+14155551234, 01511 2345678' } },
			/'Contact Numbers' contains no full number: 01511 2345678/,
		],
		[{ ...fixed, options: { allowedAddresses: 'wati.io' } }, /contains no address: wati.io/],
		[{ ...fixed, options: { allowedAddresses: ', ' } }, /'IP Allow-List' is empty, so nobody/],
	])('what would show only as silence stops the publishing: %#', async (parameters, message) => {
		await expect(publish(parameters)).rejects.toMatchObject({
			message: expect.stringMatching(message),
		});
	});

	test('numbers in any full form do not', async () => {
		const numbers =
			'(49) 151 12345678, https://wa.me/14155550102, Sales2:14155550102, US.134912086553';
		await publish({ ...fixed, filters: { numbers } });
	});
});

describe('by hand, with the random ID that the editor gives', () => {
	const webhookId = '3d5cb98b-ebe2-4d10-9fd5-17a98ed30652';
	const random = (more: INodeParameters = {}) => ({ ...options(more), settings: { webhookId } });
	const arrive = async (more: INodeParameters = {}, query: Record<string, string> = {}) =>
		await runWebhook({ ...random(more), query, body: TEXT });

	test('the Production URL is enough, also after the node registered itself', async () => {
		await publish();
		await runHook('checkExists', random());
		expect((await arrive()).result.workflowData).toBeDefined();
		const page = await runWebhook({ ...random(), method: 'GET', webhook: 'setup' });
		expect(page.body).toContain('The address is right, and its random ID');
	});

	test('a further secret is asked for', async () => {
		await runHook('checkExists', random(fixed));
		expect((await arrive(fixed)).status).toBe(401);
		expect((await arrive(fixed, { token: SECRET })).result.workflowData).toBeDefined();
	});

	test('a registered address needs its own secret', async () => {
		expect((await arrive(direct)).status).toBe(401);
	});
});

test.each([
	['http://n8n.example.com/', 'it begins with http'],
	['https://localhost:5678/', 'localhost cannot be reached from the internet'],
	['https://192.168.1.7/', '192.168.1.7 cannot be reached from the internet'],
	['https://n8n.example.com/', undefined],
])('publishing with %s says %s', (address, problem) => {
	const told = findAddressProblem(address);
	if (problem === undefined) expect(told).toBeUndefined();
	else expect(told).toContain(problem);
});

test('the page for people is there without any registration', async () => {
	for (const step of ['checkExists', 'create', 'delete'] as const) {
		expect((await runHook(step, { ...options(direct), webhook: 'setup' })).result).toBe(true);
	}
	expect(wati.calls).toEqual([]);
});
