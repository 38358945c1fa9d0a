import type { PhoneHabits } from './phone-habits';
import { Timers } from './timers';
import type { CustomerMessage } from './customer-message';

/** What a customer does after one message of the business: any number of messages, or none. */
export interface ScriptedAnswer {
	/** From the message of the business to the first one. */
	afterMs: number;
	messages: CustomerMessage[];
	/** Between one message and the next. Default 0. */
	betweenMs?: number;
}

/** How one customer behaves. */
export interface CustomerScript {
	whatsappNumber: string;
	/** One for each message that arrives, in order; after the last one the customer is silent. */
	answers?: ScriptedAnswer[];
	phone?: PhoneHabits;
}

/** Customers who answer by themselves. A new script takes the place of the old one. */
export class ScriptedCustomers {
	private readonly left = new Map<string, ScriptedAnswer[]>();
	private readonly timers = new Timers();

	constructor(
		private readonly idOf: (whatsappNumber: string) => string,
		private readonly customerWrites: (whatsappNumber: string, message: CustomerMessage) => void,
	) {}

	add({ whatsappNumber, answers = [] }: CustomerScript): void {
		this.left.set(this.idOf(whatsappNumber), [...answers]);
	}

	/** Forgets all scripts and what is still to be said. */
	clear(): void {
		this.left.clear();
		this.timers.clear();
	}

	/** A message of the business arrived at a customer. */
	reached(whatsappNumber: string): void {
		const answer = this.left.get(this.idOf(whatsappNumber))?.shift();
		answer?.messages.forEach((message, place) => {
			const { afterMs, betweenMs = 0 } = answer;
			const at = Date.now() + afterMs + place * betweenMs;
			this.timers.at(at, () => this.customerWrites(whatsappNumber, message));
		});
	}
}
