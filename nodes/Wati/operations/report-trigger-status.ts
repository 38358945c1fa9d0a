import { explainTriggerStatus, NOTHING_PUBLISHED } from './trigger-explanation';
import { readTriggerStatus } from '../../shared/webhooks/memory/trigger-memory';
import { newStatus } from '../../shared/webhooks/memory/status';
import { createResult } from '../../shared/http/local-result';
import type { OperationInterceptor } from '../../shared/http/pipeline';

/**
 * What the WATI Triggers of the workflow took, refused and left out, one item each. It makes no request itself.
 * n8n hands a node the static data of its own workflow only, so triggers of others are out of reach.
 */
export const reportTriggerStatus: OperationInterceptor = async ({ session }) => {
	const { context } = session;
	const shared = context.getWorkflowStaticData('global');
	const triggers = readTriggerStatus(String(context.getWorkflow().id), shared);
	if (triggers.length === 0) {
		const nothing = { trigger: null, explanation: NOTHING_PUBLISHED, ...newStatus(Date.now()) };
		return createResult([nothing]);
	}
	return createResult(
		triggers.map(({ trigger, ...status }) => ({
			trigger,
			explanation: explainTriggerStatus(status),
			...status,
		})),
	);
};
