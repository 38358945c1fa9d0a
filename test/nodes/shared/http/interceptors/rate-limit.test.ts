import type { Limit } from '../../../../../nodes/shared/http/pace/limit';
import { answer, MINUTES, prepare, run } from '../exchange-setup';

let accounts = 0;
let account = '';

beforeEach(() => {
	account = `rate limit ${++accounts}`;
	jest.useFakeTimers({ now: Date.UTC(2026, 2, 1) });
});

afterEach(() => jest.useRealTimers());

describe('what may leave', () => {
	test('nothing once the run was stopped or canceled', async () => {
		const mayLeave = () => false;
		const signal = AbortSignal.abort();
		expect(await run([answer(200)], true, { account, mayLeave })).toEqual({
			result: { aborted: 'stopped', calls: 0 },
			at: [],
		});
		expect((await run([answer(200)], true, { account, signal })).result).toEqual({
			aborted: 'cancelled',
			calls: 0,
		});
	});

	test('nothing that was stopped when its turn came', async () => {
		let asked = 0;
		const mayLeave = () => ++asked < 2;
		expect(await run([answer(200)], true, { account, mayLeave })).toEqual({
			result: { aborted: 'stopped', calls: 0 },
			at: [],
		});
	});

	test('the next as soon as the time since the answer of the last is over', async () => {
		const limits: Limit[] = [{ name: 'one', count: 1, perMs: 1_000 }];
		const [first, second] = [1, 2].map(() => prepare([answer(200)], true, { account, limits }));
		const both = [first!.exchange(), second!.exchange()];
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
		const { result } = await run([], true, { account, send, mayLeave });
		expect(result).toEqual({ aborted: 'stopped', calls: 1 });
	});
});
