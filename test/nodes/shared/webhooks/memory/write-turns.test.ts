import { WriteTurns } from '../../../../../nodes/shared/webhooks/memory/write-turns';

/** A call that n8n answers when the test says so. */
function call() {
	let answer: () => void = () => undefined;
	const answered = new Promise<void>((resolve) => (answer = resolve));
	return { answered, answer };
}

const soon = async () => await jest.advanceTimersByTimeAsync(0);

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** Takes a turn and tells whether it came. */
function taking(turns: WriteTurns, { answered }: ReturnType<typeof call>) {
	const state: { writes?: boolean } = {};
	void turns.take(answered).then((writes) => (state.writes = writes));
	return state;
}

test('a call alone writes at once, each time', async () => {
	const turns = new WriteTurns();
	for (let event = 0; event < 150; event++) {
		const one = call();
		expect(await turns.take(one.answered)).toBe(true);
		one.answer();
		await soon();
		expect(turns.isBusy).toBe(false);
	}
});

test('while one writes, the next is held and writes for those that come meanwhile', async () => {
	const turns = new WriteTurns();
	const [first, second, third, fourth] = [call(), call(), call(), call()];
	expect(await turns.take(first.answered)).toBe(true);
	const held = taking(turns, second);
	expect(await turns.take(third.answered)).toBe(false);
	expect(await turns.take(fourth.answered)).toBe(false);
	third.answer();
	await soon();
	expect(held.writes).toBeUndefined();
	first.answer();
	await soon();
	expect(held.writes).toBeUndefined();
	fourth.answer();
	await soon();
	expect(held.writes).toBe(true);
});

test('what comes while the held one waits for others is held next', async () => {
	const turns = new WriteTurns();
	const [first, second, third, late] = [call(), call(), call(), call()];
	await turns.take(first.answered);
	const held = taking(turns, second);
	await turns.take(third.answered);
	first.answer();
	await soon();
	const next = taking(turns, late);
	third.answer();
	await soon();
	expect([held.writes, next.writes]).toEqual([true, undefined]);
	second.answer();
	await soon();
	expect(next.writes).toBe(true);
});

test('the next one writes only once the one before it was answered, whose facts its copy would lack', async () => {
	const turns = new WriteTurns();
	const [first, second] = [call(), call()];
	await turns.take(first.answered);
	const held = taking(turns, second);
	await jest.advanceTimersByTimeAsync(2_000);
	expect(held.writes).toBeUndefined();
	first.answer();
	await soon();
	expect(held.writes).toBe(true);
});

test('a call is held a quarter of a second at most, and three seconds for executions of others', async () => {
	const turns = new WriteTurns();
	const [stuck, second, slow] = [call(), call(), call()];
	await turns.take(stuck.answered);
	const held = taking(turns, second);
	await turns.take(slow.answered);
	await jest.advanceTimersByTimeAsync(250);
	expect(held.writes).toBeUndefined();
	await jest.advanceTimersByTimeAsync(3_000);
	expect(held.writes).toBe(true);
	stuck.answer();
	await soon();
	expect(turns.isBusy).toBe(true);
});
