import { getErrorCode, getWords } from '../../shared/errors/node-error';
import { getLazyBody } from '../../shared/http/lazy-body';
import type { OperationInterceptor } from '../../shared/http/pipeline';
import { changeRequest } from '../../shared/http/request-session';
import { InputError } from '../../shared/parameters/input';
import { FILE_BY_URL, SESSION_FILE, uploadedFile } from '../requests/message/file-to-send';

/** WATI's words for people and chats it does not know; a path that is not there answers 404 without such words. */
const UNKNOWN_RECORD = /\b(conversation|contact|chat|target)\b/i;

/**
 * Sends a file. Where an account lacks the endpoint that fetches addresses, nothing was sent, and n8n fetches and uploads
 * the file instead.
 */
export const sendFileAnyWay: OperationInterceptor = async (request, next) => {
	const result = await next(request);
	const { failure } = result;
	const isMissing =
		request.options.url === FILE_BY_URL &&
		failure !== undefined &&
		getErrorCode(failure) === 'not-found' &&
		!UNKNOWN_RECORD.test(getWords(failure) ?? '');
	if (!isMissing) return result;
	const shaped = await uploadedFile.call(request.session.context, {
		method: 'POST',
		url: SESSION_FILE,
	});
	const { url, qs } = shaped;
	const lazyBody = getLazyBody(shaped);
	const change = { instead: true, url, qs, body: undefined, lazyBody } as const;
	// What n8n cannot fetch either says less than WATI's answer.
	return await next(changeRequest(request, change)).catch((error: unknown) => {
		if (error instanceof InputError) return result;
		return Promise.reject(error);
	});
};
