import { watiWaitingNode } from '../../services/wati/waiting-node';
import {
	explainTriggerStatus,
	nameOthers,
	nameWorkflow,
	NOT_ANSWERING,
	NOTHING_PUBLISHED,
} from './trigger-explanation';
import { newStatus } from '../../shared/webhooks/memory/status';
import { createResult } from '../../shared/http/local-result';
import type { OperationInterceptor } from '../../shared/http/pipeline';
import { findListeners } from '../../shared/waiting/in-process/listeners';
import { getScopeOfRoute } from '../../shared/waiting/in-process/scope';
import { readStatuses } from '../../shared/waiting/triggers/read-statuses';

/**
 * What the WATI Triggers of the workflow took, refused and left out, one item each, and which other workflows this process
 * has published for the account. It makes no request to WATI; a worker of queue mode asks the triggers. n8n hands a node the
 * static data of its own workflow only, so what the triggers of others took is out of reach.
 */
export const reportTriggerStatus: OperationInterceptor = async ({ session }) => {
	const { known, silent } = await readStatuses(session.context, watiWaitingNode);
	const empty = newStatus(Date.now());
	const others = findListeners(watiWaitingNode, getScopeOfRoute(session.route))
		.filter(({ workflowId }) => workflowId !== session.context.getWorkflow().id)
		.map(({ workflowId, workflowName }) => nameWorkflow(workflowId, workflowName));
	const items = [
		...known.map(({ trigger, ...status }) => ({
			trigger,
			explanation: `${explainTriggerStatus(status)}${nameOthers([...new Set(others)])}`,
			...status,
		})),
		...silent.map((trigger) => ({ trigger, explanation: NOT_ANSWERING, ...empty })),
	];
	const nothing = { trigger: null, explanation: NOTHING_PUBLISHED, ...empty };
	return createResult(items.length > 0 ? items : [nothing]);
};
