import { getWords } from '../../shared/errors/node-error';
import type { OperationInterceptor } from '../../shared/http/pipeline';
import { withAdvice, withAdviceAfterUnknown } from './single-write';

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
	[/exceed/i, 'Delete an unused webhook, or ask WATI to raise the limit.'],
];

/** Creates a webhook once, and says what to do about a refusal. */
export const createWebhook: OperationInterceptor = async (request, next) => {
	const result = await next(request);
	const { session } = request;
	const { failure } = result;
	if (!failure) return result;
	const said = getWords(failure) ?? '';
	const advice = ADVICE.find(([words]) => words.test(said))?.[1];
	if (advice !== undefined) return { failure: withAdvice(session, failure, advice) };
	return withAdviceAfterUnknown(
		session,
		result,
		'Check with Webhook: Get Many whether it exists before you create it again.',
	);
};
