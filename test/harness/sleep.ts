import type * as Di from '@n8n/di';
import { parse, stringify } from 'flatted';
import type { IExecuteData, INodeExecutionData, IRun, IRunExecutionData } from 'n8n-workflow';

import { RecordedResponse } from './response';
import { createWorkflow, toItems, type InputItems, type NodeOptions } from './workflow';

/** What a call to the address of a sleeping execution came to. */
export interface WakeResult {
	/** What the caller was answered. */
	status: number;
	body: unknown;
	/** Whether the execution was woken. */
	woke: boolean;
}

/** How an address was called. */
interface Call {
	method: 'GET' | 'POST';
	query: Record<string, string>;
}

type Made = Awaited<ReturnType<typeof createWorkflow>>;

let executions = 0;

/**
 * An execution of one node that may sleep. Between its runs it exists only as the text that n8n would store in
 * its database; waking does what the server's waiting-webhooks and wait-tracker do.
 */
export class SleepingExecution {
	private run?: IRun;

	private stored = '';

	private constructor(
		private readonly made: Made,
		private id: string,
	) {}

	/** Runs the node on the items until it ends or sleeps. */
	static async start(
		options: NodeOptions & { items: InputItems; onError?: string; loops?: boolean },
	) {
		const { items, onError, ...rest } = options;
		const inputs = [{ name: 'Input', items: toItems(items) }];
		const settings = onError === undefined ? {} : { onError: onError as 'stopWorkflow' };
		const made = await createWorkflow({ ...rest, inputs, settings });
		const execution = new SleepingExecution(made, `sleeping-${++executions}`);
		const start = made.instance.getNode('Input')!;
		await execution.process(
			made.workflow.createRunExecutionData({
				executionData: {
					nodeExecutionStack: [{ node: start, data: { main: [[{ json: {} }]] }, source: null }],
				},
			}),
		);
		return execution;
	}

	get sleeps(): boolean {
		return this.run?.waitTill !== undefined && this.run.waitTill !== null;
	}

	/** When n8n would wake it by itself, in milliseconds. */
	get wakesAt(): number {
		return this.run?.waitTill?.getTime() ?? NaN;
	}

	get error() {
		return this.run?.data.resultData.error;
	}

	/** How often the node stands in the results. */
	get runs(): number {
		return this.run?.data.resultData.runData[this.made.node.name]?.length ?? 0;
	}

	/** What a run of the node put out, by default its last one. */
	output(index: number, run = -1): INodeExecutionData[] {
		const task = this.run?.data.resultData.runData[this.made.node.name]?.at(run);
		return task?.data?.main?.[index] ?? [];
	}

	/** What the panel of the node says. */
	get hints(): string[] {
		const task = this.run?.data.resultData.runData[this.made.node.name]?.at(-1);
		return (task?.hints ?? []).map(({ message }) => message);
	}

	/** What n8n's database holds of it. */
	get text(): string {
		return this.stored;
	}

	/** The wait-tracker wakes it. */
	async wakeByTime(): Promise<void> {
		await this.process(parse(this.stored) as IRunExecutionData);
	}

	/**
	 * The process of n8n that ran it starts again, and takes it for crashed although it sleeps, as n8n does with what sleeps inside an
	 * agent (n8n 2.41, `execution-recovery.service`).
	 */
	takeForCrashed(): void {
		const data = parse(this.stored) as IRunExecutionData;
		const error = { name: 'WorkflowCrashedError', message: 'Workflow did not finish' };
		Object.assign(data.resultData, { error, lastNodeExecuted: 'Agent' });
		data.resultData.runData.Agent = [{} as never];
		// An agent names the run of its tools.
		for (const entry of data.executionData!.nodeExecutionStack) entry.runIndex = 0;
		this.stored = stringify(data);
	}

	/** Somebody posts to its address. An answer that wakes it lets it run on. n8n refuses calls to what failed. */
	async post(body: unknown): Promise<WakeResult> {
		if ((parse(this.stored) as IRunExecutionData).resultData.error !== undefined) {
			return { status: 409, body: { message: 'It has finished with error.' }, woke: false };
		}
		const { answer, woken } = await this.call(body);
		if (woken === undefined) return { ...answer, woke: false };
		await this.process(parse(woken) as IRunExecutionData);
		return { ...answer, woke: true };
	}

	/**
	 * Somebody opens an address that the node signed, or posts a form to it. n8n lets nobody in whose signature is not
	 * that of the whole address.
	 */
	async visit(address: string, form?: Record<string, string>): Promise<WakeResult> {
		const { core, node } = this.made;
		const url = new URL(address);
		const { Container }: typeof Di = await import('@n8n/di');
		const { hmacSignatureSecret } = Container.get(core.InstanceSettings);
		const signature = url.searchParams.get('signature') ?? '';
		if (!core.validateUrlSignature(signature, url, hmacSignatureSecret)) {
			return { status: 401, body: undefined, woke: false };
		}
		expect(url.pathname).toBe(`/webhook-waiting/${this.id}/${node.id}`);
		return await this.open(Object.fromEntries(url.searchParams), form);
	}

	/** Somebody whom n8n let in opens the page of the node, or posts a form to it. */
	async open(query: Record<string, string>, form?: Record<string, string>): Promise<WakeResult> {
		const method = form ? 'POST' : 'GET';
		const { answer, woken } = await this.call(form ?? {}, { method, query });
		if (woken === undefined) return { ...answer, woke: false };
		await this.process(parse(woken) as IRunExecutionData);
		return { ...answer, woke: true };
	}

	/**
	 * Somebody posts what wakes it, n8n crashes before it has run on, and somebody presses Retry: another execution
	 * goes on with what n8n stored when it woke this one.
	 */
	async crashAndRetry(body: unknown): Promise<void> {
		const { woken } = await this.call(body);
		if (woken === undefined) throw new Error('This does not wake the execution');
		this.id = `sleeping-${++executions}`;
		await this.process(parse(woken) as IRunExecutionData);
	}

	/** @returns what was answered, and what n8n stores before the execution runs on, if it is woken */
	private async call(body: unknown, { method = 'POST', query = {} }: Partial<Call> = {}) {
		const { core, instance, node, nodeType } = this.made;
		const data = parse(this.stored) as IRunExecutionData;
		const stack = data.executionData!.nodeExecutionStack;
		stack[0]!.node.disabled = true;
		data.waitTill = undefined;
		data.resultData.runData[node.name]!.pop();
		const response = new RecordedResponse();
		const additionalData = this.additionalData();
		additionalData.httpRequest = { method, body, query, headers: {} } as never;
		additionalData.httpResponse = response as never;
		const path = 'request' in query ? '={{ $nodeId }}' : '';
		const webhookDescription = nodeType.description.webhooks!.find(
			(description) => description.httpMethod === method && description.path === path,
		);
		const webhookData = {
			httpMethod: method,
			node: node.name,
			path: '',
			webhookDescription: webhookDescription!,
			workflowId: 'harness',
			workflowExecuteAdditionalData: additionalData,
		};
		const context = new core.WebhookContext(
			instance,
			instance.getNode(node.name)!,
			additionalData,
			'trigger',
			webhookData,
			[],
			data,
		);
		const result = await instance.expression.withIsolate(
			async () => await nodeType.webhook!.call(context),
		);
		const answer = { status: response.statusCode, body: response.body ?? result.webhookResponse };
		if (result.workflowData === undefined) return { answer };
		const resumed: IExecuteData = stack[0]!;
		resumed.data.main = result.workflowData;
		resumed.metadata = { ...resumed.metadata, forwardAllOutputs: true };
		return { answer, woken: stringify(data) };
	}

	private additionalData() {
		return this.made.additionalData({ mode: 'trigger', executionId: this.id });
	}

	private async process(data: IRunExecutionData): Promise<void> {
		const { core, instance } = this.made;
		const execution = new core.WorkflowExecute(this.additionalData(), 'trigger', data);
		this.run = await execution.processRunExecutionData(instance);
		this.stored = stringify(this.run.data);
	}
}
