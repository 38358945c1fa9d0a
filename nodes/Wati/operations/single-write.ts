import {
	getErrorCode,
	getWords,
	readFailureText,
	type NodeFailure,
} from '../../shared/errors/node-error';
import { watiError } from '../../services/wati/errors/wati-error';
import type { OperationInterceptor, RequestSession, SendResult } from '../../shared/http/pipeline';

/** The failure with another advice. */
export function withAdvice(
	{ context }: RequestSession,
	failure: NodeFailure,
	description: string,
): NodeFailure {
	return watiError(context.getNode(), getErrorCode(failure)!, {
		...readFailureText(failure),
		description,
		itemIndex: context.getItemIndex(),
	});
}

/** What to do after an unknown outcome of a write of which the chat tells nothing. */
export function adviseAfterUnknown(whatToDo: string): string {
	return `The request left, but no clear answer came back, so it was not repeated. ${whatToDo}`;
}

/** The result of a write that is no message: after an unknown outcome the chat tells nothing. */
export function withAdviceAfterUnknown(
	session: RequestSession,
	result: SendResult,
	whatToDo: string,
): SendResult {
	const { failure, unknown } = result;
	if (!failure || getErrorCode(failure) !== 'outcome-unknown') return result;
	return { failure: withAdvice(session, failure, adviseAfterUnknown(whatToDo)), unknown };
}

/**
 * Makes one request that changes something other than a chat.
 *
 * @param whatToDo where to look after an unknown outcome
 */
export function writeOnce(whatToDo: string): OperationInterceptor {
	return async (request, next) =>
		withAdviceAfterUnknown(request.session, await next(request), whatToDo);
}

/**
 * Deletes a record once. One that is not there counts as deleted, so a second try after an unknown outcome
 * does no harm; the node itself never makes one.
 *
 * @param gone WATI's words for a record it does not know; a wrong address answers 404 without words
 * @param whatToDo where to look after an unknown outcome
 */
export function deleteOnce(gone: RegExp, whatToDo: string): OperationInterceptor {
	return async (request, next) => {
		const result = await next(request);
		const { failure } = result;
		if (failure && getErrorCode(failure) === 'not-found' && gone.test(getWords(failure) ?? '')) {
			const answer = { statusCode: 404, headers: {}, body: undefined };
			return { page: { answer, items: [{ json: { deleted: true, wasThere: false } }] } };
		}
		return withAdviceAfterUnknown(request.session, result, whatToDo);
	};
}
