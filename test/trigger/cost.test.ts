import type { INodeTypeDescription } from 'n8n-workflow';

import { describePackage } from '../harness';

/** What n8n does with the description on each call and each execution: bench/trigger measures the cost. */
let description: INodeTypeDescription;

beforeAll(async () => {
	const { nodes } = await describePackage();
	description = nodes.find(({ name }) => name === 'watiTrigger')!;
});

test('no call makes n8n evaluate an expression', () => {
	expect(description.version).not.toBe(1);
	const values = description.webhooks!.flatMap((webhook) => Object.values(webhook));
	expect(values).toContain('wati');
	expect(values.filter((value) => String(value).startsWith('='))).toEqual([]);
});

test('no execution makes n8n run a regular expression of the fields in an isolated context', () => {
	const modes = description.properties.flatMap(({ modes: all = [] }) => all);
	expect(modes.filter(({ validation }) => validation !== undefined)).toEqual([]);
});
