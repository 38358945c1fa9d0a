import type { Webhook, WebhookEntry } from '../webhooks/interface';
import type { Ids } from './ids';

/** The webhooks of one account, in the order they came. */
export class WebhookBook {
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
