import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { withoutSecrets } from '../responses/webhooks';
import { readAllPages } from '../../shared/http/beside/all-pages';
import { fetchForEditor } from '../../shared/http/beside/editor-request';
import { wati } from '../service';

/** A list of API v3 to pick from, filtered by what is shown. */
function readList(path: string, shown: (record: IDataObject) => INodeListSearchItems) {
	return async function (this: ILoadOptionsFunctions, filter = ''): Promise<INodeListSearchResult> {
		const records = await readAllPages(
			async (place) =>
				await fetchForEditor(this, wati, path, wati.pageQuery(place, { page_number: 1 })),
		);
		const wanted = filter.toLowerCase();
		return {
			results: records.map(shown).filter(({ name }) => name.toLowerCase().includes(wanted)),
		};
	};
}

function text(value: unknown, otherwise = ''): string {
	return typeof value === 'string' && value !== '' ? value : otherwise;
}

/** Channels by name, as v3 takes them. The default channel has no name there (official OpenAPI, "Get channels"). */
export const searchChannels = readList('/api/ext/v3/channels', ({ id, name }) => {
	const value = text(name, String(id ?? ''));
	return { name: value, value };
});

/** Campaigns of the default channel with their status and day (official OpenAPI, "Get campaigns"). */
export const searchCampaigns = readList('/api/ext/v3/broadcasts', (campaign) => {
	const id = String(campaign.id ?? '');
	const day = text(campaign.scheduled_at, text(campaign.created)).slice(0, 10);
	const notes = [text(campaign.status), day].filter((note) => note !== '').join(', ');
	return { name: `${text(campaign.name, id)}${notes === '' ? '' : ` (${notes})`}`, value: id };
});

/** Chatbots by name (official OpenAPI, "Get chatbots"). */
export const searchChatbots = readList('/api/ext/v3/chatbots', ({ id, name }) => {
	const value = String(id ?? '');
	return { name: text(name, value), value };
});

/** Webhooks by address, without the secrets in it (docs.wati.io, "Webhooks"). */
export const searchWebhooks = readList('/api/ext/v3/webhooks', ({ id, url }) => {
	const value = String(id ?? '');
	return { name: withoutSecrets(text(url, value)), value };
});
