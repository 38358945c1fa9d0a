import {
	NodeHelpers,
	type IDataObject,
	type IExecuteData,
	type IExecuteFunctions,
	type INodeExecutionData,
	type IRunExecutionData,
	type IWebhookFunctions,
} from 'n8n-workflow';

import { isObject } from '../parameters/json';

/** What n8n stores of an execution; its list of nodes still to run is not offered to nodes. */
type StoredExecution = IRunExecutionData & { executionData: object };

function isStoredExecution(data: unknown): data is StoredExecution {
	if (!isObject(data) || !isObject(data.executionData)) return false;
	return Array.isArray(data.executionData.nodeExecutionStack);
}

/** @returns undefined where this version of n8n keeps it elsewhere */
function getStoredExecution(context: object): StoredExecution | undefined {
	const data: unknown = Reflect.get(context, 'runExecutionData');
	return isStoredExecution(data) ? data : undefined;
}

/** How n8n ends the name of a node type where an agent's tool waits for approval (n8n 2.41, `hitl-tools`). */
export const HUMAN_REVIEW = 'HitlTool';

/** Whether the node waits inside an agent, whose own run has not ended meanwhile. */
export function isInAgent(context: IExecuteFunctions): boolean {
	return context.getNode().type.endsWith(HUMAN_REVIEW);
}

/** What n8n notes in an execution that it takes for crashed. */
const CRASH = 'WorkflowCrashedError';

/**
 * Removes the note that this execution crashed: it goes on. A process of n8n that starts again takes executions for crashed that it
 * ran and that sleep inside an agent. As long as the note is there, n8n refuses calls to the execution, and ends it as failed
 * (n8n 2.41, `execution-recovery.service`, `waiting-webhooks`).
 */
export function forgetFalseCrash(context: IExecuteFunctions): void {
	const results = getStoredExecution(context)?.resultData;
	if (results?.error?.name === CRASH) delete results.error;
}

/** Whether this version of n8n lets a node sleep in the way of {@link sleepUntil}. */
export function canSleep(context: IExecuteFunctions): boolean {
	return getStoredExecution(context) !== undefined;
}

/**
 * Puts the execution to sleep, so that the node runs again with the same items when it wakes. When n8n wakes an
 * execution, it disables the node that slept, so that a wait does not begin anew, and hands its items on. So what
 * sleeps is an empty double; the node itself comes next on n8n's list. n8n stores all of it in its database.
 */
export async function sleepUntil(context: IExecuteFunctions, until: number): Promise<void> {
	const own = context.getExecuteData();
	const metadata = { ...own.metadata, forwardAllOutputs: false };
	const again: IExecuteData = { ...own, node: { ...own.node }, metadata };
	getStoredExecution(context)?.executionData?.nodeExecutionStack.unshift(again);
	own.node = { ...own.node, alwaysOutputData: false };
	own.data = { main: [] };
	own.metadata = { nodeWasResumed: true };
	await context.putExecutionToWait(new Date(until));
}

/**
 * Removes the sleeping double, so that the node itself runs as soon as `webhook()` returns these items.
 *
 * @returns undefined when the execution does not sleep in the way of {@link sleepUntil}
 */
export function wakeUp(context: IWebhookFunctions): INodeExecutionData[][] | undefined {
	const stack = getStoredExecution(context)?.executionData?.nodeExecutionStack ?? [];
	const [double, own] = stack;
	const name = context.getNode().name;
	if (double?.node.name !== name || own?.node.name !== name) return undefined;
	stack.shift();
	return own.data.main?.map((items) => items ?? []);
}

/** What n8n stores for this node with the execution, in a run as well as in a call to its webhook. */
export function getStoredContext(context: IExecuteFunctions | IWebhookFunctions): IDataObject {
	if ('getContext' in context) return context.getContext('node') as IDataObject;
	const data = getStoredExecution(context);
	return data ? (NodeHelpers.getContext(data, 'node', context.getNode()) as IDataObject) : {};
}

/** The items that all nodes of the execution put out so far. */
export function getAllOutputs(context: IExecuteFunctions): IDataObject[] {
	const runs = Object.values(getStoredExecution(context)?.resultData.runData ?? {}).flat();
	const items = runs.flatMap(({ data }) => Object.values(data ?? {}).flat(2));
	return items.flatMap((item) => (isObject(item?.json) ? [item.json] : []));
}

/** What n8n stores for every node with the execution, in a run. */
export function getAllStoredContexts(context: IExecuteFunctions): IDataObject[] {
	return Object.values(getStoredExecution(context)?.executionData?.contextData ?? {});
}
