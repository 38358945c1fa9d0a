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
	/** Connections to each receiving host. Default 64; WATI's number is not published. */
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
