/** How WATI's webhook side behaves. Every field has a default. */
export interface WebhookOptions {
	/** Most webhooks of one account. Default 5; the real number is not published. */
	webhookLimit?: number;
	/** `growth` has no webhook API: creating and all of v3 answer 403. Default `pro`. */
	webhookPlan?: 'growth' | 'pro';
	/** Whether v3 deletes webhooks; else 405. Default true. */
	webhookDelete?: boolean;
	/**
	 * How the account's own number is stored. `hyphenated` is listed as `1-415-555-0100`, and its
	 * digits alone are "Channel not found". Default `digits`.
	 */
	channelNumber?: 'digits' | 'hyphenated';
	/** Whether a subscriber to several names of one fact gets them all. Default true. */
	twins?: boolean;
	/** Gathers posts for a moment and sends them in another order, all at once. Default false. */
	reorder?: boolean;
	/** Each post is sent this many more times, at the same moment. Default 0. */
	repeats?: number;
	/** Milliseconds between runs of the retry job. Default 600,000, WATI's ten minutes. */
	retryEveryMs?: number;
	/** From sending to `DELIVERED`, or to `FAILED`. Default 300. */
	deliveredAfterMs?: number;
	/** From `DELIVERED` to `READ`. Default 400. */
	readAfterMs?: number;
	/** Longest wait for an answer. Default 10,000; WATI's is not published. */
	webhookTimeoutMs?: number;
	/** Connections to each receiving host. Default 16. */
	webhookConnections?: number;
}

/** Options that may change while the sandbox runs; registered webhooks stay. */
export const DELIVERY_OPTIONS = [
	'webhookLimit',
	'webhookPlan',
	'webhookDelete',
	'channelNumber',
	'twins',
	'reorder',
	'repeats',
	'retryEveryMs',
	'deliveredAfterMs',
	'readAfterMs',
] as const;

export type DeliveryOptions = Pick<WebhookOptions, (typeof DELIVERY_OPTIONS)[number]>;

/** A webhook registered by hand in the dashboard. */
export interface WebhookEntry {
	url: string;
	eventTypes: string[];
	/** The account's own number; without one the webhook is for the whole WhatsApp account. */
	phoneNumber?: string;
	/** Sent as the `Authorization` header of every post. Whether WATI can do that is disputed. */
	authorization?: string;
}

/** A webhook as WATI keeps it. */
export interface Webhook {
	id: string;
	tenantId: string;
	channelId: null;
	channelPhoneNumber: string | null;
	url: string;
	/** 0 Disabled, 1 Enabled, 2 Defective. */
	status: 0 | 1 | 2;
	created: string;
	lastUpdated: string;
	/** Failed posts since the last one that went well. */
	failedIterationCount: number;
	/** Whether the e-mail about the defect went out. */
	isSentNotify: boolean;
	eventTypes: string[];
}

/** The JSON of one event. */
export type Payload = Record<string, unknown> & { eventType: string };

/** One attempt to post one event. */
export interface WebhookDelivery {
	number: number;
	/** Milliseconds since the epoch. */
	at: number;
	webhookId: string;
	url: string;
	/** WATI's name of the event, or the field of Meta's change. */
	eventType: string;
	/** From 1. */
	attempt: number;
	/** HTTP status, or why there is none; `unanswered` while the answer is awaited. */
	status: number | 'unanswered' | 'timeout' | 'connection';
	body: Record<string, unknown>;
}

/** What a customer does in the chat. */
export type CustomerMessage = {
	/** wamid of the message it answers; taps and reactions take the latest that fits. */
	replyTo?: string;
} & (
	| { kind: 'text'; text: string; /** From an ad. */ ad?: { sourceId: string; sourceUrl: string } }
	/** A reply button of our interactive message; the first one unless its title is given. */
	| { kind: 'replyButton'; title?: string }
	| { kind: 'listRow'; title?: string }
	/** A quick reply of our template. */
	| { kind: 'templateButton'; title?: string }
	/** `size` replaces the sample file by that many bytes. */
	| { kind: 'image' | 'voice' | 'audio' | 'document'; text?: string; size?: number }
	/** The real form is not known: parsers have met all three. Default `object`. */
	| { kind: 'location'; latitude: number; longitude: number; form?: 'object' | 'json' | 'link' }
	| { kind: 'contacts'; name: string; phone: string }
	| { kind: 'reaction'; emoji: string }
	| { kind: 'order'; products: Array<{ retailerId: string; quantity: number; price: number }> }
);

export type CustomerMessageKind = CustomerMessage['kind'];
