import type { IDataObject, IExecuteData, INodeExecutionData } from 'n8n-workflow';

import type { DeliveryOptions } from '../../nodes/shared/parameters/delivery-options';
import { setLateBody } from '../../nodes/shared/files/lazy-body';
import { nodeError } from '../../nodes/shared/errors/node-error';
import { Passage } from '../../nodes/shared/http/request-session';
import type { Route } from '../../nodes/shared/http/route';
import { RunLedger } from '../../nodes/shared/http/run-state';
import { usageOf } from '../../nodes/shared/http/usage';
import { wati } from '../../nodes/Wati/service';
import { NODE } from '../harness/node';

const ADA = '14155550101';
const SEND = {
	method: 'POST' as const,
	url: `/api/v1/sendSessionMessage/${ADA}`,
	qs: { messageText: 'Hi' },
};
const TO_MANY = {
	method: 'POST',
	url: '/api/v1/sendTemplateMessages',
	body: { template_name: 't', receivers: [1, 2, 3].map((no) => ({ whatsappNumber: `${no}` })) },
};
const TAG = { method: 'PUT', url: '/api/v1/contacts/tags', body: { tag: 'a' } };
const READ = { method: 'GET', url: '/api/v1/getContacts' };
const ACCEPTED = { statusCode: 200, body: { result: true } };
const REFUSED = { statusCode: 400, body: { message: 'No' } };
const UNCLEAR = { statusCode: 502, body: {} };

let accounts = 0;

beforeEach(() => jest.useFakeTimers({ now: Date.UTC(2026, 2, 1) }));
afterEach(() => jest.useRealTimers());

interface Given {
	delivery?: DeliveryOptions;
	route?: Partial<Route>;
	run?: object;
	/** Name of the node whose run this is: an agent's where it calls the node as a tool. */
	runOf?: string;
	execution?: string;
	signal?: AbortSignal;
	ledger?: RunLedger;
}

type Step = { statusCode: number; body: unknown } | Error;

/** The passage of one item whose requests are answered like this, one after the other. */
function passageOf(options: object, steps: Step[], given: Given = {}) {
	const { delivery = {}, run = {}, runOf = 'WATI', execution = `e${accounts}`, signal } = given;
	const executeData = Object.assign(run, { node: { name: runOf } }) as IExecuteData;
	const route: Route = {
		service: wati,
		kind: 'wati',
		credentialType: 'watiApi',
		apiUrl: 'https://wati.example.com',
		account: `passage ${++accounts}`,
		tenant: 'tenant',
		...given.route,
	};
	const left: IDataObject[] = [];
	const answer = (sent: IDataObject) => {
		left.push({ ...sent, at: Date.now() });
		const step = steps[Math.min(left.length, steps.length) - 1]!;
		if (step instanceof Error) throw step;
		return { headers: {}, ...step };
	};
	type Action = (this: object, items: INodeExecutionData[], response: object) => Promise<[]>;
	const context = {
		getExecutionId: () => execution,
		getExecuteData: () => executeData,
		getExecutionCancelSignal: () => signal,
		getNode: () => NODE,
		getItemIndex: () => 5,
		getNodeParameter: (name: string) => (name === 'delivery' ? delivery : ''),
		helpers: {
			httpRequestWithAuthentication: async (_type: string, sent: IDataObject) => answer(sent),
		},
		async makeRoutingRequest(request: { options: IDataObject; postReceive: object[] }) {
			const response = answer(request.options);
			const [first] = request.postReceive as Array<{ actions: Action[] }>;
			await first!.actions[0]!.call(this, [], response);
			return [{ json: { made: left.length } }];
		},
	};
	const request = { options, preSend: [], postReceive: [] };
	const ledger = given.ledger ?? new RunLedger(true, true);
	const passage = new Passage(context as never, request as never, route, ledger);
	const attempt = async (change = {}, secret?: boolean) => {
		const end = passage.attempt(change, secret);
		await jest.advanceTimersByTimeAsync(60_000);
		return await end;
	};
	return { passage, attempt, left, account: route.account, ledger };
}

const codeIn = ({ failure }: { failure?: unknown }) =>
	(failure as { context: { code: string } } | undefined)?.context.code;

describe('a request', () => {
	test('brings its answer and its items, and is counted', async () => {
		const { attempt, passage, left } = passageOf(SEND, [ACCEPTED]);
		expect(await attempt()).toEqual({
			page: { answer: { headers: {}, ...ACCEPTED }, items: [{ json: { made: 1 } }] },
		});
		expect(left).toMatchObject([
			{ method: 'POST', url: SEND.url, baseURL: 'https://wati.example.com', qs: SEND.qs },
		]);
		expect(passage.usage).toEqual({ calls: 1, retries: 0, saved: 0 });
	});

	test('that was repeated counts each try', async () => {
		const { attempt, passage, account } = passageOf(READ, [UNCLEAR, UNCLEAR, ACCEPTED]);
		await attempt();
		expect(passage.usage).toEqual({ calls: 3, retries: 2, saved: 0 });
		expect(usageOf(account)).toMatchObject({
			endpoints: [{ endpoint: 'GET /api/v1/getContacts', calls: 3 }],
		});
	});

	test('to many saves the others their calls', async () => {
		const { attempt, passage, account } = passageOf(TO_MANY, [ACCEPTED]);
		await attempt();
		expect(passage.usage).toEqual({ calls: 1, retries: 0, saved: 2 });
		expect(usageOf(account).saved).toBe(2);
	});

	test('of a method that is not named is a read', async () => {
		const { attempt, account } = passageOf({ url: '/api/v1/getContacts' }, [UNCLEAR, ACCEPTED]);
		expect(await attempt()).toHaveProperty('page');
		expect(usageOf(account)).toMatchObject({
			endpoints: [{ endpoint: 'GET /api/v1/getContacts' }],
		});
	});

	test.each([
		[{ ...SEND, url: '' }, {}],
		[{ ...SEND, url: '/api/ext/v3/contacts' }, { kind: 'maton' as const }],
	])('does not leave where the route does not lead: %#', async (options, route) => {
		const { attempt, left } = passageOf(options, [ACCEPTED], { route });
		const { failure } = await attempt();
		expect(failure).toMatchObject({
			message: 'This operation is not available with the chosen authentication',
			context: { code: 'route-not-offered', itemIndex: 5 },
		});
		expect(left).toEqual([]);
	});

	test('without an answer tells why, and whether it left', async () => {
		const lost = (code: string) => Object.assign(new Error('lost'), { code });
		const reset = passageOf(SEND, [lost('ECONNRESET')]);
		const { failure, unsettled } = await reset.attempt();
		expect(failure?.message).toBe(
			'It is unknown whether WATI accepted this: no answer came back (ECONNRESET)',
		);
		expect([reset.passage.usage.calls, unsettled?.options.url]).toEqual([1, SEND.url]);
		const refused = passageOf(SEND, [lost('ECONNREFUSED')]);
		const end = await refused.attempt();
		expect(end.failure?.message).toBe('The server could not be reached (ECONNREFUSED)');
		expect([refused.passage.usage.calls, end.unsettled]).toEqual([0, undefined]);
	});

	test('is thrown where it failed', async () => {
		const { passage } = passageOf(SEND, [REFUSED]);
		const thrown = expect(passage.deliver()).rejects.toThrow('No');
		await jest.advanceTimersByTimeAsync(1_000);
		await thrown;
	});

	test('is not sent once another item failed', async () => {
		const ledger = new RunLedger(true, true);
		ledger.noteFailure(0, nodeError(NODE, 'request-refused'));
		const { attempt, left } = passageOf(SEND, [ACCEPTED], { ledger });
		expect(codeIn(await attempt())).toBe('cancelled');
		expect(left).toEqual([]);
	});

	test('reads what an answer refers to', async () => {
		const { passage, left } = passageOf({ ...SEND, body: { a: 1 } }, [ACCEPTED]);
		expect(await passage.read('/api/v1/x')).toEqual([{ json: { made: 1 } }]);
		expect(left[0]).toMatchObject({ method: 'GET', url: '/api/v1/x', body: undefined });
	});
});

test.each<[DeliveryOptions['plan'], number]>([
	[undefined, 30],
	['growth', 30],
	['pro', 60],
])('the plan %p lets %i templates leave in ten seconds', async (plan, count) => {
	const account = `templates of ${String(plan)}`;
	const options = { method: 'POST', url: '/api/v2/sendTemplateMessage', qs: {}, body: {} };
	const sends = Array.from({ length: count + 1 }, () =>
		passageOf(options, [ACCEPTED], { delivery: { plan }, route: { account } }),
	);
	const ends = Promise.all(sends.map(async ({ passage }) => await passage.attempt()));
	await jest.advanceTimersByTimeAsync(60_000);
	await ends;
	const at = sends.map(({ left }) => Number(left[0]!.at) - Date.UTC(2026, 2, 1));
	expect(at[count - 1]).toBeLessThan(10_000);
	expect(at[count]).toBeGreaterThanOrEqual(11_000);
});

describe('a look beside the operation', () => {
	test('has the settings of the node, and is counted', async () => {
		const settings = {
			proxy: { host: 'proxy.example.com', port: 1 },
			skipSslCertificateValidation: true,
			allowedDomains: 'wati.example.com',
		};
		const { passage, left } = passageOf({ ...SEND, ...settings }, [ACCEPTED]);
		expect(await passage.look('/api/v1/x', { a: 1 })).toMatchObject({ body: { result: true } });
		expect(left[0]).toMatchObject({ ...settings, method: 'GET', url: '/api/v1/x', qs: { a: 1 } });
		expect(passage.usage.calls).toBe(1);
		const bare = passageOf(SEND, [ACCEPTED]);
		await bare.passage.look('/api/v1/x', {});
		for (const name of Object.keys(settings)) expect(bare.left[0]).not.toHaveProperty(name);
	});

	test('leaves after a failure only where it always may', async () => {
		const { passage, left, ledger } = passageOf(SEND, [ACCEPTED]);
		ledger.noteFailure(0, nodeError(NODE, 'request-refused'));
		expect(codeIn(await passage.look('/api/v1/x', {}))).toBe('cancelled');
		expect(left).toEqual([]);
		expect(await passage.look('/api/v1/x', {}, true)).toMatchObject({ body: { result: true } });
	});
});

describe('a second try of the same run', () => {
	/** Two tries of one item, the second of which is answered with a success. */
	async function twice(options: object, first: Step, given: Given = {}, secret = false) {
		const run = {};
		const one = passageOf(options, [first], { run, ...given });
		const firstEnd = await one.attempt({}, secret);
		const two = passageOf(options, [ACCEPTED], { run, ...given });
		return { firstEnd, ...two, end: await two.attempt({}, secret) };
	}

	test('gives back what was accepted, and sends nothing', async () => {
		const { end, left, passage, account } = await twice(SEND, ACCEPTED);
		expect(end.page).toMatchObject({ items: [{ json: { made: 1, remembered: true } }] });
		expect(left).toEqual([]);
		expect(passage.usage).toEqual({ calls: 0, retries: 0, saved: 1 });
		expect(usageOf(account).saved).toBe(1);
	});

	test.each<[string, object, Step, Given]>([
		['what was refused', SEND, REFUSED, {}],
		['a read', READ, ACCEPTED, {}],
		['what the memory is switched off for', SEND, ACCEPTED, { delivery: { resendMemory: false } }],
		['a write that is no message, of unknown outcome', TAG, UNCLEAR, {}],
	])('sends %s again', async (_what, options, first, given) => {
		const { left, end } = await twice(options, first, given);
		expect(left).toHaveLength(1);
		expect(end).toHaveProperty('page');
	});

	test('does not send what may have left', async () => {
		const { end, left, firstEnd } = await twice(SEND, UNCLEAR);
		expect(codeIn(firstEnd)).toBe('outcome-unknown');
		expect(left).toEqual([]);
		expect(end.failure).toMatchObject({
			message:
				'An earlier try sent this, and it is unknown whether WATI accepted it. It was not sent again.',
			context: { code: 'outcome-unknown' },
		});
		expect(end.unsettled).toMatchObject({
			sentAt: firstEnd.unsettled!.sentAt,
			options: { url: SEND.url },
		});
	});

	test('knows what was found of it meanwhile', async () => {
		const run = {};
		const one = await passageOf(SEND, [UNCLEAR], { run }).attempt();
		const answer = { statusCode: 200, headers: {}, body: {} };
		one.unsettled!.settle({ answer, items: [{ json: { found: true } }] });
		const { page } = await passageOf(SEND, [ACCEPTED], { run }).attempt();
		expect(page?.items).toEqual([{ json: { found: true, remembered: true } }]);
	});

	test('knows nothing of a secret answer, but of its doubt', async () => {
		expect((await twice(TAG, ACCEPTED, {}, true)).left).toHaveLength(1);
		const { left, end } = await twice(TAG, UNCLEAR, {}, true);
		expect([left.length, codeIn(end)]).toEqual([0, 'outcome-unknown']);
	});

	test('takes another text for the same message, but not for an agent', async () => {
		const text = (messageText: string) => ({ ...SEND, qs: { messageText } });
		const again = async (runOf: string) => {
			const run = {};
			await passageOf(text('at 9:00'), [ACCEPTED], { run, runOf }).attempt();
			const two = passageOf(text('at 9:01'), [ACCEPTED], { run, runOf });
			await two.attempt();
			return two.left.length;
		};
		expect([await again('WATI'), await again('AI Agent')]).toEqual([0, 1]);
	});
});

describe('a file', () => {
	const form = () => {
		const data = new FormData();
		data.set('file', new Blob(['x']), 'a.txt');
		return data;
	};
	/** A send whose body is read when it is its turn. */
	function late(name: string, reads: string[]) {
		const options = { ...SEND, url: `/api/v1/sendSessionFile/${ADA}` };
		const read = async () => {
			reads.push(name);
			return form();
		};
		setLateBody(options, { outline: { file: name }, read });
		return options;
	}

	test('is read when it is its turn, and tells one request from another', async () => {
		const reads: string[] = [];
		const run = {};
		const agent = { run, runOf: 'AI Agent' };
		const first = passageOf(late('a', reads), [ACCEPTED], agent);
		await first.attempt();
		expect(first.left[0]!.body).toBeInstanceOf(FormData);
		await passageOf(late('a', reads), [ACCEPTED], agent).attempt();
		await passageOf(late('b', reads), [ACCEPTED], agent).attempt();
		expect(reads).toEqual(['a', 'b']);
	});

	test('is not read for a request in its place', async () => {
		const reads: string[] = [];
		const { attempt } = passageOf(late('a', reads), [ACCEPTED]);
		await attempt({ instead: true, url: '/api/v1/sendTemplateMessage', method: 'POST' });
		expect(reads).toEqual([]);
	});

	test('is not read where nothing may leave', async () => {
		const reads: string[] = [];
		const ledger = new RunLedger(true, true);
		ledger.noteFailure(0, nodeError(NODE, 'request-refused'));
		await passageOf(late('a', reads), [ACCEPTED], { ledger }).attempt();
		await passageOf(late('b', reads), [ACCEPTED], { signal: AbortSignal.abort() }).attempt();
		expect(reads).toEqual([]);
	});
});

describe('what an execution may send', () => {
	let executions = 0;
	const bounded = () => ({ delivery: { mostSends: 1 }, execution: `bounded ${executions}` });
	const again = async () => codeIn(await passageOf(SEND, [ACCEPTED], bounded()).attempt());

	beforeEach(() => (executions += 1));

	test.each<[string, Step, string | undefined]>([
		['an accepted message', ACCEPTED, 'guard-refused'],
		['a message that may have left', UNCLEAR, 'guard-refused'],
		['a refused message', REFUSED, undefined],
	])('%s is counted', async (_what, first, then) => {
		await passageOf(SEND, [first], bounded()).attempt();
		expect(await again()).toBe(then);
	});

	test('a file that cannot be read is not', async () => {
		const options = { ...SEND };
		const read = async () => {
			throw new Error('No file');
		};
		setLateBody(options, { outline: {}, read });
		await expect(passageOf(options, [], bounded()).passage.attempt()).rejects.toThrow('No file');
		expect(await again()).toBeUndefined();
	});

	test('what is no message is not', async () => {
		await passageOf(TAG, [ACCEPTED], bounded()).attempt();
		expect(await again()).toBeUndefined();
	});

	test('each recipient is', async () => {
		const { attempt, left } = passageOf(TO_MANY, [ACCEPTED], bounded());
		expect((await attempt()).failure).toMatchObject({
			message: 'This execution may send 1 messages, and 0 of them are used',
			context: { itemIndex: 5 },
		});
		expect(left).toEqual([]);
	});
});
