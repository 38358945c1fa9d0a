import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';

/** What a number of callers saw. Times in milliseconds. */
export interface LoadReading {
	perSecond: number;
	p50: number;
	p99: number;
	calls: number;
}

/** Calls to make. */
export interface Load {
	/** Addresses without a path; the callers are spread over them. */
	origins: string[];
	path: string;
	connections: number;
	milliseconds: number;
	/** Calls after which it ends earlier. */
	most?: number;
	/** The body of the call with this number. */
	bodyOf: (index: number) => string;
	/** Number of the first call. */
	first?: number;
	/** @throws when this is not the answer that was to be measured */
	check: (status: number, answer: string) => void;
}

/** The value below which the given share of the values lies. */
export function percentile(values: ArrayLike<number>, share: number): number {
	const sorted = Float64Array.from(values).sort();
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Calls again and again over connections that stay open, each with one call at a time. */
export async function drive(load: Load): Promise<LoadReading> {
	const { origins, path, connections, milliseconds, bodyOf, check } = load;
	const pools = origins.map(
		(origin) => new Pool(origin, { connections: connections / origins.length, pipelining: 1 }),
	);
	const times: number[] = [];
	const { first = 0, most = Infinity } = load;
	let index = first;
	const started = performance.now();
	const end = started + milliseconds;
	const caller = async (pool: Pool) => {
		while (performance.now() < end && index < first + most) {
			const body = bodyOf(index++);
			const sent = performance.now();
			const answer = await pool.request({
				method: 'POST',
				path,
				headers: { 'content-type': 'application/json' },
				body,
			});
			const text = await answer.body.text();
			times.push(performance.now() - sent);
			check(answer.statusCode, text);
		}
	};
	const callers = Array.from({ length: connections }, (_, at) => pools[at % pools.length]!);
	await Promise.all(callers.map(caller));
	const took = (performance.now() - started) / 1_000;
	await Promise.all(pools.map(async (pool) => await pool.close()));
	return {
		perSecond: times.length / took,
		p50: percentile(times, 0.5),
		p99: percentile(times, 0.99),
		calls: times.length,
	};
}

const QUIET_ANSWERS = 5;
const QUIET_MS = 30;
const LONGEST_MS = 5_000;

/** Waits until n8n has nothing left to do of an earlier round: until it answers at once, several times. */
export async function untilQuiet(origins: string[]): Promise<void> {
	const deadline = performance.now() + LONGEST_MS;
	for (let quiet = 0; quiet < QUIET_ANSWERS && performance.now() < deadline; ) {
		await sleep(50);
		const started = performance.now();
		for (const origin of origins) await (await fetch(`${origin}/healthz`)).text();
		quiet = performance.now() - started < QUIET_MS * origins.length ? quiet + 1 : 0;
	}
}
