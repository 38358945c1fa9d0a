import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { fetchForEditor } from '../../shared/http/beside/editor-request';
import { readAccountList } from '../operations/account-list';
import { meta } from '../service';

/** States in which a Flow is no longer sent (Meta, "Flows API", 2026). */
const GONE = ['DEPRECATED', 'BLOCKED'];

/** The Flows of the account, drafts among them: they are sent to test them. */
export async function searchFlows(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const readPage = async (path: string, qs: IDataObject) =>
		await fetchForEditor(this, meta, path, qs);
	const flows = await readAccountList(this, readPage, { edge: 'flows', what: 'Flows' });
	const wanted = filter.toLowerCase();
	const results = flows
		.filter(({ status }) => !GONE.includes(String(status)))
		.filter(({ name }) => String(name).toLowerCase().includes(wanted))
		.map(({ id, name, status }) => ({
			name:
				status === 'PUBLISHED' ? String(name) : `${String(name)} (${String(status).toLowerCase()})`,
			value: String(id),
		}));
	return { results };
}
