import type { IDataObject } from 'n8n-workflow';

import type { Answer } from '../../../../../nodes/shared/http/answers/answer';
import type { ExchangeResult } from '../../../../../nodes/shared/http/exchange-result';
import { redirects } from '../../../../../nodes/shared/http/interceptors/redirects';

const MATON = { credentialType: 'matonApi' };

describe('redirects of reads', () => {
	const START = { baseURL: 'https://api.example.com', url: '/a/b', headers: { Secret: 's' } };
	const redirect = (location: string, statusCode = 302) => ({
		statusCode,
		headers: { location },
		body: '',
	});
	const END = { statusCode: 200, headers: {}, body: { found: true } };

	/** Follows a first answer with these answers after it, and tells what left. */
	async function follow(first: object, answers: object[] = [], writes = false) {
		const left: Array<[string, string | undefined, IDataObject]> = [];
		const next = (type: string | undefined, options: IDataObject) => {
			left.push([String(options.url), type, options]);
			const answer = answers[left.length - 1];
			if (answer instanceof Error) throw answer;
			return answer;
		};
		const context = {
			helpers: {
				httpRequestWithAuthentication: async (type: string, options: IDataObject) =>
					next(type, options),
				httpRequest: async (options: IDataObject) => next(undefined, options),
			},
		};
		const request = { context, route: MATON, options: START, traits: { writes } };
		const result: ExchangeResult = { answer: first as Answer, calls: 1, sentAt: 5 };
		const end = await redirects(request as never, async () => result);
		return { end, answer: 'answer' in end ? end.answer : undefined, left };
	}

	test('are none where the answer points nowhere', async () => {
		const { answer, left } = await follow({ ...END, headers: { location: '/c' } });
		expect([answer, left]).toEqual([{ ...END, headers: { location: '/c' } }, []]);
		expect((await follow({ statusCode: 302, headers: {}, body: '' })).left).toEqual([]);
	});

	test.each([301, 302, 303, 307, 308])(
		'%i is followed on the same host with the key',
		async (status) => {
			const { answer, left } = await follow(redirect('../c?d=1', status), [END]);
			expect(answer).toEqual(END);
			expect(left).toEqual([
				[
					'https://api.example.com/c?d=1',
					'matonApi',
					{
						baseURL: undefined,
						url: 'https://api.example.com/c?d=1',
						headers: { Secret: 's' },
						qs: {},
						timeout: 0,
						encoding: 'stream',
						abortSignal: expect.any(AbortSignal),
						returnFullResponse: true,
						ignoreHttpStatusErrors: true,
					},
				],
			]);
		},
	);

	test('another host gets nothing of ours, also when it points back', async () => {
		const steps = [redirect('https://api.example.com/c'), END];
		const { left } = await follow(redirect('https://files.example.net/f'), steps);
		expect(left.map(([url, type]) => [url, type])).toEqual([
			['https://files.example.net/f', undefined],
			['https://api.example.com/c', 'matonApi'],
		]);
		expect(left[0]![2].headers).toEqual({ Accept: '*/*' });
	});

	test('are followed from where they stand, three at most', async () => {
		const { left, answer } = await follow(redirect('https://files.example.net/x/'), [
			redirect('y'),
			redirect('z'),
			redirect('never'),
		]);
		expect(left.map(([url]) => url)).toEqual([
			'https://files.example.net/x/',
			'https://files.example.net/x/y',
			'https://files.example.net/x/z',
		]);
		expect(answer).toMatchObject({ statusCode: 302 });
	});

	test('leave no answer open', async () => {
		let destroyed = 0;
		const body = { pipe: true, unshift: true, destroy: () => (destroyed += 1) };
		await follow({ ...redirect('/c'), body }, [END]);
		expect(destroyed).toBe(1);
	});

	test('are not followed after a write', async () => {
		const { answer, left } = await follow(redirect('/c'), [END], true);
		expect([answer, left]).toEqual([redirect('/c'), []]);
	});

	test('that lead nowhere are a request that left, without an answer', async () => {
		const error = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
		expect((await follow(redirect('/c'), [error])).end).toEqual({
			networkError: 'not-sent',
			error,
			calls: 1,
			sentAt: 5,
		});
	});
});
