import type { Settings } from '../settings';
import type { Tenant } from '../state/wati/tenant';
import type { World } from '../state/world';
import { EventPublisher } from './event-publisher';
import type { PostQueue } from './post-queue';
import { buildEventPost } from './event-post';
import type { Webhook } from '../state/wati/webhook-store';
import { recordedConversation } from './recording';
import { samplePayload } from './samples';

/** What is posted by hand keeps its order. */
const BY_HAND = 'by hand';

/** All that leaves for registered webhooks: what happens in the accounts, and what is asked for. */
export class WebhookSender {
	readonly publisher: EventPublisher;

	constructor(
		private readonly world: World,
		settings: Settings,
		origin: string,
		private readonly postQueue: PostQueue,
	) {
		this.publisher = new EventPublisher(world, settings, origin, this.postQueue);
	}

	/**
	 * "Trigger sample callback" of the dashboard.
	 * @throws Error for an unknown event, and for a webhook that is not there or not enabled
	 */
	sample(tenant: Tenant, webhookId: string, eventType: string): void {
		const webhook = enabled(tenant, webhookId);
		const number = webhook.channelPhoneNumber ?? tenant.channelPhoneNumber;
		const payload = samplePayload(eventType, number);
		this.postQueue.post(buildEventPost(tenant, webhook, BY_HAND, payload));
	}

	/**
	 * Posts a recorded conversation, subscribed to or not, to one webhook or to all enabled ones.
	 * @throws Error for a webhook that is not there or not enabled
	 */
	replay(tenant: Tenant, webhookId?: string): void {
		const posts = recordedConversation(this.world.ids, tenant.channelPhoneNumber, Date.now());
		for (const webhook of meant(tenant, webhookId)) {
			for (const payload of posts) {
				this.postQueue.post(buildEventPost(tenant, webhook, BY_HAND, payload));
			}
		}
	}

	/**
	 * Posts a body as it is, to one webhook or to all enabled ones.
	 * @throws Error for a webhook that is not there or not enabled
	 */
	postBody(tenant: Tenant, body: Record<string, unknown>, webhookId?: string): void {
		for (const webhook of meant(tenant, webhookId)) {
			this.postQueue.post(buildEventPost(tenant, webhook, BY_HAND, body));
		}
	}
}

/** One webhook, or all enabled ones. */
function meant(tenant: Tenant, webhookId: string | undefined): Webhook[] {
	if (webhookId !== undefined) return [enabled(tenant, webhookId)];
	return tenant.webhooks.all().filter(({ status }) => status === 1);
}

function enabled(tenant: Tenant, id: string): Webhook {
	const webhook = tenant.webhooks.find(id);
	if (!webhook) throw new Error(`No webhook ${id}.`);
	if (webhook.status !== 1) throw new Error(`The webhook ${id} is not enabled.`);
	return webhook;
}
