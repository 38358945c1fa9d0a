import type { IDataObject } from 'n8n-workflow';

import { parseBody, wantsSimple, withDigits } from './v3-readers';
import { recordItems } from '../../shared/http/answers/record-items';
import { isObject } from '../../shared/parameters/json';
import { pick, records, type Reader } from '../../shared/http/answers/readers';

const CAMPAIGN_FIELDS = [
	'id',
	'name',
	'status',
	'template_id',
	'channel_id',
	'scheduled_at',
	'created',
	'last_updated',
] as const;

const RECIPIENT_FIELDS = [
	'contact_phone',
	'contact_name',
	'status',
	'failed_code',
	'local_message_id',
	'message_id',
	'custom_params',
	'created',
] as const;

export const campaigns = records(CAMPAIGN_FIELDS);

/** The counters stand in `statistics` (official OpenAPI); seen beside the other fields as well. */
function countersOf(campaign: IDataObject): IDataObject {
	const holder = isObject(campaign.statistics) ? campaign.statistics : campaign;
	return Object.fromEntries(Object.entries(holder).filter(([name]) => name.startsWith('total_')));
}

/** A campaign; simplified with its counters beside the other fields. */
export const campaign: Reader = async function (_items, response) {
	const body = parseBody(response);
	const found = isObject(body.broadcast) ? body.broadcast : body;
	if (!wantsSimple(this)) return [{ json: found }];
	return [{ json: { ...pick(found, CAMPAIGN_FIELDS), ...countersOf(found) } }];
};

/** What became of each recipient. The number is digits, as everywhere. */
export const campaignRecipients: Reader = async function (_items, response) {
	const simple = wantsSimple(this);
	return recordItems(response.body, (raw) => {
		const recipient = withDigits(raw, 'contact_phone');
		return simple ? pick(recipient, RECIPIENT_FIELDS) : recipient;
	});
};
