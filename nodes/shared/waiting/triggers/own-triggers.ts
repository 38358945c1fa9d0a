import type { IDataObject, IExecuteSingleFunctions, INode } from 'n8n-workflow';

import { isObject } from '../../parameters/json';
import { hasListener } from '../in-process/listeners';
import type { WaitingNode } from '../waiting-node';

/** A trigger in the workflow of an execution. */
export interface OwnTrigger {
	name: string;
	/** Its Production URL. */
	address: string;
	/** Whether it is silent while people answer. */
	isPausing: boolean;
}

/** What n8n keeps in each context beyond its documented parts (n8n-core 2.41, NodeExecutionContext). */
interface InnerContext {
	workflow?: { nodes?: Record<string, INode> };
}

const WAITING = '/webhook-waiting/';

function isPausing({ parameters: { options } }: INode): boolean {
	const hours = isObject(options) ? (options as IDataObject).pauseHours : undefined;
	return hours !== undefined && hours !== '' && hours !== 0;
}

function findNodes(
	context: IExecuteSingleFunctions,
	{ nodeName }: Pick<WaitingNode, 'nodeName'>,
): INode[] {
	const { workflow } = context as unknown as InnerContext;
	return Object.values(workflow?.nodes ?? {}).filter(
		({ type, disabled }) => type.endsWith(`.${nodeName}Trigger`) && disabled !== true,
	);
}

/** The names of the triggers of a service in the workflow that runs, also where their addresses cannot be told. */
export function nameTriggersOfWorkflow(
	context: IExecuteSingleFunctions,
	node: Pick<WaitingNode, 'nodeName'>,
): string[] {
	return findNodes(context, node).map(({ name }) => name);
}

/**
 * Whether published triggers know more than this process: they run in others, as in queue mode. A manual run of a workflow that is
 * not published has nobody to ask.
 */
export function runsBesideTriggers(context: IExecuteSingleFunctions, node: WaitingNode): boolean {
	if (hasListener(node, {})) return false;
	return context.getMode() !== 'manual' || context.getWorkflow().active;
}

/** Where n8n's addresses begin, by the workflow of an execution: all of its sends ask. */
const bases = new WeakMap<object, string>();

function readBase(context: IExecuteSingleFunctions): string | undefined {
	const { workflow = {} } = context as unknown as InnerContext;
	const known = bases.get(workflow);
	if (known !== undefined) return known;
	const resumeUrl = String(context.evaluateExpression('{{ $execution.resumeUrl }}', 0));
	const end = resumeUrl.indexOf(WAITING);
	if (end < 0) return undefined;
	const base = `${resumeUrl.slice(0, end)}/webhook`;
	bases.set(workflow, base);
	return base;
}

/**
 * The triggers of a service in the workflow that runs, with the addresses at which any process reaches them. In queue mode n8n gives a
 * worker no static data of the workflow unless it resumes an execution (n8n 2.41, job-processor), so that nothing tells of them but
 * the workflow itself.
 *
 * @returns none where n8n keeps its workflow elsewhere, or its addresses have other names
 */
export function findTriggersOfWorkflow(
	context: IExecuteSingleFunctions,
	node: WaitingNode,
): OwnTrigger[] {
	const triggers = findNodes(context, node).filter(({ webhookId }) => webhookId !== undefined);
	if (triggers.length === 0) return [];
	const base = readBase(context);
	if (base === undefined) return [];
	return triggers.map((trigger) => ({
		name: trigger.name,
		address: `${base}/${trigger.webhookId}/${node.triggerPath}`,
		isPausing: isPausing(trigger),
	}));
}
