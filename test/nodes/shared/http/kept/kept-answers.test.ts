import { setTimeout as sleep } from 'node:timers/promises';

import type { INode } from 'n8n-workflow';

import { nodeError } from '../../../../../nodes/shared/errors/node-error';
import { KeptAnswers } from '../../../../../nodes/shared/http/kept/kept-answers';
import { NODE } from '../../../../harness/node';

const counter = () => jest.fn(async () => await Promise.resolve(Symbol('answer')));

test('a question is asked once while its answer counts', async () => {
	const kept = new KeptAnswers(1_000, 10);
	const ask = counter();
	const [first, second] = await Promise.all([kept.ask(['a'], ask), kept.ask(['a'], ask)]);
	expect(second).toBe(first);
	await sleep(999);
	expect(await kept.ask(['a'], ask)).toBe(first);
	await sleep(1);
	expect(await kept.ask(['a'], ask)).not.toBe(first);
	expect(ask).toHaveBeenCalledTimes(2);
});

test('other questions have answers of their own, of which the oldest go first', async () => {
	const kept = new KeptAnswers(1_000, 2);
	const ask = counter();
	const answers = [];
	for (const question of ['a', 'b', 'c']) answers.push(await kept.ask([question], ask));
	expect(new Set(answers).size).toBe(3);
	expect(await kept.ask(['c'], ask)).toBe(answers[2]);
	expect(await kept.ask(['a'], ask)).not.toBe(answers[0]);
});

test('a failure is not kept', async () => {
	const kept = new KeptAnswers(1_000, 10);
	await expect(
		kept.ask(['a'], async () => await Promise.reject(new Error('down'))),
	).rejects.toThrow('down');
	expect(await kept.ask(['a'], async () => await Promise.resolve('up'))).toBe('up');
});

test('the end of the execution that asked is no answer to others, which ask once for all', async () => {
	const kept = new KeptAnswers(1_000, 10);
	const cancelled = nodeError({ name: 'Send' } as INode, 'cancelled', {});
	const first = kept.ask(['a'], async () => await Promise.reject(cancelled));
	const ask = counter();
	const others = [kept.ask(['a'], ask), kept.ask(['a'], ask)];
	await expect(first).rejects.toBe(cancelled);
	const [one, another] = await Promise.all(others);
	expect(another).toBe(one);
	expect(ask).toHaveBeenCalledTimes(1);
});

test('of many that were stopped, none waits for all others', async () => {
	const kept = new KeptAnswers(1_000, 10);
	const toJSON = jest.fn(() => 'a');
	const ask = async () => await Promise.reject(nodeError(NODE, 'cancelled'));
	const asks = Array.from({ length: 100 }, async () => await kept.ask([{ toJSON }], ask));
	const ends = await Promise.allSettled(asks);
	expect(ends.every(({ status }) => status === 'rejected')).toBe(true);
	expect(toJSON.mock.calls.length).toBeLessThanOrEqual(300);
});
