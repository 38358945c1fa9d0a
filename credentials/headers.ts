import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import { getBareKey } from '../nodes/shared/http/answers/blank-key';

/** The header's value for a key that was pasted with or without `Bearer`. */
export const toBearer = (key: unknown): string => `Bearer ${getBareKey(String(key ?? ''))}`;

/**
 * A request with the headers of a credential. A function takes the place of n8n's generic authentication, whose
 * expressions n8n evaluates for each request.
 */
export function addHeaders(
	request: IHttpRequestOptions,
	headers: IDataObject,
): IHttpRequestOptions {
	return { ...request, headers: { ...request.headers, ...headers } };
}
