import type { IDataObject } from 'n8n-workflow';

import { META_APP } from '../../sandbox/meta/webhooks/app';
import { runHook, runWebhook } from '../harness';
import {
	ADA,
	address,
	addresses,
	chosen,
	meta,
	occupy,
	options,
	publish,
	restart,
	state,
	unpublish,
	verifyToken,
	writes,
	type Place,
} from './registering';

describe.each<Place>(['app', 'account', 'number'])('registered for the %s', (place) => {
	beforeEach(async () => {
		if (place !== 'app') await occupy();
	});

	test('Meta verifies the address, and starts write nothing more', async () => {
		await publish(chosen(place));
		expect(addresses()[place]).toBe(address());
		const [write, ...more] = writes();
		expect([write, more]).toEqual([expect.stringMatching(/^POST /), []]);
		restart();
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
		expect(state.posted).toEqual([{ path: '/webhook/tested-webhook/whatsapp-business', items: 1 }]);
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
		if (place === 'app') await occupy(['messages'], `${state.instance}webhook/newer/path`);
		else {
			const appSecret = META_APP.secret;
			await meta.sandbox.businessWebhooks.override(
				place === 'account' ? accountId : testPhoneNumberId,
				{ callbackUrl: `${state.instance}webhook/newer/path`, verifyToken, appSecret },
			);
		}
		await unpublish(chosen(place));
		expect(addresses()[place]).toBe(`${state.instance}webhook/newer/path`);
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
	const before = state.instance;
	state.instance = before.replace('127.0.0.1', 'localhost');
	try {
		await publish(chosen('app'));
		expect(addresses().app).toBe(address());
	} finally {
		state.instance = before;
	}
});

test('a test run does not take the place of the published trigger', async () => {
	await publish(chosen('app'));
	await expect(publish(chosen('app'), true)).rejects.toThrow(/One Phone Number/);
	expect(addresses().app).toBe(address());
});

test('test and production stand side by side', async () => {
	await publish(chosen('app'));
	const production = state.staticData;
	state.staticData = {};
	await publish(chosen('number'));
	expect([addresses().app, addresses().number]).toEqual([address(), address()]);
	await unpublish(chosen('number'));
	expect(addresses()).toEqual({ app: address(), account: undefined, number: undefined });
	state.staticData = production;
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
			).rejects.toThrow(/app's address: .*The App/);
			expect(writes()).toEqual([]);
		},
	);

	test('that the app lacks are left out where any event is wanted, and no start asks for them again', async () => {
		await occupy(['messages', 'calls']);
		expect(await publish(chosen('account', { events: ['any'] }))).toEqual([
			expect.stringMatching(/app's address: account_alerts, /),
			expect.stringMatching(/don't reach the trigger.*: .*group_lifecycle_update/),
		]);
		expect(addresses().account).toBe(address());
		expect((state.staticData.registration as IDataObject).eventTypes).toEqual([
			'calls',
			'messages',
		]);
		await publish(chosen('account', { events: ['any'] }));
		expect(writes()).toHaveLength(1);
	});

	test('of an opt-out that go to the app alone are told in the log', async () => {
		await occupy();
		expect(await publish(chosen('account', { events: ['optedOut'] }))).toEqual([
			expect.stringMatching(/app's address: user_preferences\. .*The App/),
		]);
		expect((state.staticData.registration as IDataObject).eventTypes).toEqual(['messages']);
	});

	test('of any event are not enough where none of them comes there', async () => {
		await occupy(['message_template_status_update']);
		await expect(publish(chosen('account', { events: ['any'] }))).rejects.toThrow(
			/not subscribed to these webhook fields: .*messages/,
		);
	});

	test('that the app lacks are named', async () => {
		await occupy(['calls']);
		await expect(publish(chosen('account'))).rejects.toThrow(
			/not subscribed to these webhook fields: messages\. Subscribe/,
		);
		expect(writes()).toEqual([]);
	});

	test('that the app lost since, as The App unpublished, are told at the next start', async () => {
		await occupy();
		await publish(chosen('number'));
		await meta.sandbox.businessWebhooks.subscribe();
		restart();
		await expect(publish(chosen('number'))).rejects.toThrow(/not subscribed to .*: messages/);
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
		[503, '<html>', /for the moment: status 503\. Publish .* again in a few minutes/],
		[500, { code: 1, message: 'An unknown error occurred' }, /moment: An unknown .*again in a few/],
		[500, { code: 2, message: 'Service unavailable' }, /moment: Service .*again in a few/],
		[400, { code: 4, message: '(#4) Request limit reached' }, /moment: .*limit .*again in a few/],
		[302, '', /not come from Meta's API: status 302\. .*again.*proxy/],
		[404, 'Not here', /not come from Meta's API: status 404\. .*again.*proxy/],
	])('a fault that passes, with status %s', async (status, told, message) => {
		const body = typeof told === 'string' ? told : { error: told };
		const endpoint = 'GET /{version}/{appId}/subscriptions';
		meta.sandbox.addFault({ endpoint, kind: 'status', status, body });
		await expect(publish(chosen('app'))).rejects.toThrow(message);
	});

	test('an address that Meta does not reach', async () => {
		state.isUp = false;
		await expect(publish(chosen('app'))).rejects.toThrow(
			/could not verify the address.*answered 404.*cannot be reached from the internet.*WEBHOOK_URL/,
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

	test.each([
		[
			401,
			190,
			'Invalid OAuth access token',
			/did not accept the Client ID.*credential WhatsApp OAuth/,
		],
		[403, 200, '(#200) Permissions error', /app may not change webhooks.*App settings/],
	])('the token of the app, refused with %s %s', async (status, code, message, expected) => {
		const endpoint = 'GET /{version}/{appId}/subscriptions';
		meta.sandbox.addFault({ endpoint, kind: 'status', status, body: { error: { code, message } } });
		const run = publish(chosen('app'));
		await expect(run).rejects.toThrow(expected);
		await expect(run).rejects.not.toThrow(/system user|credential WhatsApp API/);
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
