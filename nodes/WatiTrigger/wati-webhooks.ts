import { findRefusal } from '../services/wati/errors/predicate';
import { webhookUpdate } from '../services/wati/webhook-answers';
import { deletion } from '../shared/http/answers/expectation';
import { ENABLED_NUMBER, STATUS_WORDS, parseWebhookStatus } from '../services/wati/webhook-status';
import {
	isPayload,
	parseJsonText,
	getObjects,
	getText,
	getValue,
	type Payload,
} from '../shared/webhooks/payload';

/** One call to WATI's API: `path` begins at the tenant for v2 and at `/webhooks` for v3. */
export interface ApiCall {
	api: 'v2' | 'v3';
	method: 'DELETE' | 'GET' | 'POST' | 'PUT';
	path: string;
	body?: object;
}

export interface ApiAnswer {
	status: number;
	body: unknown;
}

/** Sends a call with the account's token. Rejects only when no answer came. */
export type SendApiCall = (call: ApiCall) => Promise<ApiAnswer>;

/** What a webhook at WATI is made of. */
export interface DesiredWebhook {
	phoneNumber: string;
	url: string;
	eventTypes: string[];
}

/** A webhook as WATI lists it. */
export interface RemoteWebhook {
	id: string;
	url: string;
	eventTypes: string[];
	isEnabled: boolean;
}

/** Why WATI did not create a webhook. */
export type Refused =
	| 'authentication'
	| 'channel'
	| 'events'
	| 'exists'
	| 'limit'
	| 'method'
	| 'other'
	| 'plan';

export type Created = { id: string | null } | { refused: Refused; words: string };

function readBody(body: unknown): unknown {
	return typeof body === 'string' ? (parseJsonText(body) ?? body) : body;
}

function readErrorText(body: unknown): string {
	if (!isPayload(body)) return typeof body === 'string' ? body.slice(0, 200) : '';
	return getText(body, 'error', 'info', 'message', 'result') ?? '';
}

function isOk({ status }: ApiAnswer): boolean {
	return status >= 200 && status < 300;
}

function getRefusal(status: number, body: unknown): Refused {
	const words = readErrorText(body);
	const flags: Payload = isPayload(body) ? body : {};
	if (flags.isWebhookExist === true) return 'exists';
	if (flags.isOverWebhookLimit === true) return 'limit';
	if (/channel not found/i.test(words)) return 'channel';
	if (/invalid event type/i.test(words)) return 'events';
	if (status === 401) return 'authentication';
	if (status === 403) return 'plan';
	if (status === 404 || status === 405) return 'method';
	return 'other';
}

function webhookIn(entry: Payload): RemoteWebhook | null {
	const id = getText(entry, 'id');
	const url = getText(entry, 'url');
	if (id === null || url === null) return null;
	const events = getValue(entry, 'eventTypes', 'events');
	const status = getValue(entry, 'status');
	return {
		id,
		url,
		eventTypes: Array.isArray(events) ? events.map(String) : [],
		isEnabled: status === undefined || parseWebhookStatus(status) === 'enabled',
	};
}

/** The records of an answer whose wrapping the documentation leaves open. */
function recordsIn(body: unknown): unknown[] | null {
	if (Array.isArray(body)) return body;
	if (!isPayload(body)) return null;
	for (const name of ['result', 'webhooks', 'eventTypes', 'data', 'items', 'subscriptions']) {
		const inner = getValue(body, name);
		if (Array.isArray(inner)) return inner;
		if (isPayload(inner)) return recordsIn(inner);
	}
	return null;
}

/** Whether a change was made: an answer that says nothing, or comes from somewhere on the way, is none. */
function isAccepted({ status, body }: ApiAnswer, { method }: ApiCall): boolean {
	const refused = findRefusal(
		{ statusCode: status, headers: {}, body },
		{
			kind: 'direct',
			isV3: true,
			writes: true,
			expects: method === 'DELETE' ? deletion : webhookUpdate,
			manyRecipients: false,
		},
	);
	return refused === undefined;
}

/** WATI's webhook API: v2 creates, v3 does the rest where the account may use it (docs.wati.io, "Webhooks"). */
export class WatiWebhooks {
	constructor(private readonly send: SendApiCall) {}

	/** @throws when no answer came */
	async create({ phoneNumber, url, eventTypes }: DesiredWebhook): Promise<Created> {
		const answer = await this.send({
			api: 'v2',
			method: 'POST',
			path: '/api/v2/webhookEndpoints',
			body: [{ phoneNumber, url, status: ENABLED_NUMBER, eventTypes }],
		});
		const body = readBody(answer.body);
		const saysOk = isPayload(body) && (body.ok === true || body.result === true);
		if (isOk(answer) && saysOk) {
			const made = getObjects(body, 'result').find((entry) => getText(entry, 'url') === url);
			return { id: made ? getText(made, 'id') : null };
		}
		return { refused: getRefusal(answer.status, body), words: readErrorText(body) };
	}

	/** All webhooks of the account; null when the account may not list them. */
	async list(): Promise<RemoteWebhook[] | null> {
		const entries = await this.read('v3', '/webhooks?page_number=1&page_size=100');
		return entries && entries.filter(isPayload).flatMap((entry) => webhookIn(entry) ?? []);
	}

	/** Names that the account may subscribe to; null when WATI does not tell. */
	async eventTypes(): Promise<string[] | null> {
		const entries = await this.read('v3', '/webhooks/event-types');
		const names = entries?.flatMap((entry) =>
			isPayload(entry) ? (getText(entry, 'eventType', 'name', 'value') ?? []) : String(entry),
		);
		return names?.length ? names : null;
	}

	/** Business numbers as WATI writes them, some with hyphens; null when WATI does not tell. */
	async phoneNumbers(): Promise<string[] | null> {
		const entries = await this.read('v2', '/api/v2/whatsapp/phoneNumbers');
		return (
			entries &&
			entries
				.filter(isPayload)
				.flatMap((entry) => getText(entry, 'displayPhoneNumber', 'phoneNumber', 'phone') ?? [])
		);
	}

	/** Changes events and switches the webhook on. Returns whether WATI did. */
	async update(id: string, desired: DesiredWebhook): Promise<boolean> {
		return await this.change({
			api: 'v3',
			method: 'PUT',
			path: `/webhooks/${encodeURIComponent(id)}`,
			body: { ...desired, status: STATUS_WORDS.enabled },
		});
	}

	/** Removes a webhook. Returns whether it is gone for sure. */
	async remove(id: string): Promise<boolean> {
		const path = `/webhooks/${encodeURIComponent(id)}`;
		if (await this.change({ api: 'v3', method: 'DELETE', path })) return true;
		const left = await this.list();
		return left !== null && !left.some((webhook) => webhook.id === id);
	}

	private async change(call: ApiCall): Promise<boolean> {
		const answer = await this.trySend(call);
		if (!answer || !isOk(answer)) return false;
		return isAccepted(answer, call);
	}

	private async read(api: ApiCall['api'], path: string): Promise<unknown[] | null> {
		const answer = await this.trySend({ api, method: 'GET', path });
		return answer && isOk(answer) ? recordsIn(readBody(answer.body)) : null;
	}

	/** Reading and cleaning up are extras: an account that cannot be reached now is as one that may not. */
	private async trySend(call: ApiCall): Promise<ApiAnswer | null> {
		try {
			return await this.send(call);
		} catch {
			return null;
		}
	}
}
