import type { EventEmitter } from 'node:events';

import type { knownBusiness } from './demo/business';
import type { MetaWebhooks } from './meta/webhooks/subscriptions';
import type { Fault } from './faults/fault-store';
import type { RecordedRequest } from './server/recorder';
import type { SandboxOptions } from './settings';
import type { BusinessAccount } from './state/business/account';
import type { CustomerMessage } from './state/customer-message';
import type { DeliveredMessage } from './state/delivered-message';
import type { SandboxEvents } from './state/events';
import type { OperatorMessage } from './state/world';
import type { CustomerScript } from './state/scripted-customers';
import type { Webhook, WebhookEntry } from './state/wati/webhook-store';
import type { DeliveryOptions, WebhookDelivery } from './webhooks/interface';

/** A running simulator of WATI, Maton and Meta. */
export interface Sandbox {
	/**
	 * `http://127.0.0.1:PORT`: Maton at `/wati/...` and `/connections`, WATI at
	 * `/{tenantId}/api/v1/...`.
	 */
	url: string;
	/** Another origin that serves files. */
	foreignUrl: string;
	matonKey: string;
	/** A Maton key whose account has no connection at all. */
	matonKeyWithoutConnections: string;
	watiToken: string;
	tenantId: string;
	connectionId: string;
	/** The ACTIVE connection of a second WATI account, and that account's tenant. */
	secondConnectionId: string;
	secondTenantId: string;
	/** Meta's side, behind the connections of the app `whatsapp-business`. */
	business: typeof knownBusiness;
	/**
	 * An account of Meta's Cloud API, the first one by default.
	 * @throws Error when there is no such account
	 */
	businessAccount(id?: string): BusinessAccount;
	/** What Meta posts to the app of the business accounts. */
	businessWebhooks: MetaWebhooks;
	requests: RecordedRequest[];
	/** Requests per endpoint since the last reset, also with `recording: 'counts'`. */
	counts: Record<string, number>;
	/** What happens in the accounts, for whatever wants to react to it. */
	events: EventEmitter<SandboxEvents>;
	messagesTo(whatsappNumber: string): DeliveredMessage[];
	addFault(fault: Fault): void;
	clearFaults(): void;
	/** Opens the 24-hour window of the number; adds the contact when it is new. */
	openWindow(whatsappNumber: string): void;
	closeWindow(whatsappNumber: string): void;
	/**
	 * A customer writes, taps or sends something, which opens the window. Gives the wamid.
	 * @throws Error when the phone shows nothing to tap or to react to
	 */
	customerWrites(whatsappNumber: string, message: string | CustomerMessage): string;
	/**
	 * An operator writes a text, or something else, in WATI; without `email` the first one. Gives the wamid.
	 * @throws Error when the window is closed or nobody has that e-mail address
	 */
	operatorWrites(whatsappNumber: string, message: string | OperatorMessage, email?: string): string;
	/** Sets how customers answer by themselves and what their phones do; ends with a reset. */
	customersAct(...scripts: CustomerScript[]): void;
	/** Sets how customers of the business account answer in text by themselves; ends with a reset. */
	businessCustomersAct(...scripts: CustomerScript[]): void;
	/** The webhooks of the main account. */
	webhooks(): Webhook[];
	/**
	 * Registers a webhook of the main account by hand, as in the dashboard: no plan, limit or
	 * number is checked.
	 * @throws Error for a wrong URL or an unknown event
	 */
	registerWebhook(entry: WebhookEntry): Webhook;
	/** @throws Error when it is not there */
	removeWebhook(id: string): void;
	/** Changes how webhooks are posted and managed, and keeps everything else. */
	deliverWith(options: DeliveryOptions): void;
	/**
	 * "Trigger sample callback" of the dashboard.
	 * @throws Error for an unknown event, and for a webhook that is not there or not enabled
	 */
	sampleCallback(webhookId: string, eventType: string): void;
	/**
	 * Posts a recorded conversation of nine posts, subscribed to or not, to one webhook or to all.
	 * @throws Error for a webhook that is not there or not enabled
	 */
	replayConversation(webhookId?: string): void;
	/**
	 * Posts a body as it is, to one webhook or to all that are enabled: for events that nothing else here leads to, such as
	 * calls and what cases hold.
	 * @throws Error for a webhook that is not there or not enabled
	 */
	postEvent(body: Record<string, unknown>, webhookId?: string): void;
	/**
	 * Posts again what a delivery posted, with the same ids.
	 * @throws Error for an unknown delivery, and for a webhook that is gone or not enabled
	 */
	repeatDelivery(number: number): void;
	/** Every attempt to post an event since the last reset; empty with `recording: 'counts'`. */
	deliveries: WebhookDelivery[];
	/** Resolves when no event is planned or on its way, retries aside. */
	webhooksSettled(): Promise<void>;
	/**
	 * Starts over with the same ports, keys and ids, and without registered webhooks; options given here
	 * replace the earlier ones.
	 */
	reset(options?: Partial<SandboxOptions>): void;
	close(): Promise<void>;
}
