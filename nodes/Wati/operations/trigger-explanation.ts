import type { TriggerStatus } from '../../shared/webhooks/memory/status';
import { explainPause } from '../../shared/webhooks/pause/explain-pause';

const COMPARE =
	"Compare the webhooks in WATI, Connector, Webhooks, with this trigger's address: one may have an old secret, or none.";

/** Why a published trigger does or does not start its workflow, for a person who finds it silent. */
export function explainTriggerStatus(status: TriggerStatus): string {
	const { since, lastEvent, lastAccepted, lastRefusal, accepted, refused, repeated } = status;
	const pause = explainPause(status);
	if (accepted > 0) {
		const copies = repeated > 0 ? ` Repeats that started nothing: ${repeated}.` : '';
		return `It works: the last execution was started at ${lastAccepted}.${copies}${pause === '' ? '' : ` ${pause}`}`;
	}
	if (pause !== '') return pause;
	if (lastEvent !== null) {
		const kinds = Object.keys(status.events).join(', ');
		return `Valid events arrive (${kinds}), but the fields Events and Filters leave them out.`;
	}
	if (refused > 0) return `Calls arrive, but are refused: ${lastRefusal}. ${COMPARE}`;
	return `No call has arrived since ${since}. In WATI, Connector, Webhooks, check that a webhook with this trigger's address exists, is Enabled and has the events chosen.`;
}

/** A workflow by its name, as it was when it was published, and by its ID, which stays. */
export function nameWorkflow(id: string, name?: string): string {
	return name ? `'${name}' (${id})` : id;
}

/** Which other workflows may answer the same messages. */
export function nameOthers(workflows: string[]): string {
	if (workflows.length === 0) return '';
	return ` Other published workflows of this account: ${workflows.join(', ')}. If one answers too, customers get two answers.`;
}

/** Said of a trigger that neither this process nor the workflow's static data knows, and that does not answer. */
export const NOT_ANSWERING =
	'This process of n8n does not know this trigger, and the trigger did not answer at its Production URL. Publish the workflow. In queue mode let the workers of n8n reach that URL.';

/** Said where the workflow has no published trigger. */
export const NOTHING_PUBLISHED =
	'This workflow has no published WATI Trigger. Publish it, or place this operation in the workflow of the trigger: the node cannot read the status of a trigger in another workflow.';
