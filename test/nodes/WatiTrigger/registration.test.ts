import type { Registration } from '../../../nodes/shared/webhooks/memory/trigger-memory';
import {
	addressWithSecret,
	isRegistered,
	maskedAddress,
	namesFor,
	register,
	unregister,
	type Wanted,
} from '../../../nodes/WatiTrigger/registration';
import { RegistrationRefused } from '../../../nodes/shared/webhooks/registration/refused-registration';
import { WatiWebhooks } from '../../../nodes/WatiTrigger/wati-webhooks';
import { WatiServer, type Habits } from '../../trigger/service/wati-server';

const wati = new WatiServer();
const warnings: string[] = [];
const warn = (message: string) => void warnings.push(message);
const URL_ = 'https://n8n.example.com/webhook/abc/wati?token=0123456789abcdef';

const webhooks = new WatiWebhooks(async ({ api, method, path, body }) => {
	const base = api === 'v2' ? wati.apiUrl : wati.apiUrl.replace(/\/\d+$/, '/api/ext/v3');
	const answer = await fetch(`${base}${path}`, {
		method,
		body: body && JSON.stringify(body),
	});
	return { status: answer.status, body: await answer.text() };
});

const wanted = (more: Partial<Wanted> = {}): Wanted => ({
	url: URL_,
	channelNumber: '15551234567',
	events: ['messageReceived'],
	...more,
});
const registered = async (more: Partial<Wanted> = {}, known: Registration | null = null) =>
	await register(webhooks, wanted(more), known, warn, 5);
const refusal = async (work: Promise<unknown>): Promise<RegistrationRefused> => {
	const error = await work.then(
		() => undefined,
		(reason: unknown) => reason,
	);
	expect(error).toBeInstanceOf(RegistrationRefused);
	return error as RegistrationRefused;
};
const prepare = (habits: Habits = {}) => {
	wati.reset(habits);
	warnings.length = 0;
};

beforeAll(async () => await wati.start());
afterAll(async () => await wati.stop());
beforeEach(() => prepare());

test('addresses', () => {
	const url = addressWithSecret('https://n8n.example.com/webhook/abc/wati', 'a b');
	expect(url).toBe('https://n8n.example.com/webhook/abc/wati?token=a+b');
	expect(maskedAddress(URL_)).toBe('https://n8n.example.com/webhook/abc/wati?token=...cdef');
	expect(maskedAddress(`${URL_}&x=1`)).toContain('token=...cdef&x=1');
	expect(maskedAddress(`exists: ${URL_} already`)).not.toContain('0123456789');
});

describe('names to subscribe to', () => {
	test('are one family of each event', () => {
		expect(namesFor(['messageReceived', 'messageRead'], null)).toEqual([
			'sentMessageREAD_v2',
			'message',
		]);
		expect(namesFor(['any'], null)).not.toContain('sentMessageREAD');
		expect(namesFor(['unknown'], null).length).toBeGreaterThan(10);
	});

	test('follow what WATI offers', () => {
		const offered = ['message', 'message_bsuid', 'sentMessageREAD'];
		expect(namesFor(['messageReceived', 'messageRead'], offered)).toEqual([
			'sentMessageREAD',
			'message',
			'message_bsuid',
		]);
		expect(() => namesFor(['templateStatus'], offered)).toThrow(RegistrationRefused);
	});
});

describe('registering', () => {
	test('creates the webhook and keeps its ID', async () => {
		const registration = await registered();
		expect(wati.hooks).toMatchObject([{ url: URL_, status: 1, eventTypes: ['message'] }]);
		expect(registration).toEqual({
			secret: null,
			changedAt: 5,
			id: wati.hooks[0]!.id,
			url: URL_,
			phoneNumber: '15551234567',
			eventTypes: ['message'],
		});
		expect(await isRegistered(webhooks, wanted(), registration)).toBe(true);
		expect(await isRegistered(webhooks, wanted({ url: `${URL_}2` }), registration)).toBe(false);
	});

	test('finds the only number of the account', async () => {
		await registered({ channelNumber: '' });
		expect(wati.hooks).toMatchObject([{ phoneNumber: '15551234567' }]);
		wati.habits.numbers = ['15551234567', '15551234568'];
		const { message, advice } = await refusal(registered({ channelNumber: '' }));
		expect(message).toContain("'Channel Number' is empty");
		expect(advice).toContain('15551234567, 15551234568');
	});

	test("uses WATI's spelling of the number", async () => {
		prepare({ numbers: ['852-9000-0001'] });
		await registered({ channelNumber: '85290000001' });
		expect(wati.hooks).toMatchObject([{ phoneNumber: '852-9000-0001' }]);
		const { advice } = await refusal(registered({ channelNumber: '1555' }));
		expect(advice).toContain('852-9000-0001');
	});

	test.each<[Habits, RegExp, RegExp]>([
		[{ create: 401 }, /did not accept the access token/, /Open the credential/],
		[{ create: 403 }, /does not let this account register webhooks/, /scope webhooks:create/],
		[{ create: 403 }, /does not let this account register webhooks/, /'Registration' to By Hand/],
		[{ create: 405 }, /does not offer the registration of webhooks/, /By Hand/],
		[{ create: 500 }, /did not register the webhook/, /again later.*By Hand/],
		[{ most: 0 }, /reached its limit of webhooks: Number of Webhooks exceed/, /Remove an unused one/],
		[{ eventTypes: ['other'], v3: 403 }, /does not offer all of the chosen/, /fewer.*By Hand/],
	])('with %j says what to do next, without the secret', async (habits, expected, next) => {
		prepare(habits);
		const { message, advice } = await refusal(registered());
		expect(message).toMatch(expected);
		expect(advice).toMatch(next);
		expect(`${message} ${advice}`).not.toMatch(/\b(error|problem|failure|mistake)\b/i);
		expect(`${message} ${advice}`).not.toContain('0123456789abcdef');
	});

	test('leaves out of Any what the account does not have, and says so', async () => {
		prepare({ v3: 403, eventTypes: namesFor(['messageReceived', 'messageRead'], null) });
		await refusal(registered({ events: ['any'] }));
		prepare({
			v3: 403,
			eventTypes: namesFor(['any'], null).filter((name) => name !== 'templateReviewed'),
		});
		await registered({ events: ['any'] });
		expect(wati.hooks[0]!.eventTypes).toContain('message');
		expect(warnings.join()).toContain('templateReviewed');
	});

	test('adopts its own earlier webhook and brings its events up to date', async () => {
		await registered();
		const again = await registered({ events: ['messageReceived', 'messageRead'] });
		expect(wati.hooks).toHaveLength(1);
		expect(wati.hooks[0]).toMatchObject({ eventTypes: ['sentMessageREAD_v2', 'message'] });
		expect(again.id).toBe(wati.hooks[0]!.id);
	});

	test('switches a defective webhook on again', async () => {
		const registration = await registered();
		wati.hooks[0]!.status = 2;
		expect(await isRegistered(webhooks, wanted(), registration)).toBe(true);
		expect(wati.hooks[0]!.status).toBe(1);
	});

	test('recognises its webhook where nothing can be listed', async () => {
		prepare({ v3: 403 });
		const registration = await registered();
		expect(await isRegistered(webhooks, wanted(), registration)).toBe(true);
		expect(await registered({}, registration)).toMatchObject({ id: registration.id });
		const more = wanted({ events: ['messageRead'] });
		expect(await isRegistered(webhooks, more, registration)).toBe(false);
		const { message } = await refusal(registered(more, registration));
		expect(message).toMatch(/has a webhook with this address already/);
		expect(message).not.toContain('0123456789abcdef');
	});

	test('replaces its webhook when the secret changes', async () => {
		const old = await registered();
		await registered({ url: `${URL_}-new` }, old);
		expect(wati.hooks.map(({ url }) => url)).toEqual([`${URL_}-new`]);
	});

	test('makes room for itself at the limit, and only by its own webhook', async () => {
		prepare({ most: 2 });
		const other = wati.foreign('https://other.example.com/hook');
		const old = await registered();
		await registered({ url: `${URL_}-new` }, old);
		expect(wati.hooks.map(({ url }) => url)).toEqual([other.url, `${URL_}-new`]);
		await refusal(registered({ url: `${URL_}-third` }));
		expect(wati.hooks).toContainEqual(other);
	});
});

describe('unregistering', () => {
	test('removes the webhook, and nothing of others', async () => {
		const other = wati.foreign(URL_.replace('abc', 'def'));
		const registration = await registered();
		expect(await unregister(webhooks, registration, warn)).toBe(true);
		expect(wati.hooks).toEqual([other]);
		expect(await unregister(webhooks, registration, warn)).toBe(true);
		expect(warnings).toEqual([]);
	});

	test.each<Habits>([{ v3: 403 }, { v3: 405 }, { v3: 404 }, { readOnly: true }])(
		'warns with the address when WATI refuses: %j',
		async (habits) => {
			const registration = await registered();
			wati.habits = habits;
			expect(await unregister(webhooks, registration, warn)).toBe(false);
			expect(warnings).toHaveLength(1);
			expect(warnings[0]).toContain('https://n8n.example.com/webhook/abc/wati?token=...cdef');
		},
	);
});
