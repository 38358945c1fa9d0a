import type { IHttpRequestOptions } from 'n8n-workflow';

import { deletion, hasId, inObject, saysYes, type Expectation } from './expectation';

/** Spec A, "Create Connection", and Maton's page on connections. */
const connection = inObject(
	'a connection with an ID',
	(body) => hasId(body.connection, 'connection_id', 'id') || hasId(body, 'connection_id', 'id'),
);

/**
 * What an accepted answer of Maton's own API holds.
 *
 * @returns undefined for reads, which have nothing to accept
 */
export function expectedOfMaton({
	method = 'GET',
	url,
}: Pick<IHttpRequestOptions, 'method' | 'url'>): Expectation | undefined {
	if (method === 'GET') return undefined;
	if (method === 'DELETE') return deletion;
	return url === '/connections' ? connection : saysYes;
}
