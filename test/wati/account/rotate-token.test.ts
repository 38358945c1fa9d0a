import type { INodeParameters } from 'n8n-workflow';

import { direct, expected, shown, textTo, useBench } from '../setup';

const bench = useBench();

const ROTATE = 'POST /api/v1/rotateToken';
const SPARE = 'wati-sandbox-spare-token';
const marked = { secret: true, nextStep: expect.stringMatching(/^Save the token/) };

const rotate = (more: INodeParameters = {}) =>
	direct('account', 'rotateToken', { confirmRotation: true, ...more });
const another = (token: string) => rotate({ tokenFrom: 'field', token });

const answers = (body: unknown, contentType = 'application/json') =>
	bench.sandbox.addFault({ endpoint: ROTATE, kind: 'answer', body, contentType });

/** All that n8n keeps of a run, as text. */
const keptOf = ({ run }: Awaited<ReturnType<typeof bench.run>>) =>
	JSON.stringify(run.data.resultData);

test('sends nothing without the confirmation', async () => {
	const result = await bench.run({ parameters: rotate({ confirmRotation: false }) });
	expect(shown(result)).toMatchObject({ code: 'input-invalid', itemIndex: 0 });
	expect(bench.requests).toEqual([]);
});

test('blocks the token of the credential and returns its replacement', async () => {
	const { items } = await bench.run({
		parameters: rotate(),
		credentials: bench.wati({ accessToken: `Bearer ${SPARE}` }),
	});
	expect(bench.received()).toEqual([
		expected('POST /123456/api/v1/rotateToken', {
			query: { token: SPARE },
			authorization: `Bearer ${SPARE}`,
			connection: undefined,
		}),
	]);
	expect(items).toEqual([
		{
			json: { token: expect.stringMatching(/^wati-rotated-[0-9a-f]{24}$/), ...marked },
			pairedItem: { item: 0 },
		},
	]);
});

test('blocks another token', async () => {
	await bench.run({ parameters: another(`Bearer ${SPARE}`) });
	expect(bench.received()).toMatchObject([
		{ query: { token: SPARE }, authorization: 'Bearer wati-sandbox-token' },
	]);
});

test.each([
	['a JSON text', '"new-one"', 'application/json'],
	['an object', '{"token":"new-one"}', 'application/json'],
	['text', 'new-one\n', 'text/plain'],
])('takes %s as the answer', async (_what, body, contentType) => {
	answers(body, contentType);
	const { items } = await bench.run({ parameters: another(SPARE) });
	expect(items.map(({ json }) => json)).toEqual([{ token: 'new-one', ...marked }]);
});

test.each([
	['a flag', { result: true }],
	['an object without it', { ok: true, message: {} }],
])('says what to do where %s comes in place of the token', async (_what, body) => {
	answers(body);
	const { items } = await bench.run({ parameters: another(SPARE) });
	expect(items.map(({ json }) => json)).toEqual([
		{
			token: null,
			secret: false,
			nextStep: expect.stringMatching(/^WATI answered without a token\. Open WATI/),
		},
	]);
});

test.each([
	['an empty text', ''],
	['nothing but an object', {}],
	['a web page', '<html><body>Rotated</body></html>'],
	['a sentence', 'The token was rotated.'],
])('is unknown where %s comes in place of the token', async (_what, body) => {
	answers(body, typeof body === 'string' ? 'text/plain' : 'application/json');
	const result = await bench.run({ parameters: another(SPARE) });
	expect(shown(result)).toMatchObject({
		code: 'outcome-unknown',
		description: expect.stringContaining('The old token may be blocked by now'),
	});
});

test('takes one item at a time, so that no failure loses a token', async () => {
	const result = await bench.run({ parameters: another(SPARE), items: [{}, {}] });
	expect(shown(result)).toMatchObject({
		message: 'Rotate Token replaces one token at a time, and there are 2 input items',
		description: expect.stringContaining('Loop Over Items'),
		code: 'input-invalid',
	});
	expect(bench.requests).toEqual([]);
});

describe('an unknown outcome', () => {
	test.each([
		['a cut connection', { kind: 'dropAfter' }],
		['status 502', { kind: 'status', status: 502, tookEffect: true }],
	] as const)('after %s tells what to do about the token', async (_what, fault) => {
		bench.sandbox.addFault({ endpoint: ROTATE, ...fault });
		const result = await bench.run({ parameters: another(SPARE) });
		expect(shown(result)).toMatchObject({
			code: 'outcome-unknown',
			description: expect.stringMatching(
				/not repeated\. The old token may be blocked by now.*create a new token in WATI/,
			),
		});
		expect(shown(result).description).not.toContain('chat');
		expect(bench.count(ROTATE)).toBe(1);
	});

	test('is not rotated again by Retry On Fail', async () => {
		bench.sandbox.addFault({ endpoint: ROTATE, kind: 'dropAfter' });
		const result = await bench.run({
			parameters: another(SPARE),
			retryOnFail: { maxTries: 2, waitBetweenTries: 0 },
		});
		expect(bench.count(ROTATE)).toBe(1);
		expect(shown(result)).toMatchObject({
			code: 'outcome-unknown',
			description: expect.stringContaining('The old token may be blocked by now'),
		});
	});
});

describe('no token', () => {
	/** Rotates the token of the credential, so that none stands in the workflow. */
	const rotateSpare = async () =>
		await bench.run({
			parameters: rotate(),
			credentials: bench.wati({ accessToken: SPARE }),
		});

	test('is in the words of a refusal, though WATI repeats it', async () => {
		answers({ result: false, info: `token ${SPARE} not found` });
		const result = await rotateSpare();
		expect(shown(result)).toMatchObject({ words: 'token *** not found', httpCode: '200' });
		expect(keptOf(result)).not.toContain(SPARE);
	});

	test('is in a failure whose answer holds the new one', async () => {
		const body = { result: false, info: 'Not stored', token: 'new-secret' };
		bench.sandbox.addFault({ endpoint: ROTATE, kind: 'status', status: 500, body });
		const result = await rotateSpare();
		expect(shown(result).code).toBe('outcome-unknown');
		expect(keptOf(result)).not.toMatch(/new-secret|spare-token/);
	});

	test('is in what n8n or the node print', async () => {
		const printed: string[] = [];
		const spies = (['log', 'info', 'warn', 'error', 'debug'] as const).map((name) =>
			jest.spyOn(console, name).mockImplementation((...words: unknown[]) => {
				printed.push(words.map(String).join(' '));
			}),
		);
		answers('new-secret', 'text/plain');
		const { items } = await rotateSpare();
		bench.sandbox.addFault({ endpoint: ROTATE, kind: 'dropBefore' });
		await rotateSpare();
		spies.forEach((spy) => spy.mockRestore());
		expect(items[0]?.json.token).toBe('new-secret');
		expect(printed.join('\n')).not.toMatch(/new-secret|spare-token/);
	});

	test('is kept for a second try of the run, as answers to other writes are', async () => {
		const setEntry = Map.prototype.set;
		const answersKept = async (parameters: INodeParameters) => {
			const kept: unknown[] = [];
			Map.prototype.set = function (this: Map<unknown, unknown>, key: unknown, value: unknown) {
				if (typeof value === 'object' && value !== null && 'page' in value) kept.push(value.page);
				return setEntry.call(this, key, value) as Map<unknown, unknown>;
			};
			await bench.run({ parameters });
			Map.prototype.set = setEntry;
			return kept.length;
		};
		answers('new-secret', 'text/plain');
		expect(await answersKept(another(SPARE))).toBe(0);
		expect(await answersKept({ ...textTo(), authentication: 'watiApi' })).toBe(1);
	});
});

test('a token that WATI refuses is told from a rotated one', async () => {
	const result = await bench.run({
		parameters: rotate(),
		credentials: bench.wati({ accessToken: 'expired' }),
	});
	expect(shown(result)).toMatchObject({
		code: 'credential-refused',
		description: expect.stringMatching(/^Nothing was rotated/),
	});
});

test('passes on what WATI refuses', async () => {
	const result = await bench.run({ parameters: another('unknown') });
	expect(shown(result)).toMatchObject({ words: 'token not found' });
});
