/** At most `count` requests start within any `perMs` milliseconds. */
export interface Limit {
	name: string;
	count: number;
	perMs: number;
}

export type Plan = 'growth' | 'pro' | 'business';

/** A window a little longer than the documented one absorbs what clocks and timers differ by. */
export const JITTER = 1.1;

/**
 * Maton's limit per account (spec A and D). WATI publishes no figure for most of its own endpoints, so the
 * direct route keeps to the same pace.
 */
const REQUESTS_PER_SECOND = 10;

export const ACCOUNT_LIMIT: Limit = {
	name: 'account',
	count: REQUESTS_PER_SECOND,
	perMs: 1_000 * JITTER,
};
