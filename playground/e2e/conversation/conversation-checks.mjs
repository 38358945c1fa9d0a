import { aloneChecks } from './alone-checks.mjs';
import { deliveryChecks } from './delivery-checks.mjs';
import { replyChecks } from './reply-checks.mjs';
import { reviewChecks } from './review-checks.mjs';
import { withoutNumberChecks } from './without-number-checks.mjs';

/** Conversations in a real n8n: executions that sleep until a customer answers or a message arrives. */
export const conversationChecks = {
	...aloneChecks,
	...replyChecks,
	...deliveryChecks,
	...reviewChecks,
	...withoutNumberChecks,
};
