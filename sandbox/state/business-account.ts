import { MetaMediaShelf } from './business-media';
import type { Ids } from './ids';

const WINDOW_MS = 24 * 3_600_000;

/** What Meta's business profile of a number holds. */
export interface BusinessProfile {
	about?: string;
	address?: string;
	description?: string;
	email?: string;
	profile_picture_url?: string;
	websites?: string[];
	vertical?: string;
}

/** A business phone number, addressed by its id. */
export interface BusinessPhone {
	id: string;
	/** As Meta shows it, e.g. `+1 415-555-0300`. */
	displayPhoneNumber: string;
	verifiedName: string;
	qualityRating: 'GREEN' | 'YELLOW' | 'RED';
	/** A number that is not registered cannot send (133010). */
	isRegistered: boolean;
	/** The only recipients of a test number; others are refused (131030). Absent: everybody. */
	allowedRecipients?: string[];
	profile: BusinessProfile;
}

/** A template as Meta lists it. */
export interface MetaTemplate {
	id: string;
	name: string;
	language: string;
	status: 'APPROVED' | 'PENDING' | 'REJECTED' | 'PAUSED' | 'DISABLED';
	category: 'AUTHENTICATION' | 'MARKETING' | 'UTILITY';
	parameter_format: 'POSITIONAL' | 'NAMED';
	components: MetaComponent[];
}

export interface MetaComponent {
	type: 'HEADER' | 'BODY' | 'FOOTER' | 'BUTTONS';
	format?: 'TEXT' | 'IMAGE' | 'VIDEO' | 'DOCUMENT';
	text?: string;
	buttons?: MetaTemplateButton[];
	example?: unknown;
}

export interface MetaTemplateButton {
	type: 'QUICK_REPLY' | 'URL' | 'PHONE_NUMBER' | 'COPY_CODE';
	text: string;
	url?: string;
	phone_number?: string;
	example?: unknown;
}

/** A message between a business number and a customer. */
export interface BusinessMessage {
	/** The wamid. */
	id: string;
	phoneNumberId: string;
	from: 'business' | 'customer';
	/** The customer, digits only. */
	waId: string;
	/** Milliseconds. */
	at: number;
	/** Meta's name of the kind: `text`, `template`, `image`, `interactive`, ... */
	type: string;
	/** What stands under that name in Meta's bodies, e.g. `{ body: 'Hello' }`. */
	content: unknown;
	/** What the reader sees first: text, caption, rendered template. */
	text: string;
	/** wamid of the quoted message. */
	replyTo?: string;
	/** Whether the business marked the customer's message as read. */
	isRead: boolean;
	/** Why it will not arrive although it was accepted: told later, by webhook. */
	failure?: { code: number; title: string; details: string };
	/** Until when the customer sees that the business is typing, milliseconds. */
	typingUntil?: number;
}

type NewMessage = Pick<BusinessMessage, 'type' | 'content' | 'text' | 'replyTo' | 'failure'>;

/** One WhatsApp Business Account (WABA) at Meta. */
export class BusinessAccount {
	readonly phones = new Map<string, BusinessPhone>();
	readonly templates: MetaTemplate[] = [];
	readonly media: MetaMediaShelf;
	/** Everything written, oldest first. */
	readonly messages: BusinessMessage[] = [];
	/** Numbers that are not on WhatsApp (131026). */
	readonly unreachable = new Set<string>();
	/** Whether Meta locked the account (131031). */
	isLocked = false;
	/** Whether the token that Maton holds has expired (190). */
	hasExpired = false;
	private readonly opened = new Map<string, number>();

	/** @param token Meta's own access token, which Maton holds */
	constructor(
		readonly id: string,
		readonly token: string,
		readonly ids: Ids,
	) {
		this.media = new MetaMediaShelf(ids);
	}

	/** Whether the customer wrote to the number within 24 hours. */
	isWindowOpen(phoneNumberId: string, waId: string, now = Date.now()): boolean {
		const lastWrote = this.opened.get(`${phoneNumberId} ${waId}`);
		return lastWrote !== undefined && now - lastWrote < WINDOW_MS;
	}

	openWindow(phoneNumberId: string, waId: string, at = Date.now()): void {
		this.opened.set(`${phoneNumberId} ${waId}`, at);
	}

	closeWindow(phoneNumberId: string, waId: string): void {
		this.opened.delete(`${phoneNumberId} ${waId}`);
	}

	/** The business writes. */
	send(phoneNumberId: string, waId: string, message: NewMessage): BusinessMessage {
		return this.store('business', phoneNumberId, waId, message, Date.now());
	}

	/** The customer writes, at `at` or now, which opens the window. */
	receive(
		phoneNumberId: string,
		waId: string,
		message: NewMessage,
		at = Date.now(),
	): BusinessMessage {
		this.openWindow(phoneNumberId, waId, at);
		return this.store('customer', phoneNumberId, waId, message, at);
	}

	findMessage(id: string): BusinessMessage | undefined {
		return this.messages.find((message) => message.id === id);
	}

	private store(
		from: BusinessMessage['from'],
		phoneNumberId: string,
		waId: string,
		message: NewMessage,
		at: number,
	): BusinessMessage {
		const id = this.ids.wamid(waId);
		const stored = { id, phoneNumberId, from, waId, at, isRead: false, ...message };
		this.messages.push(stored);
		return stored;
	}
}
