import { ContactBook } from './contact-book';
import { Conversation } from './conversation';
import type { Ids } from './ids';
import { MediaShelf } from './media-shelf';
import type { Contact, Operator, Template } from './shapes';
import { WebhookBook } from './webhook-book';

/** One WATI account. */
export class Tenant {
	readonly contacts: ContactBook;
	readonly media: MediaShelf;
	readonly webhooks: WebhookBook;
	readonly templates: Template[] = [];
	readonly operators: Operator[] = [];
	/** Tokens that are accepted. */
	readonly tokens: Set<string>;
	private readonly conversations = new Map<string, Conversation>();

	constructor(
		readonly id: string,
		readonly channelPhoneNumber: string,
		token: string,
		readonly ids: Ids,
	) {
		this.contacts = new ContactBook(id, ids);
		this.media = new MediaShelf(ids);
		this.webhooks = new WebhookBook(id, ids);
		this.tokens = new Set([token]);
	}

	conversation(contact: Contact): Conversation {
		let conversation = this.conversations.get(contact.id);
		if (!conversation) {
			conversation = new Conversation(this.ids);
			this.conversations.set(contact.id, conversation);
		}
		return conversation;
	}

	/** The contact of a number, added when it is new. */
	contactOf(whatsappNumber: string): Contact {
		return (
			this.contacts.find(whatsappNumber) ?? this.contacts.add({ phone: whatsappNumber, name: null })
		);
	}
}
