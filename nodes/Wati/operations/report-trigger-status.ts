import { explanationOf, NOTHING_PUBLISHED } from './trigger-explanation';
import { readTriggerStatus } from '../../shared/webhooks/memory/trigger-memory';
import { newStatus } from '../../shared/webhooks/memory/status';
import { transportBy } from '../../shared/http/transport';

/**
 * What the WATI Triggers of the workflow took, refused and left out, one item each. It makes no request itself.
 * n8n hands a node the static data of its own workflow only, so triggers of others are out of reach.
 */
export const reportTriggerStatus = transportBy(async (_passage, _request, context) => {
	const shared = context.getWorkflowStaticData('global');
	const triggers = readTriggerStatus(String(context.getWorkflow().id), shared);
	if (triggers.length === 0) {
		const nothing = { trigger: null, explanation: NOTHING_PUBLISHED, ...newStatus(Date.now()) };
		return [{ json: nothing }];
	}
	return triggers.map(({ trigger, ...status }) => ({
		json: { trigger, explanation: explanationOf(status), ...status },
	}));
});
