import type { EventEmitter } from 'node:events';

import type { DeliveredMessage } from '../interface';
import { ConnectionList } from './connections';
import type { SandboxEvents } from './events';
import { Ids } from './ids';
import type { Contact, SessionItem } from './shapes';
import type { Tenant } from './tenant';

/** Keys, accounts, connections and customers' phones. */
export class World {
	readonly ids = new Ids();
	readonly tenants = new Map<string, Tenant>();
	readonly matonKeys = new Set<string>();
	readonly connections = new ConnectionList();
	private readonly phones = new Map<string, DeliveredMessage[]>();

	constructor(readonly events: EventEmitter<SandboxEvents>) {}

	/** Puts a message on the customer's phone. */
	deliver(message: DeliveredMessage): void {
		const phone = this.phones.get(message.whatsappNumber);
		if (phone) phone.push(message);
		else this.phones.set(message.whatsappNumber, [message]);
	}

	messagesTo(whatsappNumber: string): DeliveredMessage[] {
		return [...(this.phones.get(whatsappNumber) ?? [])];
	}

	/** The customer writes: opens the window, stores an inbound message and tells the listeners. */
	customerWrites(tenant: Tenant, contact: Contact, text: string): void {
		const item = this.storeInbound(tenant, contact, { text });
		this.events.emit('customerWrote', { tenantId: tenant.id, contact, item });
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
}
