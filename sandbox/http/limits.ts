/**
 * Counts accepted calls per key in a sliding window. Refused calls do not count.
 */
export class SlidingWindow {
	private readonly accepted = new Map<string, number[]>();

	constructor(
		private readonly limit: number,
		private readonly windowMs: number,
	) {}

	/** Whether one more call at `now` (milliseconds) fits; a limit of 0 lets everything pass. */
	take(key: string, now: number): boolean {
		if (this.limit <= 0) return true;
		const times = (this.accepted.get(key) ?? []).filter((time) => time > now - this.windowMs);
		this.accepted.set(key, times);
		if (times.length >= this.limit) return false;
		times.push(now);
		return true;
	}
}

export type Plan = 'growth' | 'pro' | 'business' | 'off';
/** Endpoint families WATI publishes a limit for; v1 and v2 of a name share one. */
export type LimitedEndpoint =
	| 'addContact'
	| 'getContacts'
	| 'getMessages'
	| 'sendTemplateMessage'
	| 'sendTemplateMessages';

const READS = { growth: 10, pro: 10, business: 10, off: 0 };
const SENDS = { growth: 30, pro: 60, business: 100, off: 0 };
const PER_TEN_SECONDS: Record<LimitedEndpoint, Record<Plan, number>> = {
	addContact: READS,
	getContacts: READS,
	getMessages: READS,
	sendTemplateMessage: SENDS,
	sendTemplateMessages: SENDS,
};

/** WATI's calls per endpoint and ten seconds, by plan (docs.wati.io errors page). */
export class PlanLimits {
	private readonly windows = new Map<LimitedEndpoint, SlidingWindow>();

	constructor(private readonly plan: Plan) {}

	take(endpoint: LimitedEndpoint, tenantId: string, now: number): boolean {
		let window = this.windows.get(endpoint);
		if (!window) {
			window = new SlidingWindow(PER_TEN_SECONDS[endpoint][this.plan], 10_000);
			this.windows.set(endpoint, window);
		}
		return window.take(tenantId, now);
	}
}
