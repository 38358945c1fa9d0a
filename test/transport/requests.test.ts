import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import { addressedRequest, changesSomething } from '../../nodes/shared/http/addressed-request';
import { questionOf } from '../../nodes/shared/http/engine-request';
import { followRedirects } from '../../nodes/shared/http/redirects';
import { wati } from '../../nodes/Wati/service';
import type { Route } from '../../nodes/shared/http/route';

const MATON = {
	kind: 'maton',
	credentialType: 'matonApi',
	apiUrl: 'https://api.example.com/wati',
	controlUrl: 'https://api.example.com',
} as Route;

describe('a request', () => {
	const context = (connection = '') => ({ getNodeParameter: () => connection }) as never;
	const addressed = (options: object, change = {}, connection?: string) =>
		addressedRequest(context(connection), { options } as never, MATON, change);

	test('is addressed on its route, and follows no redirect by itself', () => {
		expect(addressed({ url: '/api/v1/x', qs: { a: 1 }, headers: { Accept: 'x' } })).toEqual({
			url: '/api/v1/x',
			baseURL: 'https://api.example.com/wati',
			qs: { a: 1 },
			headers: { Accept: 'x' },
			disableFollowRedirect: true,
		});
		expect(addressed({})).toMatchObject({ url: '', qs: {}, headers: {} });
		expect(addressed({ url: '/connections/1' }).baseURL).toBe('https://api.example.com');
	});

	test('names the connection that the node chose', () => {
		expect(addressed({ url: '/api/v1/x' }, {}, 'mine').headers).toEqual({
			'Maton-Connection': '',
			'maton-connection': 'mine',
		});
	});

	test('changes nothing of the options it is made of', () => {
		const options = { url: '/api/v1/x', qs: { a: 1 }, headers: { Accept: 'x' } };
		const made = addressed(options, { qs: { b: 2 } }, 'mine');
		expect(made.qs).toEqual({ a: 1, b: 2 });
		expect(options).toEqual({ url: '/api/v1/x', qs: { a: 1 }, headers: { Accept: 'x' } });
	});

	test('in place of another one has nothing of its query', () => {
		const change = { instead: true, url: '/api/v1/y', qs: { b: 2 }, late: undefined };
		const made = addressed({ url: '/api/v1/x', qs: { a: 1 } }, change);
		expect(made).toMatchObject({ url: '/api/v1/y', qs: { b: 2 } });
		expect(made.qs).toEqual({ b: 2 });
		expect(made).not.toHaveProperty('instead');
		expect(made).not.toHaveProperty('late');
	});

	test.each<[string, object, object, number]>([
		['that carries no file waits a minute', {}, {}, 60_000],
		['waits as long as the user wants', { timeout: 5_000 }, {}, 5_000],
		['with a file waits five minutes', { body: new FormData() }, {}, 300_000],
		['for a file waits five minutes', { encoding: 'stream' }, {}, 300_000],
		['with a file to be read waits five minutes', {}, { late: {} }, 300_000],
	])('%s', (_what, options, change, timeout) => {
		const made = addressed({ url: '/x', timeout: 300_000, ...options }, change);
		expect(made.timeout).toBe(timeout);
	});
});

describe('what a request is', () => {
	const question = (options: Partial<IHttpRequestOptions>) =>
		questionOf({ url: '/api/v1/x', ...options }, { kind: 'wati', service: wati });

	test.each([
		['GET', false],
		[undefined, false],
		['POST', true],
		['DELETE', true],
	])('%p changes something: %p', (method, writes) => {
		expect(changesSomething(method)).toBe(writes);
		expect(question({ method: method as 'GET' }).writes).toBe(writes);
	});

	test('tells how its answer is read', () => {
		expect(question({ method: 'GET' })).toEqual({
			kind: 'wati',
			isV3: false,
			writes: false,
			expects: undefined,
			manyRecipients: false,
		});
		expect(question({ url: '/api/ext/v3/contacts' }).isV3).toBe(true);
		expect(question({ body: { receivers: [] } }).manyRecipients).toBe(true);
		expect(question({ encoding: 'stream' }).expects?.isFile).toBe(true);
		expect(question({ encoding: 'json' }).expects).toBeUndefined();
		expect(question({ method: 'POST' }).expects?.holds).toContain('a flag that says yes');
	});
});

describe('redirects of reads', () => {
	const START = { baseURL: 'https://api.example.com', url: '/a/b', headers: { Secret: 's' } };
	const redirect = (location: string, statusCode = 302) => ({
		statusCode,
		headers: { location },
		body: '',
	});
	const END = { statusCode: 200, headers: {}, body: { found: true } };

	/** Follows a first answer with these answers after it, and tells what left. */
	async function follow(first: object, ...answers: object[]) {
		const left: Array<[string, string | undefined, IDataObject]> = [];
		const next = (type: string | undefined, options: IDataObject) => {
			left.push([String(options.url), type, options]);
			return answers[left.length - 1];
		};
		const context = {
			helpers: {
				httpRequestWithAuthentication: async (type: string, options: IDataObject) =>
					next(type, options),
				httpRequest: async (options: IDataObject) => next(undefined, options),
			},
		};
		const response = { ...first };
		await followRedirects(context as never, MATON, START as never, response as never);
		return { response, left };
	}

	test('are none where the answer points nowhere', async () => {
		const { response, left } = await follow({ ...END, headers: { location: '/c' } });
		expect([response, left]).toEqual([{ ...END, headers: { location: '/c' } }, []]);
		expect((await follow({ statusCode: 302, headers: {}, body: '' })).left).toEqual([]);
	});

	test.each([301, 302, 303, 307, 308])(
		'%i is followed on the same host with the key',
		async (status) => {
			const { response, left } = await follow(redirect('../c?d=1', status), END);
			expect(response).toEqual(END);
			expect(left).toEqual([
				[
					'https://api.example.com/c?d=1',
					'matonApi',
					{
						baseURL: undefined,
						url: 'https://api.example.com/c?d=1',
						headers: { Secret: 's' },
						qs: {},
						returnFullResponse: true,
					},
				],
			]);
		},
	);

	test('another host gets nothing of ours, also when it points back', async () => {
		const steps = [redirect('https://api.example.com/c'), END];
		const { left } = await follow(redirect('https://files.example.net/f'), ...steps);
		expect(left.map(([url, type]) => [url, type])).toEqual([
			['https://files.example.net/f', undefined],
			['https://api.example.com/c', 'matonApi'],
		]);
		expect(left[0]![2].headers).toEqual({ Accept: '*/*' });
	});

	test('are followed from where they stand, three at most', async () => {
		const { left, response } = await follow(
			redirect('https://files.example.net/x/'),
			redirect('y'),
			redirect('z'),
			redirect('never'),
		);
		expect(left.map(([url]) => url)).toEqual([
			'https://files.example.net/x/',
			'https://files.example.net/x/y',
			'https://files.example.net/x/z',
		]);
		expect(response).toMatchObject({ statusCode: 302 });
	});

	test('leave no answer open', async () => {
		let destroyed = 0;
		const body = { pipe: true, unshift: true, destroy: () => (destroyed += 1) };
		await follow({ ...redirect('/c'), body }, END);
		expect(destroyed).toBe(1);
	});
});
