import type { Limit } from '../../../../../nodes/shared/http/pace/limit';
import { pauseAccount, waitForPermit } from '../../../../../nodes/shared/http/pace/rate-limiter';

const MINUTES = 600_000;

let accounts = 0;
let account = '';

beforeEach(() => {
	account = `account ${++accounts}`;
	jest.useFakeTimers({ now: Date.UTC(2026, 2, 1) });
});

afterEach(() => jest.useRealTimers());

describe('slots', () => {
	const limit = (count: number, perMs: number, name = 'x'): Limit => ({ name, count, perMs });

	/** When each of these got its slot, in milliseconds. */
	async function starts(executions: string[], limits: Limit[], tookMs = 0): Promise<number[]> {
		const begin = Date.now();
		const all = executions.map(async (execution) => {
			const slot = await waitForPermit(account, limits, execution);
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
			(await waitForPermit(account, [limit(1, 1_000)], execution))?.answered();
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
		// Both have their permit, and nothing left while the process was at work.
		jest.setSystemTime(Date.now() + 700);
		expect((await third)[2]).toBe(2_200);
	});

	test('come back in the order of arrivals, not of starts', async () => {
		const limits = [limit(2, 1_000)];
		const begin = Date.now();
		const [early, late] = [
			await waitForPermit(account, limits, 'a'),
			await waitForPermit(account, limits, 'a'),
		];
		early?.answered();
		setTimeout(() => late?.answered(), 400);
		const next = [1, 2].map(async () => {
			(await waitForPermit(account, limits, 'a'))?.answered();
			return Date.now() - begin;
		});
		await jest.advanceTimersByTimeAsync(MINUTES);
		expect(await Promise.all(next)).toEqual([1_000, 1_400]);
	});

	test('go to the next at once where one may not leave', async () => {
		const limits = [limit(5, 1_000)];
		const begin = Date.now();
		const refused = waitForPermit(account, limits, 'a', undefined, () => false);
		const next = waitForPermit(account, limits, 'a').then(() => Date.now() - begin);
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
		pauseAccount(account, limits, 3_000);
		pauseAccount(account, limits, 1_000);
		expect(await starts(['a'], limits)).toEqual([3_000]);
		expect(await starts(['a'], [limit(5, 1_000, 'other')])).toEqual([0]);
	});

	test('are not taken by what was stopped while it waited', async () => {
		const limits = [limit(1, 1_000)];
		const stop = new AbortController();
		let leaves = true;
		const slots = [
			waitForPermit(account, limits, 'a'),
			waitForPermit(account, limits, 'a', stop.signal),
			waitForPermit(account, limits, 'a', undefined, () => leaves),
			waitForPermit(account, limits, 'a'),
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
		expect(await waitForPermit(account, limits, 'a', stop.signal)).toBeUndefined();
	});
});
