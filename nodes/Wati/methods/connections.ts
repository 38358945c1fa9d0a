import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { recordsOf } from '../responses/records';
import { ask } from '../transport/ask';

async function search(
	context: ILoadOptionsFunctions,
	status: string | undefined,
	filter = '',
): Promise<INodeListSearchResult> {
	const body = await ask(context, '/connections', { app: 'wati', ...(status ? { status } : {}) });
	const results = recordsOf(body).map((connection) => {
		const id = String(connection.connection_id ?? connection.id ?? '');
		const created = String(connection.creation_time ?? '').slice(0, 10);
		const state = String(connection.status ?? '').toLowerCase();
		return { name: `${id} (${state}${created ? `, created ${created}` : ''})`, value: id };
	});
	return { results: results.filter(({ name }) => name.includes(filter)) };
}

/** Connections that messages can go through. */
export async function searchConnections(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await search(this, 'ACTIVE', filter);
}

/** Connections in any status, to look at or delete. */
export async function searchAllConnections(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await search(this, undefined, filter);
}
