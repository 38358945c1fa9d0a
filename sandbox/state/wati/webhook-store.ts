import type { Ids } from '../ids';

/** A webhook registered by hand in the dashboard. */
export interface WebhookEntry {
	url: string;
	eventTypes: string[];
	/** The account's own number; without one the webhook is for the whole WhatsApp account. */
	phoneNumber?: string;
	/** Sent as the `Authorization` header of every post. Whether WATI can do that is disputed. */
	authorization?: string;
}

/** A webhook as WATI keeps it. */
export interface Webhook {
	id: string;
	tenantId: string;
	channelId: null;
	channelPhoneNumber: string | null;
	url: string;
	/** 0 Disabled, 1 Enabled, 2 Defective. */
	status: 0 | 1 | 2;
	created: string;
	lastUpdated: string;
	/** Failed posts since the last one that went well. */
	failedIterationCount: number;
	/** Whether the e-mail about the defect went out. */
	isSentNotify: boolean;
	eventTypes: string[];
}

/** The webhooks of one account, in the order they came. */
export class WebhookStore {
	private webhooks: Webhook[] = [];
	private readonly authorizations = new Map<string, string>();

	constructor(
		private readonly tenantId: string,
		private readonly ids: Ids,
	) {}

	all(): readonly Webhook[] {
		return this.webhooks;
	}

	find(id: string): Webhook | undefined {
		return this.webhooks.find((webhook) => webhook.id === id);
	}

	/** Whether the URL is taken for the number. */
	has(url: string, phoneNumber: string | null): boolean {
		return this.webhooks.some(
			(webhook) => webhook.url === url && webhook.channelPhoneNumber === phoneNumber,
		);
	}

	add(entry: WebhookEntry, status: Webhook['status'] = 1): Webhook {
		const now = new Date().toISOString();
		const webhook: Webhook = {
			id: this.ids.object(),
			tenantId: this.tenantId,
			channelId: null,
			channelPhoneNumber: entry.phoneNumber ?? null,
			url: entry.url,
			status,
			created: now,
			lastUpdated: now,
			failedIterationCount: 0,
			isSentNotify: false,
			eventTypes: entry.eventTypes,
		};
		this.webhooks.push(webhook);
		if (entry.authorization) this.authorizations.set(webhook.id, entry.authorization);
		return webhook;
	}

	/** Changes a webhook in place; enabling it forgets its failures. */
	update(
		webhook: Webhook,
		changes: Partial<Pick<Webhook, 'url' | 'status' | 'eventTypes' | 'channelPhoneNumber'>>,
	): void {
		Object.assign(webhook, changes, { lastUpdated: new Date().toISOString() });
		if (changes.status !== 1) return;
		webhook.failedIterationCount = 0;
		webhook.isSentNotify = false;
	}

	/** Forgets a webhook; what is still to be posted to it is not. */
	remove(webhook: Webhook): void {
		webhook.status = 0;
		this.webhooks = this.webhooks.filter((other) => other !== webhook);
		this.authorizations.delete(webhook.id);
	}

	authorizationOf(webhook: Webhook): string | undefined {
		return this.authorizations.get(webhook.id);
	}
}
