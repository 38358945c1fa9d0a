import type { EventEmitter } from 'node:events';

import type { DeliveredMessage } from './delivered-message';
import type { BusinessAccount } from './business/account';
import { ConnectionList } from './connections';
import type { SandboxEvents } from './events';
import { Ids } from './ids';
import type { Inbound } from './wati/inbound';
import type { Contact, Operator, SessionItem } from './wati/shapes';
import type { Numbering } from './numbering';
import type { PhoneHabits } from './phone-habits';
import type { Tenant } from './wati/tenant';
import { Timers } from './timers';

/** Where a contact's messages arrive: its number, or its BSUID when it has none. */
export function buildAddress(contact: Contact): string {
	return contact.phone ?? contact.bsuid ?? contact.id;
}

/** Types of what an operator writes, and what the customer has of it on the phone. */
export const OPERATOR_MESSAGES = {
	text: 'text',
	document: 'file',
	interactive: 'buttons',
} as const;

/** What an operator writes in WATI. */
export interface OperatorMessage {
	/** Of a document its file name. */
	text: string;
	type?: keyof typeof OPERATOR_MESSAGES;
}

/** Keys, accounts, connections and customers' phones. */
export class World {
	readonly ids = new Ids();
	readonly tenants = new Map<string, Tenant>();
	/** Accounts of Meta's Cloud API, by their id. */
	readonly businesses = new Map<string, BusinessAccount>();
	readonly matonKeys = new Set<string>();
	readonly connections = new ConnectionList();
	/** How customers' phones behave, by WhatsApp's ID or the BSUID that messages arrive at. */
	private readonly habits = new Map<string, PhoneHabits>();
	/** What is to happen later, such as scheduled sends. */
	readonly timers = new Timers();
	private readonly phones = new Map<string, DeliveredMessage[]>();

	constructor(
		readonly events: EventEmitter<SandboxEvents>,
		readonly numbering: Numbering,
	) {}

	/** Puts a message on the customer's phone. */
	deliver(message: DeliveredMessage): void {
		const id = this.numbering.idOf(message.whatsappNumber);
		const phone = this.phones.get(id);
		if (phone) phone.push(message);
		else this.phones.set(id, [message]);
	}

	habitsOf(contact: Contact): PhoneHabits {
		return this.habits.get(this.numbering.idOf(buildAddress(contact))) ?? {};
	}

	/** Says how the phone behind a number or BSUID behaves from now on. */
	setHabits(whatsappNumber: string, habits: PhoneHabits): void {
		if (habits.whatsappId !== undefined) this.numbering.setId(whatsappNumber, habits.whatsappId);
		this.habits.set(this.numbering.idOf(whatsappNumber), habits);
	}

	messagesTo(whatsappNumber: string): DeliveredMessage[] {
		return [...(this.phones.get(this.numbering.idOf(whatsappNumber)) ?? [])];
	}

	/**
	 * The customer writes: opens the window, stores the message, tells the listeners and gives its
	 * wamid.
	 */
	customerWrites(
		tenant: Tenant,
		contact: Contact,
		inbound: Inbound,
		isNewContact: boolean,
	): string {
		const { item: stored, replyTo, fields } = inbound;
		const whatsappMessageId = this.ids.wamid(buildAddress(contact));
		const item = this.storeInbound(tenant, contact, stored);
		const details = { whatsappMessageId, ...(replyTo === undefined ? {} : { replyTo }), fields };
		this.events.emit('customerWrote', {
			tenantId: tenant.id,
			contact,
			item,
			details,
			isNewContact,
		});
		return whatsappMessageId;
	}

	/** Stores a message the customer wrote, at `at` or now, without an event. */
	storeInbound(
		tenant: Tenant,
		contact: Contact,
		fields: Partial<SessionItem> & { at?: number },
	): SessionItem {
		const conversation = tenant.conversation(contact);
		conversation.open(fields.at);
		return conversation.addMessage({ ...fields, owner: false });
	}

	/**
	 * An operator writes in WATI; gives the message's wamid. Of a document the text is its file name, and the path ends in an ID of
	 * WATI's (three integrations, live, 2026-11).
	 * @throws Error when the window is closed
	 */
	operatorWrites(
		tenant: Tenant,
		contact: Contact,
		{ text, type = 'text' }: OperatorMessage,
		operator: Operator,
	): string {
		if (!tenant.conversation(contact).isOpen()) throw new Error('Ticket has been expired.');
		const data = type === 'document' ? `data/documents/${this.ids.uuid()}.pdf` : null;
		const by = { assignedId: operator.id, operatorName: operator.name };
		const onPhone = { kind: OPERATOR_MESSAGES[type], text };
		return this.sendInSession(tenant, contact, { text, type, data, ...by }, onPhone).delivered.id;
	}

	/** Stores a session message of the business, puts it on the phone and tells the listeners. */
	sendInSession(
		tenant: Tenant,
		contact: Contact,
		fields: Partial<SessionItem>,
		onPhone: Pick<DeliveredMessage, 'kind' | 'text'> & Partial<DeliveredMessage>,
	): { item: SessionItem; delivered: DeliveredMessage } {
		const whatsappNumber = buildAddress(contact);
		const arrives = this.numbering.canBeReached(whatsappNumber);
		const item = tenant.conversation(contact).addMessage({
			localMessageId: this.ids.uuid(),
			...(arrives ? {} : { statusString: 'FAILED', failedDetail: 'Message undeliverable' }),
			...fields,
		});
		const delivered: DeliveredMessage = {
			whatsappNumber,
			tenantId: tenant.id,
			from: tenant.channelPhoneNumber,
			id: this.ids.wamid(whatsappNumber),
			at: Date.now(),
			...onPhone,
		};
		if (arrives) this.deliver(delivered);
		this.events.emit('messageSent', { tenantId: tenant.id, contact, item, delivered });
		return { item, delivered };
	}
}
