import { Refusal } from '../../http/exchange';
import type { Settings } from '../../settings';
import type { Tenant } from '../../state/wati/tenant';
import { CREATABLE_EVENT_TYPES } from '../../webhooks/names';
import type { Webhook, WebhookEntry } from '../../state/wati/webhook-store';
import { failure, problem, success, unsupportedMediaType } from '../answers';
import type { WatiCall, WatiRoute } from '../call';
import { requiredText } from '../inputs';
import { isObject, type JsonObject } from '../../http/json';

/** Creating webhooks; what can be done with them afterwards is v3's. */
export const webhookEndpointRoutes: WatiRoute[] = [
	{
		method: 'POST',
		pattern: '/api/v2/webhookEndpoints',
		throughMaton: false,
		handle: createWebhooks,
	},
	{
		method: 'GET',
		pattern: '/api/v2/whatsapp/phoneNumbers',
		throughMaton: false,
		handle: listPhoneNumbers,
	},
	{
		method: 'GET',
		pattern: '/api/v1/whatsApp/phoneNumbers',
		throughMaton: false,
		handle: listPhoneNumbers,
	},
];

type Entry = Required<Pick<WebhookEntry, 'url' | 'eventTypes' | 'phoneNumber'>> & {
	status: Webhook['status'];
};

function createWebhooks(call: WatiCall) {
	const { settings, tenant } = call;
	if (settings.webhookPlan === 'growth') throw new Refusal({ status: 403 });
	const entries = readEntries(call);
	for (const entry of entries) {
		if (!areCreatable(entry.eventTypes)) throw refused({ error: 'Invalid event types' });
		if (entry.phoneNumber !== storedNumber(tenant, settings)) {
			throw refused({ error: 'Channel not found' });
		}
		if (tenant.webhooks.has(entry.url, entry.phoneNumber)) {
			const error = 'Webhook already exists';
			throw failure(call, { ok: false, error, isWebhookExist: true });
		}
	}
	if (tenant.webhooks.all().length + entries.length > settings.webhookLimit) {
		const error = 'Number of Webhooks exceed limitation';
		throw refused({ error, isOverWebhookLimit: true });
	}
	call.tookEffect();
	const result = entries.map((entry) => ({ ...tenant.webhooks.add(entry, entry.status) }));
	return success({ ok: true, result });
}

function listPhoneNumbers({ tenant, settings }: WatiCall) {
	return success({ ok: true, result: [{ displayPhoneNumber: storedNumber(tenant, settings) }] });
}

/** Whether the API takes these event names. */
export function areCreatable(eventTypes: readonly string[]): boolean {
	return eventTypes.length > 0 && eventTypes.every((name) => CREATABLE_EVENT_TYPES.includes(name));
}

/** Whether a text is an address WATI could post to. */
export function isWebAddress(url: string): boolean {
	return /^https?:\/\//i.test(url) && URL.canParse(url);
}

// Some accounts keep their number with hyphens, and then know it by that form only.
function storedNumber({ channelPhoneNumber }: Tenant, settings: Settings): string {
	if (settings.channelNumber === 'digits') return channelPhoneNumber;
	return channelPhoneNumber.replace(/^(\d+)(\d{3})(\d{3})(\d{4})$/, '$1-$2-$3-$4');
}

function readEntries({ request }: WatiCall): Entry[] {
	const { body } = request;
	if (body.kind === 'none') throw problem({ '': ['A non-empty request body is required.'] });
	if (body.kind === 'broken' && body.as === 'json') throw problem({ $: [body.reason] });
	if (body.kind !== 'json') throw unsupportedMediaType();
	if (!Array.isArray(body.value) || body.value.length === 0) {
		throw problem({ $: ['The JSON value could not be converted to a list. Path: $'] });
	}
	return body.value.map((value: unknown, index) => {
		if (!isObject(value)) {
			throw problem({ [`[${index}]`]: ['The JSON value could not be converted to an object.'] });
		}
		return getEntry(value);
	});
}

function getEntry(value: JsonObject): Entry {
	const url = requiredText(value, 'url');
	if (!isWebAddress(url)) throw problem({ url: ['The url field is not a valid URL.'] });
	const { eventTypes, status = 1 } = value;
	if (!Array.isArray(eventTypes))
		throw problem({ eventTypes: ['The eventTypes field is required.'] });
	if (status !== 0 && status !== 1) throw problem({ status: ['The status field is invalid.'] });
	return {
		url,
		phoneNumber: requiredText(value, 'phoneNumber'),
		eventTypes: eventTypes.map(String),
		status,
	};
}

function refused(body: JsonObject): Refusal {
	return new Refusal({ status: 400, json: { ok: false, ...body } });
}
