import type { IExecuteSingleFunctions, INode } from 'n8n-workflow';

import { watiWaitingNode } from '../../../../../nodes/services/wati/waiting-node';
import { findTriggersOfWorkflow } from '../../../../../nodes/shared/waiting/triggers/own-triggers';

const RESUME_URL = 'https://n8n.example.com/base/webhook-waiting/17?signature=abc';

function createNode(name: string, type: string, more: Partial<INode> = {}): INode {
	return {
		id: name,
		name,
		type: `n8n-nodes-maton-wati.${type}`,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		webhookId: `id-of-${name}`,
		...more,
	};
}

const find = (nodes: INode[] | undefined, resumeUrl = RESUME_URL) =>
	findTriggersOfWorkflow(
		{
			...(nodes
				? { workflow: { nodes: Object.fromEntries(nodes.map((one) => [one.name, one])) } }
				: {}),
			evaluateExpression: () => resumeUrl,
		} as unknown as IExecuteSingleFunctions,
		watiWaitingNode,
	);

test('the triggers of the service are found in the workflow, with their Production URL', () => {
	const found = find([
		createNode('A', 'watiTrigger', { parameters: { options: { pauseHours: 2 } } }),
		createNode('B', 'watiTrigger', { parameters: { options: {} } }),
		createNode('C', 'watiTrigger', { disabled: true }),
		createNode('D', 'matonWhatsAppBusinessTrigger'),
		createNode('E', 'wati'),
	]);
	const address = (name: string) => `https://n8n.example.com/base/webhook/id-of-${name}/wati`;
	expect(found).toEqual([
		{ name: 'A', address: address('A'), isPausing: true },
		{ name: 'B', address: address('B'), isPausing: false },
	]);
});

test('none are found where n8n keeps its workflow elsewhere, or its addresses have other names', () => {
	expect(find(undefined)).toEqual([]);
	expect(find([createNode('E', 'wati')])).toEqual([]);
	expect(find([createNode('A', 'watiTrigger')], 'https://n8n.example.com/later/17')).toEqual([]);
});

test('the address of n8n is read once for all sends of an execution', () => {
	const evaluateExpression = jest.fn(() => RESUME_URL);
	const workflow = { nodes: { A: createNode('A', 'watiTrigger') } };
	const context = { workflow, evaluateExpression } as unknown as IExecuteSingleFunctions;
	const found = [1, 2].map(() => findTriggersOfWorkflow(context, watiWaitingNode));
	expect(found[1]).toEqual(found[0]);
	expect(evaluateExpression).toHaveBeenCalledTimes(1);
});
