import {
	getErrorCode,
	getHttpCode,
	getWords,
	type NodeFailure,
} from '../../shared/errors/node-error';
import type { OperationInterceptor } from '../../shared/http/pipeline';
import { changeRequest } from '../../shared/http/request-session';
import { withAdviceAfterUnknown } from './single-write';

/** WATI's words for a record it does not know; a path that is not there answers 404 without such words. */
const UNKNOWN_RECORD = /\b(tag|conversation|contact|chat)\b/i;

function isNoPath(failure: NodeFailure | undefined): boolean {
	if (failure === undefined || UNKNOWN_RECORD.test(getWords(failure) ?? '')) return false;
	return getErrorCode(failure) === 'not-found' || getHttpCode(failure) === '405';
}

/**
 * Changes the tags of a chat. The names of newer pages end in `conv-tags`, older notes say `tags`, and no public
 * client settles it: where the first is not there, nothing was done, and the other is tried.
 */
export const changeTag: OperationInterceptor = async (request, next) => {
	const newer = await next(request);
	const url = request.options.url.replace(/\/conv-tags(?=\/|$)/, '/tags');
	const result = isNoPath(newer.failure) ? await next(changeRequest(request, { url })) : newer;
	return withAdviceAfterUnknown(
		request.session,
		result,
		'Check the tags of the chat in WATI. You can safely repeat the change.',
	);
};
