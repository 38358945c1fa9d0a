import type { IDataObject } from 'n8n-workflow';

import { digest } from './kept/digest';

/** What became of one request that left. */
export type CallOutcome = 'accepted' | 'refused' | 'unknown';

type Counts = Record<CallOutcome, number>;

/** One account in one month. */
interface Month {
	month: string;
	since: Date;
	/** When the next month begins, in milliseconds. */
	endsAt: number;
	saved: number;
	endpoints: Map<string, Counts>;
}

/** Bounds of what is kept: an instance has few accounts, and the API has few endpoints. */
const MOST_ACCOUNTS = 500;
const MOST_ENDPOINTS = 100;

const startedAt = new Date();

/** By a digest of the account, so that no key is kept. */
const accounts = new Map<string, Month>();

/** WATI's quota begins anew on the first of the month (support.wati.io, "API limits"); here in UTC. */
function currentMonth(account: string): Month {
	const key = digest(account);
	const now = new Date();
	const known = accounts.get(key);
	if (known && now.getTime() < known.endsAt) return known;
	const month = now.toISOString().slice(0, 7);
	const firstDay = new Date(`${month}-01T00:00:00Z`);
	const since = startedAt > firstDay ? startedAt : firstDay;
	const endsAt = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1);
	const fresh = { month, since, endsAt, saved: 0, endpoints: new Map<string, Counts>() };
	accounts.delete(key);
	accounts.set(key, fresh);
	if (accounts.size > MOST_ACCOUNTS) accounts.delete(accounts.keys().next().value!);
	return fresh;
}

/** Counts one request that left. */
export function countCall(account: string, endpoint: string, outcome: CallOutcome): void {
	const { endpoints } = currentMonth(account);
	let counts = endpoints.get(endpoint);
	if (!counts) {
		if (endpoints.size >= MOST_ENDPOINTS) return;
		counts = { accepted: 0, refused: 0, unknown: 0 };
		endpoints.set(endpoint, counts);
	}
	counts[outcome] += 1;
}

/** Counts calls that were not needed: remembered answers, and recipients beyond the first of a call. */
export function countSaved(account: string, calls: number): void {
	if (calls > 0) currentMonth(account).saved += calls;
}

function callsIn({ accepted, refused, unknown }: Counts): number {
	return accepted + refused + unknown;
}

/** What this n8n process called this month for one account. A restart begins anew: see `since`. */
export function readUsage(account: string): IDataObject {
	const { month, since, saved, endpoints } = currentMonth(account);
	const total: Counts = { accepted: 0, refused: 0, unknown: 0 };
	for (const counts of endpoints.values()) {
		for (const outcome of Object.keys(total) as CallOutcome[]) total[outcome] += counts[outcome];
	}
	return {
		month,
		since: since.toISOString(),
		calls: callsIn(total),
		...total,
		saved,
		endpoints: [...endpoints]
			.sort(([one], [other]) => one.localeCompare(other))
			.map(([endpoint, counts]) => ({ endpoint, calls: callsIn(counts), ...counts })),
	};
}
