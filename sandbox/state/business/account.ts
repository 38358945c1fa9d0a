import type { Ids } from '../ids';
import type { Numbering } from '../numbering';
import { Customers, isGroupId } from './customers';
import { MetaMediaStore } from './media-store';
import type { BusinessMessage, BusinessPhone, MetaFlow, MetaTemplate } from './shapes';

const WINDOW_MS = 24 * 3_600_000;

type NewMessage = Pick<
	BusinessMessage,
	'type' | 'content' | 'text' | 'replyTo' | 'failure' | 'groupId'
>;

/** One WhatsApp Business Account (WABA) at Meta. */
export class BusinessAccount {
	readonly phones = new Map<string, BusinessPhone>();
	readonly templates: MetaTemplate[] = [];
	readonly flows: MetaFlow[] = [];
	/** The catalog that is connected, with the IDs of its products. */
	readonly catalog = { id: '', products: new Set<string>() };
	readonly media: MetaMediaStore;
	readonly ids: Ids;
	readonly customers: Customers;
	/** Everything written, oldest first. */
	readonly messages: BusinessMessage[] = [];
	/** IDs of the groups that the business is in (131041). */
	readonly groups = new Set<string>();
	/** Numbers that are not on WhatsApp (131026). */
	readonly unreachable = new Set<string>();
	/** Customers whom the business blocked (130403), by {@link Customers.keyOf}. */
	readonly blocked = new Set<string>();
	/** Customers who stopped marketing messages in WhatsApp (131050), by {@link Customers.keyOf}. */
	readonly stoppedMarketing = new Set<string>();
	/** Whether the app gets the events of the account. */
	isSubscribed = true;
	/** Whether the business accepted the Marketing Messages API. */
	takesMarketingMessages = true;
	/** Whether Meta locked the account (131031). */
	isLocked = false;
	/** Whether the token that Maton holds has expired (190). */
	hasExpired = false;
	private readonly opened = new Map<string, number>();

	/** @param token Meta's own access token, which Maton holds */
	constructor(
		readonly id: string,
		readonly token: string,
		{ ids, numbering }: { ids: Ids; numbering: Numbering },
	) {
		this.ids = ids;
		this.customers = new Customers(numbering);
		this.media = new MetaMediaStore(ids);
	}

	/** Whether the customer, or anybody in the group, wrote to the number within 24 hours (Meta, "Groups API Pricing", 2026-05-21). */
	isWindowOpen(phoneNumberId: string, customer: string, now = Date.now()): boolean {
		const lastWrote = this.opened.get(`${phoneNumberId} ${this.customers.keyOf(customer)}`);
		return lastWrote !== undefined && now - lastWrote < WINDOW_MS;
	}

	/** @param customer a number, a BSUID or the ID of a group, here and below */
	openWindow(phoneNumberId: string, customer: string, at = Date.now()): void {
		this.opened.set(`${phoneNumberId} ${this.customers.keyOf(customer)}`, at);
	}

	closeWindow(phoneNumberId: string, customer: string): void {
		this.opened.delete(`${phoneNumberId} ${this.customers.keyOf(customer)}`);
	}

	/** The business writes. */
	send(phoneNumberId: string, customer: string, message: NewMessage): BusinessMessage {
		return this.store('business', phoneNumberId, customer, message, Date.now());
	}

	/** The customer writes, at `at` or now, which opens the window. */
	receive(
		phoneNumberId: string,
		customer: string,
		message: NewMessage,
		at = Date.now(),
	): BusinessMessage {
		this.openWindow(phoneNumberId, message.groupId ?? customer, at);
		return this.store('customer', phoneNumberId, customer, message, at);
	}

	findMessage(id: string): BusinessMessage | undefined {
		return this.messages.find((message) => message.id === id);
	}

	private store(
		from: BusinessMessage['from'],
		phoneNumberId: string,
		address: string,
		message: NewMessage,
		at: number,
	): BusinessMessage {
		const isGroup = isGroupId(address);
		const nobody = { waId: null, userId: '', username: null };
		const customer = isGroup ? { ...nobody, groupId: address } : this.customers.find(address);
		const id = this.ids.wamid(customer.waId ?? (customer.userId || address));
		const stored = { id, phoneNumberId, from, ...customer, at, isRead: false, ...message };
		this.messages.push(stored);
		return stored;
	}
}
