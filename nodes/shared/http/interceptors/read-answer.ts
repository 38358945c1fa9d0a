import { readStreamedRefusal } from '../answers/streamed-answer';
import type { ExchangeInterceptor } from '../exchange-result';
import { classifyNetworkError } from '../network-error';

/**
 * Makes the items of an answer that is no refusal. A file is read from the network here, so a connection
 * that is lost meanwhile counts like one that was lost before the answer.
 */
export const readAnswer: ExchangeInterceptor = async (request, next) => {
	const result = await next(request);
	if (!('answer' in result)) return result;
	const { context, route, traits, readItems } = request;
	try {
		await readStreamedRefusal(result.answer, context.helpers);
		if (!readItems || route.service.findRefusal(result.answer, traits)) return result;
		return { ...result, items: await readItems(result.answer) };
	} catch (error) {
		const { calls, sentAt } = result;
		return { networkError: classifyNetworkError(error), error, calls, sentAt };
	}
};
