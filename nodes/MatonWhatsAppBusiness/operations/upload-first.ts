import type { IDataObject } from 'n8n-workflow';

import {
	getErrorCode,
	getHttpCode,
	nodeError,
	type NodeFailure,
} from '../../shared/errors/node-error';
import { lookUpWrite } from '../../shared/http/interceptors/idempotency';
import { isObject, parseJson } from '../../shared/parameters/json';
import { changeRequest } from '../../shared/http/request-session';
import type { OperationInterceptor, RequestSession, SendResult } from '../../shared/http/pipeline';
import { getUpload, uploadPath } from '../requests/uploads';

/** A file that may or may not have been uploaded hurts nobody: no message left. */
function createUploadError({ context }: RequestSession, failure: NodeFailure): NodeFailure {
	if (getErrorCode(failure) !== 'outcome-unknown') return failure;
	return nodeError(context.getNode(), 'service-unavailable', {
		message: 'The file could not be uploaded: no clear answer came back',
		description: 'No message was sent, so trying again is safe.',
		httpCode: getHttpCode(failure),
		itemIndex: context.getItemIndex(),
	});
}

/** @returns undefined where Meta gave no ID */
function readMediaId({ page }: SendResult): string | undefined {
	const body = parseJson(page?.answer.body);
	const id = isObject(body) ? body.id : undefined;
	return typeof id === 'string' && id !== '' ? id : undefined;
}

/** Uploads the file of the message first, where it has one from a binary field. */
export const uploadFirst: OperationInterceptor = async (request, next) => {
	const { session } = request;
	const upload = getUpload(session.shaped);
	if (!upload) return await next(request);
	const url = uploadPath(request.options);
	const file = { ...changeRequest(request, { url, lazyBody: upload.late }), isRepeatable: true };
	const body = request.options.body as IDataObject;
	const message = changeRequest(request, { body: upload.withId('', body) });
	// The execution that is retried sent the message: its file is not needed again.
	if (lookUpWrite(message) && !lookUpWrite(file)) return await next(message);
	const uploaded = await next(file);
	if (uploaded.failure) return { failure: createUploadError(session, uploaded.failure) };
	const mediaId = readMediaId(uploaded);
	if (mediaId === undefined) {
		const { context } = session;
		const failure = nodeError(context.getNode(), 'answer-unreadable', {
			message: 'Meta accepted the file but returned no ID',
			itemIndex: context.getItemIndex(),
		});
		return { failure };
	}
	const sent = changeRequest(request, { body: upload.withId(mediaId, body) });
	const result = await next(sent);
	if (result.failure) return result;
	const { page } = result;
	const items = page.items.map((item) => ({ ...item, json: { ...item.json, mediaId } }));
	return { page: { ...page, items } };
};
