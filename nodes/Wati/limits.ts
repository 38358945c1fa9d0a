import { type Limit, type Plan, JITTER, ACCOUNT_LIMIT } from '../shared/http/pace/limit';

const LOOKUPS_PER_TEN_SECONDS = 10;

/** docs.wati.io, "Errors and rate limits": template sends allowed in ten seconds by plan. */
const TEMPLATES_PER_TEN_SECONDS: Record<Plan, number> = { growth: 30, pro: 60, business: 100 };

/** An expression may give any text, as people write the names of plans, or none: then the slowest plan counts. */
function toPlan(given: unknown): Plan {
	const name = String(given).trim().toLowerCase();
	return Object.hasOwn(TEMPLATES_PER_TEN_SECONDS, name) ? (name as Plan) : 'growth';
}

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
		const count = TEMPLATES_PER_TEN_SECONDS[toPlan(plan)];
		limits.push({ name: endpoint, count, perMs: 10_000 * JITTER });
	}
	return limits;
}
