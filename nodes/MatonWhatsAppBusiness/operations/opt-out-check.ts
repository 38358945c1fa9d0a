import type { OptOutCheck, RequestSession } from '../../shared/http/pipeline';
import { hearFromSend, isOptedOut } from '../../shared/webhooks/memory/opt-outs';

/** The business number that a message leaves from: `/v21.0/{phoneNumberId}/messages`. */
function getBusinessNumber({ shaped }: RequestSession): string {
	return shaped.url.split('/')[2] ?? '';
}

/** Who opted out, as the triggers of this n8n and earlier sends heard: Meta tells nobody who asks. */
export const optOutCheck: OptOutCheck = {
	async hasOptedOut(session, person) {
		const shared = session.context.getWorkflowStaticData('global');
		return isOptedOut(getBusinessNumber(session), person, shared);
	},
	remember(session, person) {
		const account = getBusinessNumber(session);
		hearFromSend({ account, people: [person], isOut: true, at: Date.now() });
	},
};
