import type { Ids } from '../ids';
import type { BroadcastItem, Operator, SessionItem, StoredItem, TicketItem } from './shapes';

const WINDOW_MS = 24 * 60 * 60 * 1000;

/** Where a chat stands in the inbox. */
export type ChatStatus = 'open' | 'solved' | 'pending' | 'block';

/** What was said with one contact, and the 24-hour window. */
export class Conversation {
	readonly id: string;
	assignee: Operator | null = null;
	readonly tags = new Set<string>();
	private currentStatus: ChatStatus = 'open';
	private currentTicketId: string;
	private lastCustomerMessageAt = 0;
	private readonly items: StoredItem[] = [];

	constructor(private readonly ids: Ids) {
		this.id = ids.object();
		this.currentTicketId = ids.object();
	}

	get ticketId(): string {
		return this.currentTicketId;
	}

	get status(): ChatStatus {
		return this.currentStatus;
	}

	isOpen(now = Date.now()): boolean {
		return now - this.lastCustomerMessageAt < WINDOW_MS;
	}

	/** Starts the 24 hours; a window that was closed gets a new ticket. */
	open(at = Date.now()): void {
		if (!this.isOpen(at)) {
			this.currentTicketId = this.ids.object();
			this.addTicket('The chat has been initialized by contact', 0, 'Contact', null, at);
		}
		this.lastCustomerMessageAt = at;
	}

	close(): void {
		this.lastCustomerMessageAt = 0;
	}

	/** A page of items, newest first. */
	page(pageNumber: number, pageSize: number): { items: StoredItem[]; total: number } {
		const end = this.items.length - (pageNumber - 1) * pageSize;
		const items = end <= 0 ? [] : this.items.slice(Math.max(0, end - pageSize), end).reverse();
		return { items, total: this.items.length };
	}

	/** A message of this chat by its id. */
	message(id: string): SessionItem | undefined {
		return this.items.find(
			(item): item is SessionItem => item.id === id && item.eventType === 'message',
		);
	}

	/** What the business sent under this local ID. */
	sentWith(localMessageId: string): SessionItem | BroadcastItem | undefined {
		return this.items.find(
			(item): item is SessionItem | BroadcastItem =>
				item.eventType !== 'ticket' && item.localMessageId === localMessageId,
		);
	}

	/** Whether the customer wrote after an item of this chat. */
	isAnswered(item: StoredItem): boolean {
		return this.items
			.slice(this.items.indexOf(item) + 1)
			.some((later) => later.eventType === 'message' && !later.owner);
	}

	/** Stores a session message; fields not given take the values of a plain sent text. */
	addMessage(fields: Partial<SessionItem> & { at?: number }): SessionItem {
		const { at = Date.now(), ...given } = fields;
		const item: SessionItem = {
			replySourceMessage: null,
			messageReferral: null,
			text: null,
			type: 'text',
			data: null,
			timestamp: String(Math.floor(at / 1000)),
			owner: true,
			statusString: 'SENT',
			avatarUrl: null,
			assignedId: this.assignee?.id ?? null,
			operatorName: this.assignee?.name ?? 'Bot ',
			localMessageId: null,
			failedDetail: null,
			referenceOrderId: null,
			contacts: null,
			messageProducts: null,
			orderProducts: null,
			interactiveData: null,
			orderDetailsViewModel: null,
			...this.stamp(at),
			eventType: 'message',
			...given,
		};
		this.items.push(item);
		return item;
	}

	addBroadcast(
		templateName: string,
		fields: Pick<
			BroadcastItem,
			'finalText' | 'mediaHeaderLink' | 'statusString' | 'failedDetail' | 'localMessageId'
		>,
		at = Date.now(),
	): BroadcastItem {
		const date = new Date(at).toISOString().slice(0, 10).split('-').reverse().join('|');
		const item: BroadcastItem = {
			eventDescription: `Broadcast message with using "${templateName}" template was received ${date}`,
			template: null,
			...fields,
			...this.stamp(at),
			ticketId: null,
			eventType: 'broadcastMessage',
		};
		this.items.push(item);
		return item;
	}

	/** Hands the chat to an operator, or to the bot with `null`. */
	assign(operator: Operator | null): void {
		this.assignee = operator;
		const name = operator?.name ?? 'Bot';
		this.addTicket(`The chat has been assigned to ${name}`, 1, 'API', operator?.email ?? null);
	}

	setStatus(status: ChatStatus): void {
		this.currentStatus = status;
		this.addTicket(`The chat status has been changed to ${status}`, 2, 'API', null);
	}

	private addTicket(
		eventDescription: string,
		type: number,
		actor: string,
		assignee: string | null,
		at = Date.now(),
	): void {
		const item: TicketItem = {
			eventDescription,
			type,
			actor,
			assignee,
			topicName: null,
			...this.stamp(at),
			eventType: 'ticket',
		};
		this.items.push(item);
	}

	private stamp(at: number) {
		return {
			id: this.ids.object(),
			created: new Date(at).toISOString(),
			conversationId: this.id,
			ticketId: this.ticketId,
		};
	}
}
