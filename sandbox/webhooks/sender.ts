import type { Settings } from '../settings';
import type { Tenant } from '../state/tenant';
import type { World } from '../state/world';
import { Announcer } from './announcer';
import { Courier } from './courier';
import type { Payload, Webhook, WebhookDelivery } from './interface';
import { recordedConversation } from './recording';
import { samplePayload } from './samples';

/** All that leaves for registered webhooks: what happens in the accounts, and what is asked for. */
export class WebhookSender {
	readonly announcer: Announcer;
	private readonly courier: Courier;

	constructor(
		private readonly world: World,
		settings: Settings,
		origin: string,
		deliveries: WebhookDelivery[],
	) {
		this.courier = new Courier(settings, deliveries);
		this.announcer = new Announcer(world, settings, origin, this.courier);
	}

	/**
	 * "Trigger sample callback" of the dashboard.
	 * @throws Error for an unknown event, and for a webhook that is not there or not enabled
	 */
	sample(tenant: Tenant, webhookId: string, eventType: string): void {
		const webhook = enabled(tenant, webhookId);
		const number = webhook.channelPhoneNumber ?? tenant.channelPhoneNumber;
		this.post(tenant, webhook, samplePayload(eventType, number));
	}

	/**
	 * Posts a recorded conversation, subscribed to or not, to one webhook or to all enabled ones.
	 * @throws Error for a webhook that is not there or not enabled
	 */
	replay(tenant: Tenant, webhookId?: string): void {
		const webhooks =
			webhookId === undefined
				? tenant.webhooks.all().filter(({ status }) => status === 1)
				: [enabled(tenant, webhookId)];
		const posts = recordedConversation(this.world.ids, tenant.channelPhoneNumber, Date.now());
		for (const webhook of webhooks) {
			for (const payload of posts) this.post(tenant, webhook, payload);
		}
	}

	/**
	 * Posts again what was posted before, with the same ids.
	 * @throws Error for a webhook that is not there or not enabled any more
	 */
	repeat(tenant: Tenant, { webhookId, body }: WebhookDelivery): void {
		this.post(tenant, enabled(tenant, webhookId), body);
	}

	/** Resolves when nothing is planned or on its way, retries aside. */
	async settled(): Promise<void> {
		await this.courier.settled();
	}

	/** Forgets everything that is planned and cuts what is on its way. */
	async stop(): Promise<void> {
		await this.courier.stop();
	}

	private post(tenant: Tenant, webhook: Webhook, payload: Payload): void {
		const authorization = tenant.webhooks.authorizationOf(webhook);
		this.courier.post({ webhook, authorization, lane: 'by hand', payload });
	}
}

function enabled(tenant: Tenant, id: string): Webhook {
	const webhook = tenant.webhooks.find(id);
	if (!webhook) throw new Error(`No webhook ${id}.`);
	if (webhook.status !== 1) throw new Error(`The webhook ${id} is not enabled.`);
	return webhook;
}
