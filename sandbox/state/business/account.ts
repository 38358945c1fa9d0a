import type { Ids } from '../ids';
import { MetaMediaStore } from './media-store';
import type { BusinessMessage, BusinessPhone, MetaTemplate } from './shapes';

const WINDOW_MS = 24 * 3_600_000;

type NewMessage = Pick<BusinessMessage, 'type' | 'content' | 'text' | 'replyTo' | 'failure'>;

/** One WhatsApp Business Account (WABA) at Meta. */
export class BusinessAccount {
	readonly phones = new Map<string, BusinessPhone>();
	readonly templates: MetaTemplate[] = [];
	readonly media: MetaMediaStore;
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
		this.media = new MetaMediaStore(ids);
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
