import { isObject, parseJson } from '../parameters/json';
import { changeRequest } from '../http/request-session';
import type { OperationInterceptor } from '../http/pipeline';

/**
 * Creates a connection. What Maton answers is not documented: where it is not the whole connection, the
 * connection is read by the ID in the answer, so that the link to open is always there.
 */
export const createConnection: OperationInterceptor = async (request, next) => {
	const created = await next(request);
	if (created.failure) return created;
	const body = parseJson(created.page.answer.body);
	const answered = isObject(body) ? body : {};
	const connection = isObject(answered.connection) ? answered.connection : answered;
	if (typeof connection.url === 'string') return created;
	const id = connection.connection_id ?? connection.id;
	if (typeof id !== 'string') return created;
	const url = `/connections/${encodeURIComponent(id)}`;
	return await next(changeRequest(request, { url, method: 'GET', body: undefined }));
};
