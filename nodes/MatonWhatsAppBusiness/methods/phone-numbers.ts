import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { readRecords } from '../../shared/http/answers/records';
import { fetchForEditor } from '../../shared/http/beside/editor-request';
import { filledPath } from '../requests/graph-path';
import { meta } from '../service';

/** Where the numbers of an account are (spec D, "List Phone Numbers"). */
export const PHONE_NUMBERS_PATH = '/{version}/{businessAccountId}/phone_numbers';

/** The numbers of the chosen account, by number and name. */
export async function searchPhoneNumbers(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const body = await fetchForEditor(this, meta, filledPath(this, PHONE_NUMBERS_PATH), {});
	const results = readRecords(body).map((phone) => ({
		name: `${String(phone.display_phone_number ?? '')} (${String(phone.verified_name ?? '')})`,
		value: String(phone.id ?? ''),
	}));
	const wanted = filter.toLowerCase();
	return { results: results.filter(({ name }) => name.toLowerCase().includes(wanted)) };
}
