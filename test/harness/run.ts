import { parse, stringify } from 'flatted';
import type {
	ExecutionError,
	IDataObject,
	IExecuteFunctions,
	INode,
	INodeExecutionData,
	IRun,
	IRunExecutionData,
	NodeExecutionHint,
	Workflow,
} from 'n8n-workflow';
import { createWorkflow, toItems, type InputItems, type NodeOptions } from './workflow';

export interface RunOptions extends NodeOptions {
	/** Plain objects become `{ json }`. Default: the last of `before`, or one empty item. */
	items?: InputItems;
	onError?: 'stopWorkflow' | 'continueRegularOutput' | 'continueErrorOutput';
	/** Wait in milliseconds. n8n bounds the tries to 2–5 and the wait to 5,000. */
	retryOnFail?: { maxTries: number; waitBetweenTries: number };
	/**
	 * Nodes that ran before, so that `{{ $('Customers').item.json.x }}` can look back. Each item is
	 * linked to the item of the same index in the node before, unless it names its `pairedItem`. With a `type`, as
	 * `n8n-nodes-base.code`, the node passes for one of that type.
	 */
	before?: Array<{ name: string; type?: string; webhookId?: string; items: InputItems }>;
	/** Where n8n is reached; default: nowhere. */
	instance?: string;
	/** Stops the execution as the Stop button does, after so many milliseconds. */
	abortAfterMs?: number;
	/** Default: a new one for each run. */
	executionId?: string;
	workflowSettings?: IDataObject;
	/** Whether the first output leads back into the node, until a run of it fails. */
	loops?: boolean;
	/** Retries an execution that failed, from what n8n stored of it. The items are those that it stored. */
	retryOf?: {
		stored: string;
		/** Whether the node is taken from `parameters` and the other options, and not from the execution. */
		loadWorkflow?: boolean;
	};
}

export interface RunResult {
	/** The first output. */
	items: INodeExecutionData[];
	/** The error output, which exists with `continueErrorOutput`. */
	errorItems: INodeExecutionData[];
	/** What stopped the workflow: a plain copy of the error's own fields, as n8n stores it. */
	error?: ExecutionError & { httpCode?: string | null; code?: string; context: IDataObject };
	hints: NodeExecutionHint[];
	run: IRun;
	/** How often credentials were read, by type. */
	credentialReads: Record<string, number>;
	/** The text that n8n's database holds of the execution. */
	store: () => string;
}

let executions = 0;

function nodeSettings({ onError, retryOnFail }: RunOptions): Partial<INode> {
	return { onError, ...(retryOnFail ? { retryOnFail: true, ...retryOnFail } : {}) };
}

/** Items without any source of their own come from a node called `Input`. */
function inputNodes({ before = [], items }: RunOptions) {
	const named = before.map((one) => ({ ...one, items: toItems(one.items) }));
	if (items === undefined && named.length > 0) return named;
	return [...named, { name: 'Input', items: toItems(items ?? [{}]) }];
}

/**
 * What n8n runs for *Retry*: all that it stored, but for the failed run of the node (n8n 2.41, `retry` in
 * execution.service). With the saved workflow, the nodes that are still to run are taken from it.
 */
function toRetry(
	{ stored, loadWorkflow }: NonNullable<RunOptions['retryOf']>,
	instance: Workflow,
): IRunExecutionData {
	const data = parse(stored) as IRunExecutionData;
	const { resultData, executionData } = data;
	const { lastNodeExecuted, runData } = resultData;
	delete resultData.error;
	const runs = lastNodeExecuted === undefined ? undefined : runData[lastNodeExecuted];
	if (runs?.at(-1)?.error !== undefined) runs.pop();
	for (const entry of loadWorkflow === true ? executionData!.nodeExecutionStack : []) {
		entry.node = instance.getNode(entry.node.name)!;
	}
	return data;
}

/**
 * Runs one node of the built package on n8n's engine: routing, expressions, item linking, error
 * branches and retries are n8n's own, and requests leave over HTTP.
 *
 * @throws WorkflowHasIssuesError when a required field is empty: n8n refuses to start such a
 * workflow. A credential that is not set stops the run instead, see `error`.
 */
export async function runNode(options: RunOptions): Promise<RunResult> {
	const inputs = inputNodes(options);
	const made = await createWorkflow({ ...options, inputs, settings: nodeSettings(options) });
	const { core, workflow: n8n, instance, node, credentials } = made;
	const start = instance.getNode(inputs[0]?.name ?? 'Input');
	if (start === null) throw new Error('The workflow has no node to start from');
	const mode = options.retryOf ? 'retry' : 'trigger';
	const additionalData = made.additionalData({
		mode,
		executionId: options.executionId ?? `harness-${++executions}`,
		workflowSettings: options.workflowSettings,
		instance: options.instance,
	});
	const data = options.retryOf
		? toRetry(options.retryOf, instance)
		: n8n.createRunExecutionData({
				executionData: {
					nodeExecutionStack: [{ node: start, data: { main: [[{ json: {} }]] }, source: null }],
				},
			});
	const execution = new core.WorkflowExecute(additionalData, mode, data).processRunExecutionData(
		instance,
	);
	const { abortAfterMs } = options;
	const timer =
		abortAfterMs === undefined ? undefined : setTimeout(() => execution.cancel(), abortAfterMs);
	const run = await execution.finally(() => clearTimeout(timer));
	made.saveStaticData();
	const { error, runData } = run.data.resultData;
	const task = runData[node.name]?.at(-1);
	return {
		items: task?.data?.main?.[0] ?? [],
		errorItems: task?.data?.main?.[1] ?? [],
		error: error as RunResult['error'],
		hints: task?.hints ?? [],
		run,
		credentialReads: credentials.reads,
		store: () => stringify(run.data),
	};
}

const AGENT = 'AI Agent';

/**
 * Calls a node as an AI agent calls its tools: all calls of one answer of the model at once, each with an item 0 of its
 * own and the agent's own execute data (n8n-core 2.41, `get-input-connection-data`).
 *
 * @param later the calls of the model's next answer
 */
export async function callTool(
	options: NodeOptions & { onError?: INode['onError'] },
	calls: IDataObject[],
	later: IDataObject[] = [],
): Promise<Array<PromiseSettledResult<INodeExecutionData[]>>> {
	const inputs = [{ name: AGENT, items: [{ json: {} }] }];
	const settings = { onError: options.onError };
	const made = await createWorkflow({ ...options, inputs, settings });
	const { core, instance, node, nodeType } = made;
	const agent = instance.getNode(AGENT)!;
	const additionalData = made.additionalData({ mode: 'trigger', executionId: 'agent' });
	const run = made.workflow.createRunExecutionData({});
	const executeData = { node: agent, data: { main: [[{ json: {} }]] }, source: null };
	const callAll = async (jsons: IDataObject[], before: number) =>
		await Promise.allSettled(jsons.map(async (json, place) => await call(json, before + place)));
	const call = async (json: IDataObject, runIndex: number) => {
		const items = [{ json }];
		const context = new core.SupplyDataContext(
			instance,
			node,
			additionalData,
			'trigger',
			run,
			runIndex,
			items,
			{ ai_tool: [items] },
			'ai_tool',
			executeData,
			[],
			undefined,
			agent,
		);
		const output = await nodeType.execute!.call(context as unknown as IExecuteFunctions);
		return (output as INodeExecutionData[][])[0]!;
	};
	return [...(await callAll(calls, 0)), ...(await callAll(later, calls.length))];
}
