import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import type { WaitingNode } from '../waiting-node';
import { mayBeSame, type Scope } from './scope';

/** A trigger that takes events in this process. */
interface Listener {
	nodeName: string;
	scope: Scope;
	workflowId: string;
	workflowName?: string;
	nodeId: string;
	name: string;
	address: string;
	/** Whether it listens for a test event only. */
	isTest: boolean;
}

/**
 * Triggers that take events in this process, by workflow, node and address: a test run has an address of its own. n8n
 * names all published ones again at each start.
 */
const listeners = new Map<string, Listener>();

/** Triggers that n8n unpublished: it still passes events on to them until it has dropped their addresses. */
const removed = new Set<string>();

const MOST_LISTENERS = 10_000;

function dropOldest(keys: Map<string, unknown> | Set<string>): void {
	for (const oldest of keys.keys()) {
		if (keys.size <= MOST_LISTENERS) break;
		keys.delete(oldest);
	}
}

type Trigger = Pick<IHookFunctions, 'getMode' | 'getNode' | 'getNodeWebhookUrl' | 'getWorkflow'>;

function getKey(trigger: Trigger): string {
	const address = trigger.getNodeWebhookUrl('default') ?? '';
	return [trigger.getWorkflow().id, trigger.getNode().id, address].join(' ');
}

/** Notes a trigger that n8n publishes, or that listens for a test event. */
export function addListener(trigger: Trigger, { nodeName }: WaitingNode, scope: Scope): void {
	removed.delete(getKey(trigger));
	const { id: nodeId, name } = trigger.getNode();
	const { id: workflowId, name: workflowName } = trigger.getWorkflow();
	listeners.set(getKey(trigger), {
		nodeName,
		scope,
		workflowId: String(workflowId),
		workflowName,
		nodeId,
		name,
		address: trigger.getNodeWebhookUrl('default') ?? '',
		isTest: trigger.getMode() === 'manual',
	});
	dropOldest(listeners);
}

/** Notes that a trigger takes no events any more. */
export function removeListener(trigger: Trigger): void {
	listeners.delete(getKey(trigger));
	removed.add(getKey(trigger));
	dropOldest(removed);
}

/** Forgets everything, as a restart of the process does. */
export function forgetListeners(): void {
	listeners.clear();
}

/** The account of a trigger that takes an event. A process that did not publish it learns of it here. */
export function getScopeOfListener(trigger: IWebhookFunctions, node: WaitingNode): Scope {
	const key = getKey(trigger);
	const known = listeners.get(key);
	const isNews = !known && !removed.has(key) && trigger.getMode() !== 'manual';
	if (isNews) addListener(trigger, node, {});
	return known?.scope ?? {};
}

/** The published triggers of this process that may belong to an account. */
export function findListeners({ nodeName }: WaitingNode, scope: Scope): Listener[] {
	return [...listeners.values()].filter(
		(listener) =>
			listener.nodeName === nodeName && !listener.isTest && mayBeSame(listener.scope, scope),
	);
}

/** Whether a trigger of this process may take what the node waits for. */
export function hasListener({ nodeName }: WaitingNode, scope: Scope): boolean {
	return [...listeners.values()].some(
		(listener) => listener.nodeName === nodeName && mayBeSame(listener.scope, scope),
	);
}
