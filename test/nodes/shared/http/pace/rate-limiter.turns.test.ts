import { waitForPermit } from '../../../../../nodes/shared/http/pace/rate-limiter';

const ONE_AT_A_TIME = [{ name: 'account', count: 1, perMs: 20 }];

/** Takes slots for an execution, all asked for at once, and notes whose each one was. */
function take(account: string, execution: string, count: number, order: string[]) {
	return Array.from({ length: count }, async () => {
		const slot = await waitForPermit(account, ONE_AT_A_TIME, execution);
		order.push(execution);
		slot?.answered();
	});
}

it('an execution that comes later gets every second slot, however many the first one waits for', async () => {
	const order: string[] = [];
	const long = take('fair', 'long', 16, order);
	await long[1];
	await Promise.all(take('fair', 'short', 4, order));
	const before = order.slice(0, order.lastIndexOf('short'));
	expect(before.filter((name) => name === 'short')).toHaveLength(3);
	expect(before.filter((name) => name === 'long').length).toBeLessThanOrEqual(2 + 5);
	await Promise.all(long);
});

it('three executions take turns', async () => {
	const order: string[] = [];
	const all = ['a', 'b', 'c'].flatMap((name) => take('three', name, 3, order));
	await Promise.all(all);
	// The first slot was free before anybody else was there.
	for (let turn = 1; turn + 3 <= 7; turn += 3) {
		expect(order.slice(turn, turn + 3).sort()).toEqual(['a', 'b', 'c']);
	}
});
