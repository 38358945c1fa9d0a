import { blankKey } from '../answers/blank-key';
import { isStream, readStreamedRefusal } from '../answers/streamed-answer';
import type { ExchangeInterceptor } from '../exchange-result';
import { classifyNetworkError } from '../network-error';

/**
 * Blanks the key of the request in its answer, and makes the items of an answer that is no refusal. The bytes
 * of a file stay as they are. A file is read from the network here, so a connection that is lost meanwhile
 * counts like one that was lost before the answer.
 */
export const readAnswer: ExchangeInterceptor = async (request, next) => {
	const result = await next(request);
	if (!('answer' in result)) return result;
	const { context, route, traits, readItems } = request;
	try {
		if (isStream(result.answer.body)) await readStreamedRefusal(result.answer, context.helpers);
		const { body } = result.answer;
		const answer = blankKey(result.answer, route.key);
		const refusal = route.service.findRefusal(answer, traits);
		const read = { ...result, answer, refusal };
		if (!readItems || refusal) {
			if (isStream(body)) body.destroy();
			return read;
		}
		const isFile = traits.expects?.isFile === true && Buffer.isBuffer(body);
		return { ...read, items: await readItems(isFile ? { ...answer, body } : answer) };
	} catch (error) {
		const { body } = result.answer;
		if (isStream(body)) body.destroy();
		const { calls, sentAt } = result;
		return { networkError: classifyNetworkError(error), error, calls, sentAt };
	}
};
