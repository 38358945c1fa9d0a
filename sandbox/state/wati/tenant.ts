import { BroadcastStore } from './broadcast-store';
import { ContactStore } from './contact-store';
import { Conversation } from './conversation';
import type { Ids } from '../ids';
import type { Numbering } from '../numbering';
import { MediaStore } from './media-store';
import type {
	Balance,
	Channel,
	Chatbot,
	Contact,
	Operator,
	SessionItem,
	Team,
	Template,
} from './shapes';
import { WebhookStore } from './webhook-store';

/** One WATI account. */
export class Tenant {
	readonly ids: Ids;
	readonly numbering: Numbering;
	readonly contacts: ContactStore;
	readonly media: MediaStore;
	readonly webhooks: WebhookStore;
	readonly broadcasts: BroadcastStore;
	readonly templates: Template[] = [];
	readonly operators: Operator[] = [];
	readonly teams: Team[] = [];
	/** Besides the default one. */
	readonly channels: Channel[] = [];
	readonly chatbots: Chatbot[] = [];
	balance: Balance = {
		credit: 0,
		welcomeCredit: 0,
		freeConversations: 0,
		currency: 'USD',
		chargesItself: false,
	};
	/** Names of tags that chats can have. */
	readonly tags: string[] = [];
	/** Tokens that are accepted. */
	readonly tokens: Set<string>;
	private readonly conversations = new Map<string, Conversation>();

	constructor(
		readonly id: string,
		readonly channelPhoneNumber: string,
		token: string,
		{ ids, numbering }: { ids: Ids; numbering: Numbering },
	) {
		this.ids = ids;
		this.numbering = numbering;
		this.contacts = new ContactStore(id, ids, numbering);
		this.media = new MediaStore(ids);
		this.webhooks = new WebhookStore(id, ids);
		this.broadcasts = new BroadcastStore(ids);
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

	conversationOfId(id: string): Conversation | undefined {
		return [...this.conversations.values()].find((one) => one.id === id);
	}

	/** Whose chat it is; undefined after the contact was deleted. */
	contactOfChat(chat: Conversation): Contact | undefined {
		const [contactId] = [...this.conversations].find(([, one]) => one === chat) ?? [];
		return contactId === undefined ? undefined : this.contacts.find(contactId);
	}

	/** A message of any chat by its id. */
	messageOfId(id: string): SessionItem | undefined {
		for (const chat of this.conversations.values()) {
			const found = chat.message(id);
			if (found) return found;
		}
		return undefined;
	}

	/** Whether a text names a channel: by number, or by name unless it is the default one. */
	hasChannel(text: string): boolean {
		return text === this.channelPhoneNumber || this.channelNamed(text) !== undefined;
	}

	/** A further channel by its name or number. */
	channelNamed(text: string): Channel | undefined {
		return this.channels.find(({ name, phoneNumber }) => [name, phoneNumber].includes(text));
	}

	/** A channel by its ID, the default one for null. */
	channelOf(id: string | null): Pick<Channel, 'phoneNumber'> & { id: string | null } {
		const further = this.channels.find((channel) => channel.id === id);
		return further ?? { id: null, phoneNumber: this.channelPhoneNumber };
	}

	/** The contact of a number, added when it is new. */
	contactOf(whatsappNumber: string): Contact {
		return (
			this.contacts.find(whatsappNumber) ?? this.contacts.add({ phone: whatsappNumber, name: null })
		);
	}
}
