import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { textParameter } from '../requests/input';
import { nodeError } from '../responses/node-error';
import { recordsOf } from '../responses/records';
import { ask } from '../transport/ask';

const PAGE_SIZE = 100;

/** Channels by name, as v3 takes them. The default channel has no name there (official OpenAPI, "Get channels"). */
export async function searchChannels(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const body = await ask(this, '/api/ext/v3/channels', { page_number: 1, page_size: PAGE_SIZE });
	const names = recordsOf(body).map((channel) => String(channel.name ?? channel.id ?? ''));
	return {
		results: names
			.filter((name) => name.toLowerCase().includes(filter.toLowerCase()))
			.map((name) => ({ name, value: name })),
	};
}

/**
 * Numbers of the business, which some accounts write with hyphens (docs.wati.io, "Get phone numbers").
 *
 * @throws NodeApiError `route-not-offered` with Maton, which does not list the endpoint (spec A)
 */
export async function searchChannelNumbers(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	if (textParameter(this, 'authentication') !== 'watiApi') {
		throw nodeError(this.getNode(), 'route-not-offered');
	}
	const body = await ask(this, '/api/v2/whatsapp/phoneNumbers', {});
	const numbers = recordsOf(body).map((record) =>
		String(record.displayPhoneNumber ?? record.phoneNumber ?? ''),
	);
	return {
		results: numbers
			.filter((number) => number !== '' && number.includes(filter))
			.map((number) => ({ name: number, value: number.replace(/\D/g, '') })),
	};
}
