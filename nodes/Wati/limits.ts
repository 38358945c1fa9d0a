/** At most `count` requests start within any `perMs` milliseconds. */
export interface Limit {
	name: string;
	count: number;
	perMs: number;
}

export type Plan = 'growth' | 'pro' | 'business';

/** A window a little longer than the documented one absorbs what clocks and timers differ by. */
const JITTER = 1.1;

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

const LOOKUPS_PER_TEN_SECONDS = 10;

/** docs.wati.io, "Errors and rate limits": template sends allowed in ten seconds by plan. */
const TEMPLATES_PER_TEN_SECONDS: Record<Plan, number> = { growth: 30, pro: 60, business: 100 };

const LIMITED_LOOKUPS = ['addContact', 'getContacts', 'getMessages'];
const LIMITED_SENDS = ['sendTemplateMessage', 'sendTemplateMessages'];

/**
 * Which limits hold for one request.
 *
 * @param path native path, e.g. `/api/v1/getContacts`, or Maton's own `/connections`
 */
export function limitsFor(path: string, plan: Plan): Limit[] {
	const limits: Limit[] = [ACCOUNT_LIMIT];
	const endpoint = /^\/api\/v\d\/([A-Za-z]+)/.exec(path)?.[1] ?? '';
	if (LIMITED_LOOKUPS.includes(endpoint)) {
		limits.push({ name: endpoint, count: LOOKUPS_PER_TEN_SECONDS, perMs: 10_000 * JITTER });
	}
	if (LIMITED_SENDS.includes(endpoint)) {
		limits.push({ name: endpoint, count: TEMPLATES_PER_TEN_SECONDS[plan], perMs: 10_000 * JITTER });
	}
	return limits;
}
