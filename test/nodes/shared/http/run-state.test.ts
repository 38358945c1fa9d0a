import type { IExecuteData } from 'n8n-workflow';

import { nodeError, type NodeFailure } from '../../../../nodes/shared/errors/node-error';
import { getItemStatuses, getRunState } from '../../../../nodes/shared/http/run-state';
import { NODE } from '../../../harness/node';

const newRun = () => getRunState({} as IExecuteData);

test('the state of a run is one over all its tries, and no other run has it', () => {
	const executeData = {} as IExecuteData;
	expect(getRunState(executeData)).toBe(getRunState(executeData));
	expect(newRun()).not.toBe(newRun());
});

describe('the statuses of a run', () => {
	const failure = (code: Parameters<typeof nodeError>[1] = 'request-refused') =>
		nodeError(NODE, code, { description: 'Advice.' });
	const described = (error: NodeFailure) => error.description;

	test('lets nothing leave after a failure, unless the node goes on', () => {
		const stops = getItemStatuses({}, 0, true, true);
		const goesOn = getItemStatuses({}, 0, false, true);
		expect([stops.mayLeave(), goesOn.mayLeave()]).toEqual([true, true]);
		for (const statuses of [stops, goesOn]) statuses.noteFailure(0, failure());
		expect([stops.mayLeave(), goesOn.mayLeave()]).toEqual([false, true]);
	});

	test('tells in the error what became of all items, up to the moment it is read', () => {
		const statuses = getItemStatuses({}, 0, true, true);
		const error = failure();
		statuses.note(10, 'sent');
		statuses.noteFailure(2, error);
		statuses.note(9, 'sent');
		statuses.noteFailure(4, failure('outcome-unknown'));
		statuses.note(5, 'notSent');
		expect(described(error)).toBe(
			'Advice. Of 5 items: 2 sent (items 9, 10); 1 failed (item 2); 1 may have been sent (item 4); 1 not sent (item 5).',
		);
		expect(Object.keys(error)).toContain('description');
	});

	test('tells of two items as of many, and nothing of what became of none', () => {
		const statuses = getItemStatuses({}, 0, true, true);
		const error = failure();
		statuses.noteFailure(0, error);
		statuses.note(1, 'sent');
		expect(described(error)).toBe('Advice. Of 2 items: 1 sent (item 1); 1 failed (item 0).');
	});

	test('names twenty items', () => {
		const statuses = getItemStatuses({}, 0, true, true);
		const error = failure();
		statuses.noteFailure(0, error);
		for (let item = 1; item <= 20; item++) statuses.note(item, 'sent');
		expect(described(error)).toContain('20 sent (items 1, 2, 3');
		expect(described(error)).not.toContain('…');
		statuses.note(21, 'sent');
		expect(described(error)).toContain('19, 20, …)');
	});

	test('says nothing for a single item, for reads, or where the node goes on', () => {
		for (const [stops, writes, items] of [
			[true, true, 0],
			[true, false, 2],
			[false, true, 2],
		] as const) {
			const statuses = getItemStatuses({}, 0, stops, writes);
			const error = failure();
			statuses.noteFailure(0, error);
			for (let item = 1; item <= items; item++) statuses.note(item, 'sent');
			expect(described(error)).toBe('Advice.');
		}
	});

	test('belong to one call of the node: an item that comes again begins a new one', () => {
		const call = {};
		const first = getItemStatuses(call, 0, true, true);
		expect(getItemStatuses(call, 0, true, true)).toBe(first);
		first.note(0, 'sent');
		expect(getItemStatuses(call, 1, true, true)).toBe(first);
		const second = getItemStatuses(call, 0, true, true);
		expect(second).not.toBe(first);
		expect(getItemStatuses(call, 1, true, true)).toBe(second);
	});
});
