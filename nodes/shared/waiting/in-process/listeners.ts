import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import type { WaitingNode } from '../waiting-node';
import { mayBeSame, type Scope } from './scope';

interface Listener {
	nodeName: string;
	scope: Scope;
}

/**
 * Triggers that take events in this process, by workflow, node and address: a test run has an address of its own. n8n
 * names all published ones again at each start.
 */
const listeners = new Map<string, Listener>();

const MOST_LISTENERS = 10_000;

type Trigger = Pick<IHookFunctions, 'getNode' | 'getNodeWebhookUrl' | 'getWorkflow'>;

function getKey(trigger: Trigger): string {
	const address = trigger.getNodeWebhookUrl('default') ?? '';
	return [trigger.getWorkflow().id, trigger.getNode().id, address].join(' ');
}

/** Notes a trigger that n8n publishes, or that listens for a test event. */
export function addListener(trigger: Trigger, { nodeName }: WaitingNode, scope: Scope): void {
	listeners.set(getKey(trigger), { nodeName, scope });
	for (const oldest of listeners.keys()) {
		if (listeners.size <= MOST_LISTENERS) break;
		listeners.delete(oldest);
	}
}

/** Notes that a trigger takes no events any more. */
export function removeListener(trigger: Trigger): void {
	listeners.delete(getKey(trigger));
}

/** The account of a trigger that takes an event. A process that did not publish it learns of it here. */
export function getScopeOfListener(trigger: IWebhookFunctions, node: WaitingNode): Scope {
	const known = listeners.get(getKey(trigger));
	if (!known && trigger.getMode() !== 'manual') addListener(trigger, node, {});
	return known?.scope ?? {};
}

/** Whether a trigger of this process may take what the node waits for. */
export function hasListener({ nodeName }: WaitingNode, scope: Scope): boolean {
	return [...listeners.values()].some(
		(listener) => listener.nodeName === nodeName && mayBeSame(listener.scope, scope),
	);
}
