import { NodeConnectionTypes, type INodeTypeDescription } from 'n8n-workflow';

const MAIN = NodeConnectionTypes.Main;

/** The two outputs of operations that wait, by operation. */
const OF_WAITS: Record<string, [string, string]> = {
	sendAndWait: ['Answered', 'No Answer'],
	waitForDelivery: ['Arrived', 'Not Arrived'],
};

const labelled = Object.fromEntries(
	Object.entries(OF_WAITS).map(([operation, names]) => [
		operation,
		names.map((displayName) => ({ type: MAIN, displayName })),
	]),
);

/** One output, or two for what arrived and what did not. The editor evaluates it; a run does not need it. */
export const outputs: INodeTypeDescription['outputs'] = `={{ (${JSON.stringify(labelled)})[$parameter["operation"]] || ["${MAIN}"] }}`;

/** Where sleeping executions are woken; n8n puts the path below the address of the execution. */
export const resumeWebhooks: INodeTypeDescription['webhooks'] = [
	{
		name: 'default',
		httpMethod: 'POST',
		responseMode: 'onReceived',
		path: '',
		restartWebhook: true,
	},
];
