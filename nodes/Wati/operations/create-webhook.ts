import { afterDoubt, withAdvice } from './single-write';
import { transportBy } from '../../shared/http/transport';

/** WATI's words for a refusal (seen in public clients), with what helps. */
const ADVICE: Array<[RegExp, string]> = [
	[
		/channel not found/i,
		"Pick the number from the list of the field 'Channel Number': WATI knows some numbers only with their hyphens.",
	],
	[
		/invalid event type/i,
		'Webhook: Get Event Types lists the names that this account takes. Template Status Updated can often be chosen in WATI only.',
	],
	[/already exist/i, 'The address is registered already. Webhook: Get Many shows it.'],
	[/exceed/i, 'Delete a webhook that is no longer used, or have WATI raise the limit.'],
];

/** Creates a webhook once, and says what to do about a refusal. */
export const createWebhook = transportBy(async (passage, _request, context) => {
	const { page, failure } = await passage.attempt();
	if (page) return page.items;
	const advice = ADVICE.find(([words]) => words.test(failure.message))?.[1];
	if (advice !== undefined) throw withAdvice(context, failure, advice);
	throw afterDoubt(
		context,
		failure,
		'Look with Webhook: Get Many whether it was created before creating it again.',
	);
});
