import { sleep, type IExecuteFunctions } from 'n8n-workflow';

import { nodeError } from '../../errors/node-error';
import type { ParameterSource } from '../../parameters/input';
import { looksUp, type Schedule } from '../schedule';
import type { WaitingNode } from '../waiting-node';
import { hasListener } from './listeners';
import type { Scope } from './scope';
import { readSwitch } from '../../parameters/switches';

/** n8n publishes the triggers one after the other when it starts, while other workflows are running already. */
const STARTING_MS = 60_000;

const LOOK_EVERY_MS = 500;

const MOST_LOOKS = 20;

const LOADED_AT = Date.now();

async function findListener(node: WaitingNode, scope: Scope): Promise<boolean> {
	for (let look = 0; look < MOST_LOOKS; look++) {
		if (hasListener(node, scope)) return true;
		if (Date.now() - LOADED_AT > STARTING_MS) return false;
		await sleep(LOOK_EVERY_MS);
	}
	return hasListener(node, scope);
}

/** Whether anything would wake a wait for events before its time limit. */
export async function isWokenByEvents(
	parameters: ParameterSource,
	{ node, scope, schedule }: { node: WaitingNode; scope: Scope; schedule: Schedule },
): Promise<boolean> {
	if (looksUp(schedule)) return true;
	if (readSwitch(parameters, 'options.eventsElsewhere')) return true;
	return await findListener(node, scope);
}

/**
 * Says that nothing would ever wake a wait before its time limit, and what to set up.
 *
 * @param news what is waited for, e.g. `reply`
 * @returns the failure `wait-not-possible`
 */
export function toUnheardFailure(context: IExecuteFunctions, node: WaitingNode, news: string) {
	return nodeError(context.getNode(), 'wait-not-possible', {
		message: `No ${node.triggerName} is published here, so no ${news} would reach this execution`,
		description: `Publish a workflow with a ${node.triggerName}. If n8n runs in queue mode, or a workflow of your own posts the events to this execution, switch on Options, External Events.`,
	});
}
