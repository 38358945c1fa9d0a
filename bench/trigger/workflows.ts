import type { INodeParameters } from 'n8n-workflow';

import type { SavedWorkflow, Session } from '../playground';

/** This package's trigger and n8n's Webhook node. */
export type Side = 'watiTrigger' | 'webhook';

export const SIDES: Side[] = ['watiTrigger', 'webhook'];

const SECRET = '5f0c8d1b7a3e42969d04c1f2b6a8e7d35f0c8d1b7a3e42969d04c1f2b6a8e7d3';

/** Wants customers' text messages only. */
export const parameters: INodeParameters = {
	options: { webhookSecret: SECRET },
	events: ['messageReceived'],
	filters: { messageTypes: ['text'] },
};

/** The query that proves a caller to be genuine. */
export const query = { token: SECRET };

const triggers = {
	watiTrigger: {
		type: 'n8n-nodes-maton-wati.watiTrigger',
		typeVersion: 2,
		path: 'bench-wati/wati',
		parameters,
	},
	webhook: {
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2.1,
		path: 'bench-webhook',
		parameters: {
			httpMethod: 'POST',
			path: 'bench-webhook',
			responseMode: 'onReceived',
			options: {},
		},
	},
};

/** A node of a workflow, as n8n takes it. */
export interface WorkflowNode {
	name: string;
	type: string;
	typeVersion: number;
	parameters: INodeParameters;
	credentials?: Record<string, { id: string; name: string }>;
}

const NOTHING: WorkflowNode = {
	name: 'End',
	type: 'n8n-nodes-base.noOp',
	typeVersion: 1,
	parameters: {},
};

/** A trigger that answers immediately, and nodes behind it, each at the first output of the one before. */
export function buildWorkflow(
	side: Side,
	name: string,
	behind: WorkflowNode[],
	options: INodeParameters = {},
) {
	const { type, typeVersion, path, parameters: values } = triggers[side];
	const withOptions = {
		...values,
		options: { ...(values.options as INodeParameters), ...options },
	};
	const trigger = { name: 'Trigger', type, typeVersion, parameters: withOptions };
	const nodes = [trigger, ...behind].map((node, place) => ({
		...node,
		id: `${side}-${place}`,
		position: [200 * place, 0],
		...(place === 0 ? { webhookId: path.split('/')[0] } : {}),
	}));
	const connections = behind.map(({ name: node }, place) => [
		nodes[place]!.name,
		{ main: [[{ node, type: 'main', index: 0 }]] },
	]);
	return { name, nodes, connections: Object.fromEntries(connections) as object };
}

/** The path of the published trigger, with what proves the caller. */
export function buildPath(side: Side): string {
	const search = side === 'watiTrigger' ? `?${new URLSearchParams(query)}` : '';
	return `/webhook/${triggers[side].path}${search}`;
}

/** How much of its executions n8n saves. */
export type Saving = 'all' | 'none';

/**
 * Makes and publishes a workflow of one side, with a node behind the trigger that does nothing, unless others are given.
 *
 * @param saves what n8n keeps of an execution that went well
 */
export async function publish(
	{ api }: Session,
	side: Side,
	saves: Saving = 'none',
	behind = [NOTHING],
	options: INodeParameters = {},
): Promise<SavedWorkflow> {
	const settings = { executionOrder: 'v1', saveDataSuccessExecution: saves };
	const workflow = { ...buildWorkflow(side, `Benchmark of ${side}`, behind, options), settings };
	const saved = (await api.request('POST', '/workflows', workflow)) as SavedWorkflow;
	await api.publish(saved);
	return saved;
}
