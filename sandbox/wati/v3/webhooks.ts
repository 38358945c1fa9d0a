import { Refusal, type Answer } from '../../http/exchange';
import type { Webhook } from '../../state/wati/webhook-store';
import { CREATABLE_EVENT_TYPES } from '../../webhooks/names';
import { success } from '../answers';
import type { WatiCall, WatiRoute } from '../call';
import type { JsonObject } from '../../http/json';
import { areCreatable, isWebAddress } from '../endpoints/webhook-endpoints';
import { v3Error } from './answers';
import { v3Body, getV3Page, v3Slice } from './inputs';

const STATUSES = [0, 1] as const;
/** By their numbers (docs.wati.io/reference/updatewebhook, 2026-10-30). */
const STATUS_WORDS = ['Disabled', 'Enabled', 'Defective'] as const;

/** What the account's plan includes of v3; served at the host's root, without a tenant. */
export const v3WebhookRoutes: WatiRoute[] = [
	{ method: 'GET', pattern: '/api/ext/v3/webhooks', throughMaton: false, handle: list },
	{
		method: 'GET',
		pattern: '/api/ext/v3/webhooks/event-types',
		throughMaton: false,
		handle: listEventTypes,
	},
	{ method: 'GET', pattern: '/api/ext/v3/webhooks/{id}', throughMaton: false, handle: get },
	{ method: 'PUT', pattern: '/api/ext/v3/webhooks/{id}', throughMaton: false, handle: update },
	{ method: 'DELETE', pattern: '/api/ext/v3/webhooks/{id}', throughMaton: false, handle: remove },
];

function list(call: WatiCall): Answer {
	checkPlan(call);
	const page = getV3Page(call);
	const all = call.tenant.webhooks.all();
	const shown = v3Slice(all, page).map((webhook) => buildShape(call, webhook));
	return success({ webhooks: shown, ...page, total: all.length });
}

function listEventTypes(call: WatiCall): Answer {
	checkPlan(call);
	return success({ event_types: CREATABLE_EVENT_TYPES });
}

function get(call: WatiCall): Answer {
	checkPlan(call);
	return buildAnswer(call, find(call));
}

function update(call: WatiCall): Answer {
	checkPlan(call);
	const webhook = find(call);
	const changes = readChanges(call);
	call.tookEffect();
	call.tenant.webhooks.update(webhook, changes);
	return buildAnswer(call, webhook);
}

function remove(call: WatiCall): Answer {
	checkPlan(call);
	if (!call.settings.webhookDelete) throw new Refusal({ status: 405 });
	const webhook = find(call);
	call.tookEffect();
	call.tenant.webhooks.remove(webhook);
	return success({ result: true });
}

function checkPlan({ settings }: WatiCall): void {
	if (settings.webhookPlan === 'growth') {
		throw v3Error(403, 'Webhooks are not available in your current plan');
	}
}

function find({ tenant, params }: WatiCall): Webhook {
	const webhook = tenant.webhooks.find(params.id ?? '');
	if (!webhook) throw v3Error(404, 'Webhook not found');
	return webhook;
}

// Whether v3 writes these in camelCase or snake_case is not documented: both are read.
function readChanges(call: WatiCall): Partial<Webhook> {
	const value = v3Body(call);
	const inWords = call.settings.v3Webhooks === 'words';
	if (inWords && !value.url) throw v3Error(400, 'Url is required');
	const status = inWords ? statusWordIn(value) : statusIn(value);
	return { ...urlIn(value), ...eventTypesIn(value), ...status };
}

function urlIn({ url }: JsonObject): Partial<Webhook> {
	if (url === undefined) return {};
	if (typeof url !== 'string' || !isWebAddress(url)) throw v3Error(400, 'Url is invalid');
	return { url };
}

function eventTypesIn(value: JsonObject): Partial<Webhook> {
	const given = value.event_types ?? value.eventTypes;
	if (given === undefined) return {};
	const eventTypes = Array.isArray(given) ? given.map(String) : [];
	if (!areCreatable(eventTypes)) throw v3Error(400, 'Invalid event types');
	return { eventTypes };
}

function statusIn(value: JsonObject): Partial<Webhook> {
	if (value.status === undefined) return {};
	const status = STATUSES.find((one) => one === value.status);
	if (status === undefined) throw v3Error(400, 'Status is invalid');
	return { status };
}

function statusWordIn(value: JsonObject): Partial<Webhook> {
	if (value.status === undefined) return {};
	const status = STATUS_WORDS.findIndex((word) => word === value.status);
	if (status < 0) throw v3Error(400, 'Status is invalid');
	return { status: status as Webhook['status'] };
}

/** One webhook; in words it stands in `result` (cases/wati/answers, from the OpenAPI of that page). */
function buildAnswer(call: WatiCall, webhook: Webhook): Answer {
	const shape = buildShape(call, webhook);
	return success(call.settings.v3Webhooks === 'words' ? { ok: true, result: shape } : shape);
}

function buildShape({ settings }: WatiCall, webhook: Webhook) {
	if (settings.v3Webhooks === 'words') {
		const { id, url, eventTypes, channelPhoneNumber, failedIterationCount } = webhook;
		const { created, lastUpdated } = webhook;
		return {
			id,
			url,
			status: STATUS_WORDS[webhook.status],
			eventTypes,
			channelPhoneNumber,
			failedIterationCount,
			created,
			lastUpdated,
		};
	}
	return {
		id: webhook.id,
		channel_phone_number: webhook.channelPhoneNumber,
		url: webhook.url,
		status: webhook.status,
		event_types: webhook.eventTypes,
		failed_iteration_count: webhook.failedIterationCount,
		created: webhook.created,
		last_updated: webhook.lastUpdated,
	};
}
