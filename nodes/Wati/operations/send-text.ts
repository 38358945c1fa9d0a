import { getErrorCode, getHttpCode, type NodeFailure } from '../../shared/errors/node-error';
import { watiError } from '../../services/wati/errors/wati-error';
import { changeRequest } from '../../shared/http/request-session';
import type { OperationInterceptor, RequestSession } from '../../shared/http/pipeline';

/** A server or a proxy before it refused the address for its length; nothing was accepted (RFC 9110, 6585). */
const TOO_LONG = ['414', '431'];

function createTooLong({ context }: RequestSession, httpCode?: string): NodeFailure {
	return watiError(context.getNode(), 'request-refused', {
		message: "The text in 'Text' is too long for the URL of the request",
		description:
			'WATI reads the text from the URL, not from the body. Nothing was sent. Send the text in two messages: each non-Latin letter takes up to nine characters of the URL.',
		httpCode,
		itemIndex: context.getItemIndex(),
	});
}

/**
 * Sends a text. It leaves in the query and in the body, since the sources disagree on where WATI reads it; where
 * the address gets too long it leaves once more, in the body alone. The first request was refused, so
 * nothing goes out twice.
 */
export const sendLongText: OperationInterceptor = async (request, next) => {
	const first = await next(request);
	const httpCode = getHttpCode(first.failure) ?? '';
	if (request.options.qs?.messageText === undefined || !TOO_LONG.includes(httpCode)) return first;
	const second = await next(changeRequest(request, { qs: { messageText: undefined } }));
	const isNotRead = getErrorCode(second.failure) === 'request-refused';
	return isNotRead ? { failure: createTooLong(request.session, httpCode) } : second;
};
