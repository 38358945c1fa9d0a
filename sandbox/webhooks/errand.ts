import type { Tenant } from '../state/tenant';
import type { Errand, Target } from './courier';
import type { Payload, Webhook } from './interface';

const ATTEMPTS = 144;
const FAILURES = 100;

/** A webhook at WATI: after more than 100 failures in a row it is Defective and gets nothing more. */
function targetOf(webhook: Webhook): Target {
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
export function errandOf(tenant: Tenant, webhook: Webhook, lane: string, body: Payload): Errand {
	const authorization = tenant.webhooks.authorizationOf(webhook);
	return {
		target: targetOf(webhook),
		lane,
		eventType: body.eventType,
		body,
		text: JSON.stringify(body),
		headers: authorization === undefined ? {} : { authorization },
	};
}
