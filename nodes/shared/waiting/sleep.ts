import {
	NodeHelpers,
	type IDataObject,
	type IExecuteData,
	type IExecuteFunctions,
	type INodeExecutionData,
	type IRunExecutionData,
	type IWebhookFunctions,
} from 'n8n-workflow';

import { isObject } from '../http/answers/answer';

/** What n8n stores of an execution; its list of nodes still to run is not offered to nodes. */
type Stored = IRunExecutionData & { executionData: object };

function isStored(data: unknown): data is Stored {
	if (!isObject(data) || !isObject(data.executionData)) return false;
	return Array.isArray(data.executionData.nodeExecutionStack);
}

/** What n8n stores of the execution; undefined where this version of n8n keeps it elsewhere. */
function storedData(context: object): Stored | undefined {
	const data: unknown = Reflect.get(context, 'runExecutionData');
	return isStored(data) ? data : undefined;
}

/** Whether this version of n8n lets a node sleep in the way of {@link sleepUntil}. */
export function canSleep(context: IExecuteFunctions): boolean {
	return storedData(context) !== undefined;
}

/**
 * Puts the execution to sleep, so that the node runs again with the same items when it wakes. n8n switches the
 * sleeping node off at waking, so that a wait does not begin anew, and hands its items on. So what sleeps is
 * an empty double: behind it on n8n's list stands the node itself. All of it is stored in n8n's database.
 */
export async function sleepUntil(context: IExecuteFunctions, until: number): Promise<void> {
	const own = context.getExecuteData();
	const metadata = { ...own.metadata, forwardAllOutputs: false };
	const again: IExecuteData = { ...own, node: { ...own.node }, metadata };
	storedData(context)?.executionData?.nodeExecutionStack.unshift(again);
	own.node = { ...own.node, alwaysOutputData: false };
	own.data = { main: [] };
	own.metadata = { nodeWasResumed: true };
	await context.putExecutionToWait(new Date(until));
}

/**
 * Takes the sleeping double away, so that the node itself runs as soon as `webhook()` returns these items.
 *
 * @returns undefined when the execution does not sleep in the way of {@link sleepUntil}
 */
export function wakeUp(context: IWebhookFunctions): INodeExecutionData[][] | undefined {
	const stack = storedData(context)?.executionData?.nodeExecutionStack ?? [];
	const [double, own] = stack;
	const name = context.getNode().name;
	if (double?.node.name !== name || own?.node.name !== name) return undefined;
	stack.shift();
	return own.data.main?.map((items) => items ?? []);
}

/** What a node keeps with its execution, in a run as well as in a call to its webhook. */
export function keptWith(context: IExecuteFunctions | IWebhookFunctions): IDataObject {
	if ('getContext' in context) return context.getContext('node') as IDataObject;
	const data = storedData(context);
	return data ? (NodeHelpers.getContext(data, 'node', context.getNode()) as IDataObject) : {};
}

/** What each node keeps with its execution, in a run. */
export function allKeptWith(context: IExecuteFunctions): IDataObject[] {
	return Object.values(storedData(context)?.executionData?.contextData ?? {});
}
