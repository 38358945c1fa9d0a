/** State of a webhook, in the words that the nodes show. */
export type WebhookStatus = 'disabled' | 'enabled' | 'defective';

/** By their numbers in v2 (docs.wati.io, "Create webhook endpoint"). */
const STATUSES: readonly WebhookStatus[] = ['disabled', 'enabled', 'defective'];

/** What v2 calls a webhook that receives events. */
export const ENABLED_NUMBER = 1;

/** What v3 takes in an update: words, each with a capital (docs.wati.io, "Update webhook", 2026-10-30). */
export const STATUS_WORDS = { enabled: 'Enabled', disabled: 'Disabled' } as const;

/** The state of a webhook, which v2 writes as a number and v3 as a word; undefined for any other. */
export function parseWebhookStatus(value: unknown): WebhookStatus | undefined {
	const text = String(value).trim().toLowerCase();
	return /^\d$/.test(text) ? STATUSES[Number(text)] : STATUSES.find((status) => status === text);
}
