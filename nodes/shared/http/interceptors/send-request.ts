import { getErrorCode } from '../../errors/node-error';
import { exchange } from '../exchange';
import { findFailure } from '../exchange-result';
import { notOffered } from '../route/route';
import type { OperationPipeline } from '../pipeline';
import { getFailureMessages } from './unknown-advice';

/**
 * The end of an operation's pipeline: sends its request through the exchange and finds out whether the answer
 * is a refusal.
 */
export const sendRequest: OperationPipeline = async ({ session, options }) => {
	const { context, route, statuses, usage, execution, readItems } = session;
	const { service } = route;
	if (options.url === '' || options.baseURL === undefined) {
		return { failure: notOffered(context.getNode(), route, options.url, context.getItemIndex()) };
	}
	const traits = service.readTraits(options, route.kind);
	const result = await exchange({
		context,
		route,
		options,
		traits,
		plan: session.options.plan ?? 'growth',
		execution,
		signal: context.getExecutionCancelSignal(),
		mayLeave: () => statuses.mayLeave(),
		readItems,
	});
	usage.calls += result.calls;
	usage.retries += Math.max(0, result.calls - 1);
	if ('answer' in result && !result.refusal) {
		return { page: { answer: result.answer, items: result.items ?? [] } };
	}
	const told = { ...service, messages: getFailureMessages(service, options) };
	const { recipients } = service.describeSend(options);
	const failure = findFailure(context.getNode(), result, traits, told, {
		itemIndex: context.getItemIndex(),
		whatsappNumber: recipients.length === 1 ? recipients[0]!.whatsappNumber : undefined,
	});
	const isUnknown = getErrorCode(failure) === 'outcome-unknown';
	const unknown = {
		options,
		sentAt: result.sentAt ?? Date.now(),
		settle: () => undefined,
		drop: () => undefined,
	};
	return { failure: failure!, ...(isUnknown ? { unknown } : {}) };
};
