import type { IExecuteData } from 'n8n-workflow';

import type { BodyChange } from '../../../../nodes/shared/http/lazy-body';
import {
	changeRequest,
	createRequest,
	createSession,
	isWrite,
} from '../../../../nodes/shared/http/request-session';
import type { Route } from '../../../../nodes/shared/http/route/route';
import { ItemStatuses } from '../../../../nodes/shared/http/run-state';
import { wati } from '../../../../nodes/Wati/service';

const MATON = {
	service: wati,
	kind: 'maton',
	credentialType: 'matonApi',
	apiUrl: 'https://api.example.com/wati',
	controlUrl: 'https://api.example.com',
} as Route;

const LAZY = { outline: {}, read: async () => new FormData() };

const executeData = {} as IExecuteData;

describe('a request', () => {
	const addressed = (options: object, change: BodyChange = {}, connection = '') => {
		const context = {
			getExecuteData: () => executeData,
			getExecutionId: () => 'e',
			getNodeParameter: (name: string) => (name === 'options.connection' ? connection : ''),
		};
		const statuses = new ItemStatuses(true, true);
		const session = createSession(context as never, {
			route: MATON,
			statuses,
			shaped: options as never,
		});
		return changeRequest(createRequest(session), change).options;
	};

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
		const change = { instead: true as const, url: '/api/v1/y', qs: { b: 2 }, lazyBody: undefined };
		const made = addressed({ url: '/api/v1/x', qs: { a: 1 } }, change);
		expect(made).toMatchObject({ url: '/api/v1/y', qs: { b: 2 } });
		expect(made.qs).toEqual({ b: 2 });
		expect(made).not.toHaveProperty('instead');
		expect(made).not.toHaveProperty('lazyBody');
	});

	test.each<[string, object, object, number]>([
		['that carries no file waits a minute', {}, {}, 60_000],
		['waits as long as the user wants', { timeout: 5_000 }, {}, 5_000],
		['with a file waits five minutes', { body: new FormData() }, {}, 300_000],
		['for a file waits five minutes', { encoding: 'stream' }, {}, 300_000],
		['with a file to be read waits five minutes', {}, { lazyBody: LAZY }, 300_000],
	])('%s', (_what, options, change, timeout) => {
		const made = addressed({ url: '/x', timeout: 300_000, ...options }, change);
		expect(made.timeout).toBe(timeout);
	});
});

test.each([
	['GET', false],
	[undefined, false],
	['POST', true],
	['DELETE', true],
])('%p changes something: %p', (method, writes) => {
	expect(isWrite(method)).toBe(writes);
});
