import type { Settings } from '../settings';
import type { Tenant } from '../state/tenant';
import type { World } from '../state/world';
import { Announcer } from './announcer';
import type { Courier } from './courier';
import { errandOf } from './errand';
import type { Webhook } from './interface';
import { recordedConversation } from './recording';
import { samplePayload } from './samples';

/** What is posted by hand keeps its order. */
const BY_HAND = 'by hand';

/** All that leaves for registered webhooks: what happens in the accounts, and what is asked for. */
export class WebhookSender {
	readonly announcer: Announcer;

	constructor(
		private readonly world: World,
		settings: Settings,
		origin: string,
		private readonly courier: Courier,
	) {
		this.announcer = new Announcer(world, settings, origin, this.courier);
	}

	/**
	 * "Trigger sample callback" of the dashboard.
	 * @throws Error for an unknown event, and for a webhook that is not there or not enabled
	 */
	sample(tenant: Tenant, webhookId: string, eventType: string): void {
		const webhook = enabled(tenant, webhookId);
		const number = webhook.channelPhoneNumber ?? tenant.channelPhoneNumber;
		const payload = samplePayload(eventType, number);
		this.courier.post(errandOf(tenant, webhook, BY_HAND, payload));
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
			for (const payload of posts) {
				this.courier.post(errandOf(tenant, webhook, BY_HAND, payload));
			}
		}
	}
}

function enabled(tenant: Tenant, id: string): Webhook {
	const webhook = tenant.webhooks.find(id);
	if (!webhook) throw new Error(`No webhook ${id}.`);
	if (webhook.status !== 1) throw new Error(`The webhook ${id} is not enabled.`);
	return webhook;
}
