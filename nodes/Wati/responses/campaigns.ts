import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../shared/parameters/json';
import { parseBody, wantsSimple } from './v3-readers';
import { pick, withCamelCaseNames, type Reader } from '../../shared/http/answers/readers';
import { recordItems } from '../../shared/http/answers/record-items';
import { toDigits } from '../../shared/webhooks/payload';
import { toNamedValues } from '../../shared/parameters/key-values';
import { withIsoTimes } from '../../shared/http/answers/times';

const CAMPAIGN_FIELDS = [
	'id',
	'name',
	'status',
	'templateId',
	'channelId',
	'scheduledAt',
	'created',
	'lastUpdated',
] as const;

const RECIPIENT_FIELDS = [
	'whatsappNumber',
	'name',
	'status',
	'failedCode',
	'localMessageId',
	'messageId',
	'parameters',
	'created',
] as const;

function toCampaign(campaign: IDataObject): IDataObject {
	return pick(withIsoTimes(withCamelCaseNames(campaign)), CAMPAIGN_FIELDS);
}

/** One item per campaign of a list. */
export const campaigns: Reader = async function (_items, response) {
	const isSimple = wantsSimple(this);
	return recordItems(response.body, (campaign) => (isSimple ? toCampaign(campaign) : campaign));
};

/** The counters stand in `statistics` (official OpenAPI); seen beside the other fields as well. */
function readCounters(campaign: IDataObject): IDataObject {
	const holder = isObject(campaign.statistics) ? campaign.statistics : campaign;
	const counters = Object.entries(holder).filter(([name]) => name.startsWith('total_'));
	return withCamelCaseNames(Object.fromEntries(counters));
}

/** A campaign; simplified with its counters beside the other fields. */
export const campaign: Reader = async function (_items, response) {
	const body = parseBody(response);
	const found = isObject(body.broadcast) ? body.broadcast : body;
	if (!wantsSimple(this)) return [{ json: found }];
	return [{ json: { ...toCampaign(found), ...readCounters(found) } }];
};

/** v3 names a recipient by `contact_phone`, with `+` in its examples (official OpenAPI). */
function toRecipient(recipient: IDataObject): IDataObject {
	const { contactPhone, contactName, customParams, ...rest } = withCamelCaseNames(recipient);
	const parameters = toNamedValues(customParams);
	const named = {
		...rest,
		whatsappNumber: toDigits(contactPhone),
		...(contactName === undefined ? {} : { name: contactName }),
		...(parameters === undefined ? {} : { parameters }),
	};
	return pick(withIsoTimes(named), RECIPIENT_FIELDS);
}

/** What became of each recipient of a campaign. */
export const campaignRecipients: Reader = async function (_items, response) {
	const isSimple = wantsSimple(this);
	return recordItems(response.body, (recipient) => (isSimple ? toRecipient(recipient) : recipient));
};
