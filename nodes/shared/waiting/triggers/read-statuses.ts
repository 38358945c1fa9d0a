import type { IExecuteSingleFunctions } from 'n8n-workflow';

import type { TriggerStatus } from '../../webhooks/memory/status';
import { requestStatus } from '../../webhooks/memory/status-request';
import { readTriggerStatus } from '../../webhooks/memory/trigger-memory';
import type { WaitingNode } from '../waiting-node';
import { findTriggersOfWorkflow, nameTriggersOfWorkflow, runsBesideTriggers } from './own-triggers';

/** What is known of the triggers of the workflow that runs. */
export interface TriggerStatuses {
	known: Array<TriggerStatus & { trigger: string }>;
	/** Names of triggers in other processes that did not tell theirs. */
	silent: string[];
}

/**
 * What the triggers of the workflow went through: as this process or the workflow's static data has it, else as they tell themselves.
 * A worker of queue mode has neither.
 */
export async function readStatuses(
	context: IExecuteSingleFunctions,
	node: WaitingNode,
): Promise<TriggerStatuses> {
	const shared = context.getWorkflowStaticData('global');
	const known = readTriggerStatus(String(context.getWorkflow().id), shared);
	if (known.length > 0 || !runsBesideTriggers(context, node)) return { known, silent: [] };
	const asked = await Promise.all(
		findTriggersOfWorkflow(context, node).map(async ({ name, address }) => ({
			trigger: name,
			status: await requestStatus(context, address),
		})),
	);
	const told = asked.flatMap(({ trigger, status }) => (status ? [{ trigger, ...status }] : []));
	const names = nameTriggersOfWorkflow(context, node);
	return {
		known: told,
		silent: names.filter((name) => !told.some(({ trigger }) => trigger === name)),
	};
}
