import type { Settings } from '../settings';
import type { SandboxEvents } from '../state/events';
import type { Contact } from '../state/wati/shapes';
import type { Tenant } from '../state/wati/tenant';
import type { World } from '../state/world';
import type { PostQueue } from './post-queue';
import { buildEventPost } from './event-post';
import type { Webhook } from '../state/wati/webhook-store';
import { namesFor, type Family } from './names';
import {
	failedFields,
	getIdentity,
	messageFields,
	newContactFields,
	payloadFor,
	sessionFields,
	statusFields,
	templateFields,
	type Fields,
} from './payloads';

type SentEvent = SandboxEvents['messageSent'][0];
type TemplateEvent = SandboxEvents['templateSent'][0];
type InboundEvent = SandboxEvents['customerWrote'][0];

interface Chat {
	tenant: Tenant;
	contact: Contact;
}

/** Messages of which an answer is still told as such. */
const REMEMBERED = 10_000;

/** Tells the webhooks what happens in the accounts. */
export class EventPublisher {
	/** What was sent, by wamid. */
	private readonly sent = new Map<string, Fields>();

	constructor(
		private readonly world: World,
		private readonly settings: Settings,
		private readonly origin: string,
		private readonly postQueue: PostQueue,
	) {}

	templateSent({ tenantId, contact, item, delivered }: TemplateEvent): void {
		const chat = { tenant: this.tenant(tenantId), contact };
		const fields = templateFields(chat.tenant, contact, item, delivered);
		this.remember(delivered.id, fields);
		this.publish(chat, 'templateMessageSent', fields);
		this.follow(chat, fields, 'templateMessageFailed', item.statusString === 'FAILED');
	}

	messageSent({ tenantId, contact, item, delivered }: SentEvent): void {
		const chat = { tenant: this.tenant(tenantId), contact };
		const fileUrl =
			item.data === null
				? null
				: `${this.origin}/${tenantId}/api/file/showFile?fileName=${item.data}`;
		const fields = sessionFields(chat.tenant, contact, item, delivered, fileUrl);
		this.remember(delivered.id, fields);
		this.publish(chat, 'sessionMessageSent', fields);
		this.follow(chat, fields, 'sessionMessageFailed', item.statusString === 'FAILED');
	}

	customerWrote({ tenantId, contact, item, details, isNewContact }: InboundEvent): void {
		const chat = { tenant: this.tenant(tenantId), contact };
		if (isNewContact) {
			this.publish(chat, 'newContactMessageReceived', newContactFields(contact, item));
		}
		this.publish(chat, 'message', messageFields(chat.tenant, contact, item, details));
		const answered = this.sent.get(details.replyTo ?? '');
		if (!answered) return;
		this.publish(chat, 'sentMessageREPLIED', statusFields(answered, 'Replied', Date.now()));
	}

	/** Posts a fact under all names that the account's webhooks want. */
	private publish(chat: Chat, family: Family, fields: Fields): void {
		for (const webhook of chat.tenant.webhooks.all()) {
			for (const name of namesFor(family, webhook.eventTypes, this.settings.twins)) {
				this.post(chat, webhook, name, fields);
			}
		}
	}

	private post(
		{ tenant, contact }: Chat,
		webhook: Webhook,
		eventType: string,
		fields: Fields,
	): void {
		const told = forChannel(webhook, eventType, fields);
		const payload = payloadFor(eventType, told, getIdentity(contact));
		this.postQueue.post(buildEventPost(tenant, webhook, contact.id, payload));
	}

	private follow(chat: Chat, sent: Fields, failureName: Family, hasFailed: boolean): void {
		if (!chat.tenant.webhooks.all().some(({ status }) => status === 1)) return;
		const { deliveredAfterMs, readAfterMs } = this.settings;
		const { delivered = true, read = true, failure } = this.world.habitsOf(chat.contact);
		this.postQueue.later(deliveredAfterMs, () => {
			const now = Date.now();
			if (hasFailed || failure) {
				this.publish(chat, failureName, failedFields(sent, now, failure));
				return;
			}
			if (!delivered) return;
			this.publish(chat, 'sentMessageDELIVERED', statusFields(sent, 'Delivered', now));
			if (read)
				this.postQueue.later(readAfterMs, () => {
					this.publish(chat, 'sentMessageREAD', statusFields(sent, 'Read', Date.now()));
				});
		});
	}

	private remember(wamid: string, fields: Fields): void {
		this.sent.set(wamid, fields);
		if (this.sent.size <= REMEMBERED) return;
		const [oldest] = this.sent.keys();
		if (oldest !== undefined) this.sent.delete(oldest);
	}

	private tenant(id: string): Tenant {
		const tenant = this.world.tenants.get(id);
		if (!tenant) throw new Error(`No account ${id}`);
		return tenant;
	}
}

// A webhook of the whole WhatsApp account is not told by which number a message failed.
function forChannel(webhook: Webhook, eventType: string, fields: Fields): Fields {
	if (webhook.channelPhoneNumber !== null || !eventType.endsWith('Failed')) return fields;
	return { ...fields, channelId: undefined, channelPhoneNumber: undefined };
}
