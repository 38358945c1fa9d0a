import type { IDataObject } from 'n8n-workflow';

import { isObject, parseJson } from '../../shared/parameters/json';
import { recordItems } from '../../shared/http/answers/record-items';
import { readRecords } from '../../shared/http/answers/records';
import { parseWebhookStatus } from '../../services/wati/webhook-status';
import { toDigits } from '../../shared/webhooks/payload';
import { wantsSimple } from './v3-readers';
import { withIsoTimes } from '../../shared/http/answers/times';
import type { Reader } from '../../shared/http/answers/readers';

/** Where a list of event names may stand: the form of the answer is not documented. */
const NAME_LISTS = ['event_types', 'eventTypes', 'result', 'data', 'items'];

/** An address without the values of its query, which hold secrets. */
export function withoutSecrets(url: string): string {
	return url.replace(/([?&][^=&#]+)=[^&#]*/g, '$1=***');
}

/** v2 writes camelCase; which v3 writes is not documented. */
function readValue(webhook: IDataObject, ...names: string[]): IDataObject[string] {
	return names.map((name) => webhook[name]).find((value) => value !== undefined) ?? null;
}

function simple(webhook: IDataObject): IDataObject {
	return withIsoTimes({
		id: webhook.id ?? null,
		url: withoutSecrets(String(webhook.url ?? '')),
		status: parseWebhookStatus(webhook.status) ?? webhook.status ?? null,
		eventTypes: readValue(webhook, 'eventTypes', 'event_types', 'events'),
		channelNumber: toDigits(
			readValue(webhook, 'channelPhoneNumber', 'channel_phone_number', 'phoneNumber'),
		),
		failedInARow: readValue(webhook, 'failedIterationCount', 'failed_iteration_count'),
		created: webhook.created ?? null,
		lastUpdated: readValue(webhook, 'lastUpdated', 'last_updated'),
	});
}

/** Webhooks of a list or of a creation; simplified without the secrets in their addresses. */
export const webhooks: Reader = async function (_items, response) {
	const isSimple = wantsSimple(this);
	return recordItems(response.body, (webhook) => (isSimple ? simple(webhook) : webhook));
};

/** What an update answers is not documented: the webhook, alone or in a list, or a bare flag. */
export const updatedWebhook: Reader = async function (_items, response) {
	const body = parseJson(response.body);
	const listed = readRecords(body)[0];
	const inner = isObject(body) && isObject(body.result) ? body.result : body;
	const found = listed ?? (isObject(inner) && 'url' in inner ? inner : undefined);
	if (!found) return [{ json: { updated: true } }];
	return [{ json: { updated: true, ...(wantsSimple(this) ? simple(found) : found) } }];
};

/** A flag that says no is a refusal, see the predicate. */
export const deletedWebhook: Reader = async () => [{ json: { deleted: true, wasThere: true } }];

function namesIn(body: unknown): unknown[] {
	if (Array.isArray(body)) return body;
	if (!isObject(body)) return [];
	const list = NAME_LISTS.map((name) => body[name]).find((value) => value !== undefined);
	return namesIn(list);
}

/** One item per name that the account may subscribe to: texts, or objects that hold one. */
export const eventTypes: Reader = async function (_items, response) {
	return namesIn(parseJson(response.body)).map((entry) => ({
		json: isObject(entry)
			? { eventType: readValue(entry, 'eventType', 'event_type', 'name', 'value'), ...entry }
			: { eventType: String(entry) },
	}));
};
