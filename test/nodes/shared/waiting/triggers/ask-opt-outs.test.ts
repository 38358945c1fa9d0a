import type { RequestSession } from '../../../../../nodes/shared/http/pipeline';
import { metaWaitingNode } from '../../../../../nodes/services/meta/waiting-node';
import { askTriggers } from '../../../../../nodes/shared/waiting/triggers/ask-opt-outs';

const node = {
	name: 'When They Write',
	type: 'n8n-nodes-maton-wati.matonWhatsAppBusinessTrigger',
	webhookId: '3d5cb98b-ebe2-4d10-9fd5-17a98ed30652',
	parameters: {},
};

/** A run from the editor in a worker that reaches no trigger. */
const createManualRun = (active: boolean) =>
	({
		run: {},
		context: {
			workflow: { nodes: { [node.name]: node } },
			getMode: () => 'manual',
			getWorkflow: () => ({ active }),
			getNode: () => node,
			getItemIndex: () => 0,
			evaluateExpression: () => 'https://n8n.example.com/webhook-waiting/17',
			helpers: { httpRequest: async () => await Promise.reject(new Error('unreachable')) },
		},
	}) as unknown as RequestSession;

const ask = (active: boolean) =>
	askTriggers(createManualRun(active), metaWaitingNode, '14155550101', '0123456789abcdef');

test('a run from the editor asks the trigger of a published workflow, and fails where that does not answer', async () => {
	expect(ask(false)).toBeUndefined();
	await expect(ask(true)).rejects.toThrow('did not say whether 14155550101 opted out');
});
