/** A request without an answer has arrived after so long, as far as counting goes. */
const LONGEST_TRANSIT_MS = 500;

/** Requests looked at to learn the usual one. */
const RECENT = 50;
const ENOUGH = 20;

/** How long requests of an account took of late, from start to answer. */
export class LatencyTracker {
	private readonly recent: number[] = [];

	add(ms: number): void {
		this.recent.push(ms);
		if (this.recent.length > RECENT) this.recent.shift();
	}

	/** The shortest one: what every request takes. Nothing, before enough are known. */
	usual(): number {
		return this.recent.length < ENOUGH ? 0 : Math.min(...this.recent);
	}
}

/**
 * One request that started. Servers count arrivals, not starts: of a request that left late, or was slow on its
 * way, the delay is added, so that a later and faster one does not come too close.
 */
export class Permit {
	private lateMs = 0;

	private delayMs = Infinity;

	constructor(
		private readonly startedAt: number,
		private readonly latency: LatencyTracker,
	) {}

	/** Call when the process was busy after the start: the request left so many milliseconds later at the most. */
	leftLate(ms: number): void {
		this.lateMs = ms;
	}

	/** Call when the answer came, or when none will come. */
	answered(): void {
		const tookMs = Date.now() - this.startedAt;
		this.delayMs = Math.max(0, tookMs - this.latency.usual());
		this.latency.add(tookMs);
	}

	/** When it had arrived at the latest, in milliseconds. */
	arrivesBy(): number {
		return this.startedAt + Math.min(LONGEST_TRANSIT_MS + this.lateMs, this.delayMs);
	}
}
