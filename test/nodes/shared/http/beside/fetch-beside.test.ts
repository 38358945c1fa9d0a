import type { IDataObject } from 'n8n-workflow';

import { nodeError } from '../../../../../nodes/shared/errors/node-error';
import { fetchBeside, fetchFrom } from '../../../../../nodes/shared/http/beside/fetch-beside';
import type { Route } from '../../../../../nodes/shared/http/route/route';
import { readUsage } from '../../../../../nodes/shared/http/usage';
import { wati } from '../../../../../nodes/Wati/service';
import { NODE } from '../../../../harness/node';
import { ACCEPTED, codeIn, prepareItem, SEND } from '../operation-setup';

let accounts = 0;

beforeEach(() => jest.useFakeTimers({ now: Date.UTC(2026, 2, 1) }));
afterEach(() => jest.useRealTimers());

/** Reads something that is answered like this, one answer after the other. */
async function fetch(answers: object[], more: object = {}, way: Partial<Route> = {}) {
	const route = {
		service: wati,
		kind: 'direct',
		credentialType: 'watiApi',
		apiUrl: 'https://wati.example.com/1',
		rootUrl: 'https://wati.example.com',
		account: `fetched ${++accounts}`,
		key: '',
		...way,
	} as Route;
	const left: Array<[string, IDataObject]> = [];
	const caller = {
		getNode: () => NODE,
		getNodeParameter: () => 'mine',
		helpers: {
			httpRequestWithAuthentication: async (type: string, options: IDataObject) => {
				left.push([type, options]);
				return { headers: {}, statusCode: 200, body: {}, ...answers[left.length - 1] };
			},
		},
	};
	const end = fetchFrom(caller as never, route, { path: '/api/v1/x', execution: 'e', ...more });
	await jest.advanceTimersByTimeAsync(60_000);
	return { end: await end, left, account: route.account };
}

const MATON = {
	kind: 'maton' as const,
	credentialType: 'matonApi' as const,
	apiUrl: 'https://api.example.com/wati',
	rootUrl: undefined,
};

test('asks with the credential, for JSON, and follows no redirect', async () => {
	const signal = new AbortController().signal;
	const proxy = { host: 'proxy.example.com', port: 1 };
	const more = { qs: { a: 1 }, signal, settings: { proxy } };
	const { left, end, account } = await fetch([{ body: '{"a":1}', headers: { date: 'D' } }], more);
	expect(end).toEqual({ body: { a: 1 }, calls: 1, date: 'D' });
	expect(left).toEqual([
		[
			'watiApi',
			{
				timeout: 0,
				proxy,
				method: 'GET',
				url: 'https://wati.example.com/1/api/v1/x',
				qs: { a: 1 },
				headers: { Accept: 'application/json' },
				encoding: 'stream',
				abortSignal: expect.any(AbortSignal),
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
				disableFollowRedirect: true,
			},
		],
	]);
	expect(readUsage(account)).toMatchObject({
		endpoints: [{ endpoint: 'GET /api/v1/x', calls: 1 }],
	});
});

test('names the connection through Maton, anew in each try', async () => {
	const { left } = await fetch([{ statusCode: 503 }, {}], {}, MATON);
	const headers = {
		Accept: 'application/json',
		'Maton-Connection': '',
		'maton-connection': 'mine',
	};
	expect(left.map(([, options]) => options.headers)).toEqual([headers, headers]);
	expect(left[0]![1].headers).not.toBe(left[1]![1].headers);
});

test('is tried again where the server was away', async () => {
	expect((await fetch([{ statusCode: 502 }, { body: { a: 1 } }])).end).toMatchObject({
		body: { a: 1 },
		calls: 2,
	});
});

test('does not leave where the route does not lead', async () => {
	const { end, left } = await fetch([], { path: '/api/ext/v3/x' }, MATON);
	expect(end).toMatchObject({ calls: 0, failure: { context: { code: 'route-not-offered' } } });
	expect(left).toEqual([]);
});

test.each([
	['a page in place of JSON', { body: '<html></html>' }],
	['a refusal', { statusCode: 400, body: { message: 'No' }, headers: { date: 'D' } }],
])('fails with %s', async (_what, answer) => {
	const { end } = await fetch([answer]);
	expect(end.failure).toBeDefined();
	expect(end).not.toHaveProperty('body');
	expect([end.calls, end.date]).toEqual([1, 'headers' in answer ? 'D' : undefined]);
});

test('takes a 403 of v3 for the plan, and any other for the key', async () => {
	const forbidden = { statusCode: 403, body: {} };
	const texts = await Promise.all(
		['/api/ext/v3/x', '/api/v1/x'].map(
			async (path) => (await fetch([forbidden], { path })).end.failure?.description,
		),
	);
	expect(texts[0]).not.toBe(texts[1]);
});

test('is stopped with its run', async () => {
	const { end, left } = await fetch([], { mayLeave: () => false });
	expect(end).toMatchObject({ calls: 0, failure: { context: { code: 'cancelled' } } });
	expect(left).toEqual([]);
});

describe('a read beside an operation', () => {
	test('has the settings of the node, and is counted', async () => {
		const settings = {
			proxy: { host: 'proxy.example.com', port: 1 },
			skipSslCertificateValidation: true,
			allowedDomains: 'wati.example.com',
		};
		const { session, left } = prepareItem({ ...SEND, ...settings }, [ACCEPTED]);
		expect(await fetchBeside(session, '/api/v1/x', { a: 1 })).toMatchObject({
			body: { result: true },
		});
		const url = 'https://wati.example.com/api/v1/x';
		expect(left[0]).toMatchObject({ ...settings, method: 'GET', url, qs: { a: 1 } });
		expect(session.usage.calls).toBe(1);
		const bare = prepareItem(SEND, [ACCEPTED]);
		await fetchBeside(bare.session, '/api/v1/x', {});
		for (const name of Object.keys(settings)) expect(bare.left[0]).not.toHaveProperty(name);
	});

	test('leaves after a failure only where it always may', async () => {
		const { session, left, statuses } = prepareItem(SEND, [ACCEPTED]);
		statuses.noteFailure(0, nodeError(NODE, 'request-refused'));
		expect(codeIn(await fetchBeside(session, '/api/v1/x', {}))).toBe('cancelled');
		expect(left).toEqual([]);
		expect(await fetchBeside(session, '/api/v1/x', {}, true)).toMatchObject({
			body: { result: true },
		});
	});
});
