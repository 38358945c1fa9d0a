import type { Tenant } from '../state/wati/tenant';
import type { EventPost, Target } from './post-queue';
import type { Webhook } from '../state/wati/webhook-store';

const ATTEMPTS = 144;
const FAILURES = 100;

/** A webhook at WATI: after more than 100 failures in a row it is Defective and gets nothing more. */
function getTarget(webhook: Webhook): Target {
	return {
		id: webhook.id,
		get url() {
			return webhook.url;
		},
		attempts: ATTEMPTS,
		takes: () => webhook.status === 1,
		answered(isTaken) {
			webhook.failedIterationCount = isTaken ? 0 : webhook.failedIterationCount + 1;
			if (webhook.failedIterationCount <= FAILURES) return;
			webhook.status = 2;
			webhook.isSentNotify = true;
		},
	};
}

/** What WATI posts of one event to one webhook. */
export function buildEventPost(
	tenant: Tenant,
	webhook: Webhook,
	queue: string,
	body: Record<string, unknown>,
): EventPost {
	const authorization = tenant.webhooks.authorizationOf(webhook);
	return {
		target: getTarget(webhook),
		queue,
		// Posts of WATI's Calling API have none.
		eventType: typeof body.eventType === 'string' ? body.eventType : '',
		body,
		text: JSON.stringify(body),
		headers: authorization === undefined ? {} : { authorization },
	};
}
