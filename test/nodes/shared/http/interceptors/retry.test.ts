import { pause } from '../../../../../nodes/shared/http/interceptors/retry';
import { waitForPermit } from '../../../../../nodes/shared/http/pace/rate-limiter';
import {
	answer,
	LIMITS,
	lost,
	MINUTES,
	prepare,
	run as runWith,
	type Step,
} from '../exchange-setup';

let accounts = 0;
let account = '';

beforeEach(() => {
	account = `retry ${++accounts}`;
	jest.useFakeTimers({ now: Date.UTC(2026, 2, 1) });
	jest.spyOn(Math, 'random').mockReturnValue(0.5);
});

afterEach(() => {
	jest.restoreAllMocks();
	jest.useRealTimers();
});

const run = async (steps: Step[], writes: boolean) => await runWith(steps, writes, { account });

describe('what is repeated', () => {
	test.each([502, 503, 504])('a read that was answered %p, three times', async (status) => {
		const { result, at } = await run([answer(status)], false);
		expect(result).toMatchObject({ answer: answer(status), calls: 4 });
		expect(at).toEqual([0, 500, 1_500, 3_500]);
	});

	test.each([200, 400, 404, 500, 501])('no read that was answered %p', async (status) => {
		expect((await run([answer(status)], false)).result).toMatchObject({
			answer: answer(status),
			calls: 1,
		});
	});

	test.each([500, 502, 503, 504])('no write that was answered %p', async (status) => {
		expect((await run([answer(status)], true)).at).toEqual([0]);
	});

	test('a write that was answered 429, five times', async () => {
		const { result, at } = await run([answer(429)], true);
		expect(result.calls).toBe(6);
		expect(at).toHaveLength(6);
		expect((await run([answer(429), answer(200)], true)).result).toMatchObject({ calls: 2 });
	});

	test('a read without an answer, three times; a write not', async () => {
		const error = lost('ECONNRESET');
		const networkError = 'unknown';
		expect((await run([error], false)).result).toEqual({ networkError, error, calls: 4 });
		expect((await run([error], true)).result).toEqual({ networkError, error, calls: 1 });
	});

	test('whatever never left, unless it never will', async () => {
		const refused = lost('ECONNREFUSED');
		const { result, at } = await run([refused], true);
		expect(result).toEqual({ networkError: 'not-sent', error: refused, calls: 0 });
		expect(at).toHaveLength(4);
		expect((await run([lost('CERT_HAS_EXPIRED')], true)).at).toHaveLength(1);
		expect((await run([lost('CERT_HAS_EXPIRED')], false)).at).toHaveLength(1);
		expect((await run([refused, answer(200)], true)).result).toMatchObject({ calls: 1 });
	});

	test('nothing that was canceled', async () => {
		const error = lost('ERR_CANCELED');
		expect((await run([error], false)).result).toEqual({
			networkError: 'cancelled',
			error,
			calls: 1,
		});
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
		const service = { throttled: () => throttled };
		const steps = [answer(429, { 'retry-after': '5' })];
		const { exchange } = prepare(steps, true, { account, service });
		const result = exchange();
		await jest.advanceTimersByTimeAsync(10);
		let went = false;
		const other = waitForPermit(account, LIMITS, 'other').then(() => {
			went = true;
		});
		await jest.advanceTimersByTimeAsync(1_000);
		expect(went).toBe(goes);
		await jest.advanceTimersByTimeAsync(MINUTES);
		await Promise.all([result, other]);
	});
});
