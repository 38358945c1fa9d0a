import type {
	DeclarativeRestApiSettings,
	IExecutePaginationFunctions,
	NodeApiError,
} from 'n8n-workflow';

import { codeOf, nodeError } from '../../shared/errors/node-error';
import type { Change } from '../../shared/http/addressed-request';
import type { Attempt, Passage } from '../../shared/http/request-session';

/** A server or a proxy before it refused the address for its length; nothing was accepted (RFC 9110, 6585). */
const TOO_LONG = ['414', '431'];

function textTooLong(context: IExecutePaginationFunctions, httpCode?: string): NodeApiError {
	return nodeError(context.getNode(), 'request-refused', {
		message: "The text in 'Text' is too long for the address of the request",
		description:
			'WATI takes it from there, and not from the body of the request. Nothing was sent. Send the text in two messages: letters beyond the Latin ones take up to nine characters each.',
		httpCode,
		itemIndex: context.getItemIndex(),
	});
}

/**
 * Sends like `Passage.attempt`. A text leaves in the query and in the body, since the sources disagree on
 * where WATI reads it; where the address gets too long it leaves once more, in the body alone. The first
 * request was refused, so nothing goes out twice.
 */
export async function attemptLongText(
	passage: Passage,
	{ options }: DeclarativeRestApiSettings.ResultOptions,
	context: IExecutePaginationFunctions,
	change: Change,
): Promise<Attempt> {
	const first = await passage.attempt(change);
	const inQuery = change.instead !== true && options.qs?.messageText !== undefined;
	if (!inQuery || !TOO_LONG.includes(first.failure?.httpCode ?? '')) return first;
	const second = await passage.attempt({ ...change, qs: { ...change.qs, messageText: undefined } });
	const notRead = codeOf(second.failure) === 'request-refused';
	return notRead ? { failure: textTooLong(context, first.failure?.httpCode ?? undefined) } : second;
}
