import type { IDataObject } from 'n8n-workflow';

import { forEachItem } from '../../../../nodes/shared/items/each-item';

beforeEach(() => jest.useFakeTimers({ now: 0 }));
afterEach(() => jest.useRealTimers());

/** When each of these items was sent, in milliseconds. */
async function starts(items: number, requestOptions?: IDataObject): Promise<number[]> {
	const at: number[] = [];
	const context = {
		getExecutionCancelSignal: () => undefined,
		getInputData: () => Array<object>(items).fill({ json: {} }),
		getNodeParameter: (_name: string, _item: number, fallback: unknown) =>
			requestOptions ?? fallback,
	};
	const ends = forEachItem(context as never, async (item) => {
		at.push(Date.now());
		return [{ json: { item } }];
	});
	await jest.advanceTimersByTimeAsync(10_000);
	expect(await ends).toEqual(at.map((_, item) => [{ json: { item } }]));
	return at;
}

const batching = (batchSize?: number, batchInterval?: number) => ({
	batching: { batch: { batchSize, batchInterval } },
});

test.each([
	[undefined, [0, 0, 0, 0, 0]],
	[{}, [0, 0, 0, 0, 0]],
	[{ batching: {} }, [0, 0, 0, 0, 0]],
	[batching(2), [0, 0, 0, 0, 0]],
	[batching(1, 100), [0, 100, 200, 300, 400]],
	[batching(2, 100), [0, 0, 100, 100, 200]],
	[batching(0, 100), [0, 100, 200, 300, 400]],
	[batching(-2, 100), [0, 100, 200, 300, 400]],
	[batching(undefined, 100), [0, 100, 200, 300, 400]],
	[batching(50, 100), [0, 0, 0, 0, 0]],
])('with the settings %j five items leave after %j ms', async (settings, at) => {
	expect(await starts(5, settings)).toEqual(at);
});

test('waits for all of them, and then throws the first failure by item', async () => {
	const ended: number[] = [];
	const context = {
		getExecutionCancelSignal: () => undefined,
		getInputData: () => Array<object>(3).fill({ json: {} }),
		getNodeParameter: () => ({}),
	};
	const all = forEachItem(context as never, async (item) => {
		await new Promise((resolve) => setTimeout(resolve, 1_000 - 100 * item));
		ended.push(item);
		if (item > 0) throw new Error(`item ${item}`);
		return [];
	});
	const thrown = expect(all).rejects.toThrow('item 1');
	await jest.advanceTimersByTimeAsync(2_000);
	await thrown;
	expect(ended).toEqual([2, 1, 0]);
});
