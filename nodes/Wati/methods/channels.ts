import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { readRecords } from '../../shared/http/answers/records';
import { fetchForEditor } from '../../shared/http/beside/editor-request';
import { wati } from '../service';

/**
 * Numbers of the business, which some accounts write with hyphens (docs.wati.io, "Get phone numbers").
 *
 * @throws NodeFailure `route-not-offered` with Maton, which does not list the endpoint (spec A)
 */
async function listedNumbers(context: ILoadOptionsFunctions, filter = ''): Promise<string[]> {
	const body = await fetchForEditor(context, wati, '/api/v2/whatsapp/phoneNumbers', {});
	return readRecords(body)
		.map((record) => String(record.displayPhoneNumber ?? record.phoneNumber ?? ''))
		.filter((number) => number !== '' && number.includes(filter));
}

/** Numbers of the business as digits. */
export async function searchChannelNumbers(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const numbers = await listedNumbers(this, filter);
	return { results: numbers.map((name) => ({ name, value: name.replace(/\D/g, '') })) };
}

/** Numbers of the business as WATI writes them, which is how it knows them where webhooks are created. */
export async function searchListedNumbers(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const numbers = await listedNumbers(this, filter);
	return { results: numbers.map((name) => ({ name, value: name })) };
}
