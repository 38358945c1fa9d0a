import { NodeConnectionTypes, type INodeTypeDescription } from 'n8n-workflow';

const MAIN = NodeConnectionTypes.Main;

/**
 * One output, or two for operations that wait. The editor evaluates the expression; a run does not need it.
 *
 * @param labels of the two outputs, by the value of the operation
 */
export function createOutputs(
	labels: Record<string, [string, string]>,
): INodeTypeDescription['outputs'] {
	const outputs = Object.fromEntries(
		Object.entries(labels).map(([operation, names]) => [
			operation,
			names.map((displayName) => ({ type: MAIN, displayName })),
		]),
	);
	return `={{ (${JSON.stringify(outputs)})[$parameter["operation"]] || ["${MAIN}"] }}`;
}

/** Labels of the outputs of Send and Wait for Reply. */
export const REPLY_OUTPUTS: [string, string] = ['Answered', 'No Answer'];

/** Labels of the outputs of Wait for Delivery. */
export const DELIVERY_OUTPUTS: [string, string] = ['Arrived', 'Not Arrived'];

/** Without it n8n 2.41 answers with the name of its default, `firstEntryJson`, instead of what the node answers. */
const OWN_ANSWER = { responseMode: 'onReceived', responseData: '' } as const;

/** A page about the request of a node, under the path at which n8n checks its own signature (n8n 2.41, `waiting-webhooks`). */
const PAGE = {
	name: 'default' as const,
	...OWN_ANSWER,
	path: '={{ $nodeId }}',
	restartWebhook: true,
	isFullPath: true,
};

/** Where sleeping executions are woken; n8n puts the path below the address of the execution. */
export const resumeWebhooks: INodeTypeDescription['webhooks'] = [
	{
		name: 'default',
		httpMethod: 'POST',
		...OWN_ANSWER,
		path: '',
		restartWebhook: true,
	},
	{ ...PAGE, httpMethod: 'GET' },
	{ ...PAGE, httpMethod: 'POST' },
];
