import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { readRecords } from '../http/answers/records';
import { fetchForEditor } from '../http/beside/editor-request';
import type { Service } from '../http/service';

async function search(
	context: ILoadOptionsFunctions,
	service: Service,
	status: string | undefined,
	filter = '',
): Promise<INodeListSearchResult> {
	const qs = { app: service.app, ...(status ? { status } : {}) };
	const body = await fetchForEditor(context, service, '/connections', qs);
	const results = readRecords(body).map((connection) => {
		const id = String(connection.connection_id ?? connection.id ?? '');
		const created = String(connection.creation_time ?? '').slice(0, 10);
		const state = String(connection.status ?? '').toLowerCase();
		return { name: `${id} (${state}${created ? `, created ${created}` : ''})`, value: id };
	});
	return { results: results.filter(({ name }) => name.includes(filter)) };
}

/** The lists of Maton's connections of one app. */
export function connectionLists(service: Service) {
	return {
		/** Connections that messages can go through. */
		async searchConnections(
			this: ILoadOptionsFunctions,
			filter?: string,
		): Promise<INodeListSearchResult> {
			return await search(this, service, 'ACTIVE', filter);
		},

		/** Connections in any status, to look at or delete. */
		async searchAllConnections(
			this: ILoadOptionsFunctions,
			filter?: string,
		): Promise<INodeListSearchResult> {
			return await search(this, service, undefined, filter);
		},
	};
}
