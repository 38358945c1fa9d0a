import { runWithFile } from '../../../../../nodes/shared/http/pace/concurrency-limit';

test('four files of an execution are held at a time, in their order', async () => {
	const log: number[] = [];
	const ends: Array<(failed?: boolean) => void> = [];
	const task = (number: number) => async () => {
		log.push(number);
		await new Promise<void>((resolve, reject) => {
			ends[number] = (failed) => (failed ? reject(new Error('no')) : resolve());
		});
		return number;
	};
	const settle = async () => await new Promise((resolve) => setImmediate(resolve));
	const tasks = [0, 1, 2, 3, 4, 5, 6].map(async (number) => await runWithFile('e', task(number)));
	const other = runWithFile('other', task(9));
	await settle();
	expect(log).toEqual([0, 1, 2, 3, 9]);
	ends[1]!(true);
	await expect(tasks[1]).rejects.toThrow('no');
	await settle();
	expect(log).toEqual([0, 1, 2, 3, 9, 4]);
	for (const number of [0, 2, 3, 4]) ends[number]!();
	await settle();
	expect(log).toEqual([0, 1, 2, 3, 9, 4, 5, 6]);
	ends[5]!();
	await settle();
	const late = [20, 21, 22, 23, 24].map(async (number) => await runWithFile('e', task(number)));
	await settle();
	expect(log.slice(8)).toEqual([20, 21, 22]);
	for (const number of [6, 9]) ends[number]!();
	await settle();
	expect(log.slice(8)).toEqual([20, 21, 22, 23]);
	for (const number of [20, 21, 22, 23]) ends[number]!();
	await settle();
	ends[24]!();
	expect(await Promise.all(late)).toEqual([20, 21, 22, 23, 24]);
	expect(await tasks[6]).toBe(6);
	expect(await other).toBe(9);
	log.length = 0;
	const again = [10, 11, 12, 13, 14].map(async (number) => await runWithFile('e', task(number)));
	await settle();
	expect(log).toEqual([10, 11, 12, 13]);
	for (const number of [10, 11, 12, 13]) ends[number]!();
	await settle();
	ends[14]!();
	expect(await Promise.all(again)).toEqual([10, 11, 12, 13, 14]);
});
