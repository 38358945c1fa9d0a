import type { Answer } from '../../nodes/shared/http/answers/answer';
import { Journeys } from '../../nodes/shared/http/pace/latency';
import { exchange, pause, type Exchange } from '../../nodes/shared/http/retry';
import { pauseSlots, waitForSlot } from '../../nodes/shared/http/pace/rate-limiter';
import { usageOf } from '../../nodes/shared/http/usage';
import { wati } from '../../nodes/Wati/service';
import type { Limit } from '../../nodes/shared/http/pace/limit';

const MINUTES = 600_000;
const LIMITS: Limit[] = [{ name: 'account', count: 100, perMs: 1_000 }];

let accounts = 0;
let account = '';

beforeEach(() => {
	account = `account ${++accounts}`;
	jest.useFakeTimers({ now: Date.UTC(2026, 2, 1) });
	jest.spyOn(Math, 'random').mockReturnValue(0.5);
});

afterEach(() => {
	jest.restoreAllMocks();
	jest.useRealTimers();
});

const answer = (statusCode: number, headers: object = {}): Answer => ({
	statusCode,
	headers: { ...headers },
	body: statusCode < 300 ? { result: true } : {},
});

const lost = (code: string) => Object.assign(new Error(code), { code });

type Step = Answer | Error;

/** An exchange against these answers, the last of which stays, and when each request left. */
function prepared(steps: Step[], writes: boolean, more: Partial<Exchange> = {}) {
	const begin = Date.now();
	const at: number[] = [];
	const request: Exchange = {
		send: async () => {
			const step = steps[Math.min(at.length, steps.length - 1)]!;
			at.push(Date.now() - begin);
			if (step instanceof Error) throw step;
			return step;
		},
		question: { kind: 'wati', isV3: false, writes, manyRecipients: false },
		service: wati,
		endpoint: 'X',
		account,
		limits: LIMITS,
		execution: '1',
		...more,
	};
	return { request, at };
}

/** Runs an exchange to its end. */
async function run(steps: Step[], writes: boolean, more: Partial<Exchange> = {}) {
	const { request, at } = prepared(steps, writes, more);
	const ending = exchange(request);
	await jest.advanceTimersByTimeAsync(MINUTES);
	return { ending: await ending, at };
}

describe('what is repeated', () => {
	test.each([502, 503, 504])('a read that was answered %p, three times', async (status) => {
		const { ending, at } = await run([answer(status)], false);
		expect(ending).toEqual({ answer: answer(status), calls: 4 });
		expect(at).toEqual([0, 500, 1_500, 3_500]);
	});

	test.each([200, 400, 404, 500, 501])('no read that was answered %p', async (status) => {
		expect((await run([answer(status)], false)).ending).toEqual({
			answer: answer(status),
			calls: 1,
		});
	});

	test.each([500, 502, 503, 504])('no write that was answered %p', async (status) => {
		expect((await run([answer(status)], true)).at).toEqual([0]);
	});

	test('a write that was answered 429, five times', async () => {
		const { ending, at } = await run([answer(429)], true);
		expect(ending.calls).toBe(6);
		expect(at).toHaveLength(6);
		expect((await run([answer(429), answer(200)], true)).ending).toMatchObject({ calls: 2 });
	});

	test('a read without an answer, three times; a write not', async () => {
		const error = lost('ECONNRESET');
		expect((await run([error], false)).ending).toEqual({ trouble: 'unknown', error, calls: 4 });
		expect((await run([error], true)).ending).toEqual({ trouble: 'unknown', error, calls: 1 });
	});

	test('whatever never left, unless it never will', async () => {
		const refused = lost('ECONNREFUSED');
		const { ending, at } = await run([refused], true);
		expect(ending).toEqual({ trouble: 'not-sent', error: refused, calls: 0 });
		expect(at).toHaveLength(4);
		expect((await run([lost('CERT_HAS_EXPIRED')], true)).at).toHaveLength(1);
		expect((await run([lost('CERT_HAS_EXPIRED')], false)).at).toHaveLength(1);
		expect((await run([refused, answer(200)], true)).ending).toMatchObject({ calls: 1 });
	});

	test('nothing that was canceled', async () => {
		const error = lost('ERR_CANCELED');
		expect((await run([error], false)).ending).toEqual({ trouble: 'cancelled', error, calls: 1 });
	});
});

describe('how long is waited', () => {
	test.each([
		['2', 2_000],
		['1.5', 1_500],
		['1.25', 1_250],
		['12', 12_000],
		['2026-03-01T00:00:07Z', 7_000],
		['Sun, 01 Mar 2026 00:00:07 +0000', 7_000],
		['0', 0],
		['3600', 60_000],
		['Sun, 01 Mar 2026 00:00:07 GMT', 7_000],
		['Sun, 01 Mar 2020 00:00:07 GMT', 0],
		['soon', 500],
	])('as Retry-After %p says: %p ms', async (value, ms) => {
		const steps = [answer(503, { 'retry-after': value }), answer(200)];
		const { at } = await run(steps, false);
		expect(at[1]! - ms).toBeGreaterThanOrEqual(0);
		expect(at[1]! - ms).toBeLessThan(50);
	});

	test.each([
		[0, 375],
		[1, 625],
	])('with the chance %p the first pause is %p ms', async (chance, ms) => {
		jest.spyOn(Math, 'random').mockReturnValue(chance);
		expect((await run([answer(503), answer(200)], false)).at[1]).toBe(ms);
	});

	test('not longer than the execution runs', async () => {
		const stop = new AbortController();
		const waited = pause(60_000, stop.signal).then(() => Date.now());
		await jest.advanceTimersByTimeAsync(1_000);
		stop.abort();
		expect(await waited).toBe(Date.UTC(2026, 2, 1) + 1_000);
		await pause(60_000, stop.signal);
		expect(Date.now()).toBe(Date.UTC(2026, 2, 1) + 1_000);
	});

	test.each([
		['account', false],
		['request', true],
	] as const)('after a 429 by the %s; another request may go: %p', async (throttled, goes) => {
		const service = { ...wati, throttled: () => throttled };
		const { request } = prepared([answer(429, { 'retry-after': '5' })], true, { service });
		const ending = exchange(request);
		await jest.advanceTimersByTimeAsync(10);
		let went = false;
		const other = waitForSlot(account, LIMITS, 'other').then(() => {
			went = true;
		});
		await jest.advanceTimersByTimeAsync(1_000);
		expect(went).toBe(goes);
		await jest.advanceTimersByTimeAsync(MINUTES);
		await Promise.all([ending, other]);
	});
});

describe('what may leave', () => {
	test('nothing once the run was stopped or canceled', async () => {
		const mayLeave = () => false;
		const aborted = AbortSignal.abort();
		expect(await run([answer(200)], true, { mayLeave })).toEqual({
			ending: { held: 'stopped', calls: 0 },
			at: [],
		});
		expect((await run([answer(200)], true, { signal: aborted })).ending).toEqual({
			held: 'cancelled',
			calls: 0,
		});
	});

	test('nothing that was stopped when its turn came', async () => {
		let asked = 0;
		const mayLeave = () => ++asked < 2;
		expect(await run([answer(200)], true, { mayLeave })).toEqual({
			ending: { held: 'stopped', calls: 0 },
			at: [],
		});
	});

	test('the next as soon as the time since the answer of the last is over', async () => {
		const limits: Limit[] = [{ name: 'one', count: 1, perMs: 1_000 }];
		const [first, second] = [1, 2].map(() => prepared([answer(200)], true, { limits }));
		const both = [exchange(first!.request), exchange(second!.request)];
		await jest.advanceTimersByTimeAsync(MINUTES);
		await Promise.all(both);
		expect([...first!.at, ...second!.at]).toEqual([0, 1_000]);
	});

	test('no second try after the first failure of another item', async () => {
		let left = 0;
		const mayLeave = () => left < 1;
		const send = async () => {
			left += 1;
			return answer(429);
		};
		const { ending } = await run([], true, { send, mayLeave });
		expect(ending).toEqual({ held: 'stopped', calls: 1 });
	});
});

test('each request that left is counted by what became of it', async () => {
	await run([answer(200)], true);
	await run([answer(404)], true);
	await run([answer(500)], true);
	await run([lost('ECONNRESET')], true);
	await run([lost('ENOTFOUND')], true);
	expect(usageOf(account)).toMatchObject({ calls: 4, accepted: 1, refused: 1, unknown: 2 });
});

test('the usual way is the shortest of the last fifty, once twenty are known', () => {
	const journeys = new Journeys();
	journeys.add(10);
	for (let count = 1; count < 19; count++) journeys.add(100);
	expect(journeys.usual()).toBe(0);
	journeys.add(100);
	expect(journeys.usual()).toBe(10);
	for (let count = 20; count < 50; count++) journeys.add(100);
	expect(journeys.usual()).toBe(10);
	journeys.add(100);
	expect(journeys.usual()).toBe(100);
});

describe('slots', () => {
	const limit = (count: number, perMs: number, name = 'x'): Limit => ({ name, count, perMs });

	/** When each of these got its slot, in milliseconds. */
	async function starts(executions: string[], limits: Limit[], tookMs = 0): Promise<number[]> {
		const begin = Date.now();
		const all = executions.map(async (execution) => {
			const slot = await waitForSlot(account, limits, execution);
			const at = Date.now() - begin;
			setTimeout(() => slot?.answered(), tookMs);
			return at;
		});
		await jest.advanceTimersByTimeAsync(MINUTES);
		return await Promise.all(all);
	}

	test('are as many as the narrowest limit has, and the rest come after its time', async () => {
		const limits = [limit(3, 1_000), limit(2, 2_000, 'y')];
		const at = await starts(['a', 'a', 'a', 'a'], limits);
		expect(at.slice(0, 2)).toEqual([0, 0]);
		expect(at[2]).toBeGreaterThanOrEqual(2_000);
		expect(at[2]).toBeLessThan(2_600);
		expect(at[3]! - at[2]!).toBeLessThan(10);
	});

	test('go to executions in turns', async () => {
		const order: string[] = [];
		const ask = async (execution: string) => {
			(await waitForSlot(account, [limit(1, 1_000)], execution))?.answered();
			order.push(execution);
		};
		const all = ['a', 'a', 'a', 'b', 'c'].map(ask);
		await jest.advanceTimersByTimeAsync(MINUTES);
		await Promise.all(all);
		expect(order).toEqual(['a', 'a', 'b', 'c', 'a']);
	});

	test('count arrivals: one that was slow on its way counts later', async () => {
		const fast = await starts(['a', 'a'], [limit(1, 1_000)], 0);
		account = `account ${++accounts}`;
		const slow = await starts(['a', 'a'], [limit(1, 1_000)], 300);
		account = `account ${++accounts}`;
		const stuck = await starts(['a', 'a'], [limit(1, 1_000)], 5_000);
		expect(fast[1]).toBe(1_000);
		expect(slow[1]).toBe(1_300);
		expect(stuck[1]).toBe(1_500);
	});

	test('count from when the request left: a process that was busy lets it go late', async () => {
		const third = starts(['a', 'a', 'a'], [limit(2, 1_000)], MINUTES);
		// Both have their slot, and nothing left while the process was at work.
		jest.setSystemTime(Date.now() + 700);
		expect((await third)[2]).toBe(2_200);
	});

	test('come back in the order of arrivals, not of starts', async () => {
		const limits = [limit(2, 1_000)];
		const begin = Date.now();
		const [early, late] = [
			await waitForSlot(account, limits, 'a'),
			await waitForSlot(account, limits, 'a'),
		];
		early?.answered();
		setTimeout(() => late?.answered(), 400);
		const next = [1, 2].map(async () => {
			(await waitForSlot(account, limits, 'a'))?.answered();
			return Date.now() - begin;
		});
		await jest.advanceTimersByTimeAsync(MINUTES);
		expect(await Promise.all(next)).toEqual([1_000, 1_400]);
	});

	test('go to the next at once where one may not leave', async () => {
		const limits = [limit(5, 1_000)];
		const begin = Date.now();
		const refused = waitForSlot(account, limits, 'a', undefined, () => false);
		const next = waitForSlot(account, limits, 'a').then(() => Date.now() - begin);
		await jest.advanceTimersByTimeAsync(MINUTES);
		expect([await refused, await next]).toEqual([undefined, 0]);
	});

	test('take the usual way off the delay, once it is known', async () => {
		const many = Array<string>(20).fill('a');
		await starts(many, [limit(100, 1_000)], 200);
		expect((await starts(['a', 'a'], [limit(1, 1_000, 'z')], 300))[1]).toBe(1_100);
	});

	test('are held back while the account is paused', async () => {
		const limits = [limit(5, 1_000)];
		pauseSlots(account, limits, 3_000);
		pauseSlots(account, limits, 1_000);
		expect(await starts(['a'], limits)).toEqual([3_000]);
		expect(await starts(['a'], [limit(5, 1_000, 'other')])).toEqual([0]);
	});

	test('are not taken by what was stopped while it waited', async () => {
		const limits = [limit(1, 1_000)];
		const stop = new AbortController();
		let leaves = true;
		const slots = [
			waitForSlot(account, limits, 'a'),
			waitForSlot(account, limits, 'a', stop.signal),
			waitForSlot(account, limits, 'a', undefined, () => leaves),
			waitForSlot(account, limits, 'a'),
		];
		(await slots[0])?.answered();
		stop.abort();
		leaves = false;
		const begin = Date.now();
		const last = slots[3]!.then(() => Date.now() - begin);
		await jest.advanceTimersByTimeAsync(MINUTES);
		expect(await slots[1]).toBeUndefined();
		expect(await slots[2]).toBeUndefined();
		expect(await last).toBe(1_000);
		expect(await waitForSlot(account, limits, 'a', stop.signal)).toBeUndefined();
	});
});
