import type { AnswerShape } from './answer-shapes';

/**
 * Something that goes wrong on purpose. Faults start once a request has passed authentication and
 * limits.
 */
export interface Fault {
	/** As `RecordedRequest.endpoint`, or `*`. */
	endpoint: string;
	/**
	 * `latency` waits; `status` answers an error; `dropBefore` and `dropAfter` cut the connection
	 * before or after the write; `truncate` answers half of the body as if it were all; `breakOff`
	 * cuts the connection after half of it; `html` answers a proxy's
	 * page; `leaveOut` drops receivers of a bulk send without a word; `answer` answers the given
	 * body; `reshape` gives the answer a `shape` that the services were seen to give it. These have their effect and do not
	 * end: `drip` sends a byte every `latencyMs`, `pour` goes on with records (or bytes, for a file) without end, and
	 * `switch` answers 101 and nothing more.
	 */
	kind:
		| 'latency'
		| 'status'
		| 'dropBefore'
		| 'dropAfter'
		| 'truncate'
		| 'breakOff'
		| 'html'
		| 'leaveOut'
		| 'answer'
		| 'reshape'
		| 'drip'
		| 'pour'
		| 'switch';
	/** How many requests, default 1; 0 = until cleared. */
	times?: number;
	/** Let this many matching requests pass first. */
	after?: number;
	/** Of `latency` and `drip`, default 1000. */
	latencyMs?: number;
	/** HTTP status of `status` (default 500), `html` (default 502) and `answer` (default 200). */
	status?: number;
	retryAfter?: string | number;
	/** The `Date` header of `status`, `html` and `answer`, for clocks that disagree. */
	date?: string;
	/** The `Location` header of `status`, for an address that moved. */
	location?: string;
	/**
	 * For `status`, `html`, `answer` and the shapes that take the answer's place: whether the write happens all the same.
	 * Default false.
	 */
	tookEffect?: boolean;
	/** For `leaveOut`. */
	whatsappNumbers?: string[];
	/** For `reshape`. */
	shape?: AnswerShape;
	/** For `answer` and `status`; a string is sent as it is. */
	body?: unknown;
	contentType?: string;
}

interface ArmedFault {
	fault: Fault;
	toPass: number;
	/** Infinity until cleared. */
	left: number;
}

/** The faults that are switched on. */
export class FaultStore {
	private armed: ArmedFault[] = [];

	add(fault: Fault): void {
		const left = fault.times === 0 ? Infinity : (fault.times ?? 1);
		this.armed.push({ fault, toPass: fault.after ?? 0, left });
	}

	clear(): void {
		this.armed = [];
	}

	/** The faults that hit this request; each is used up by one. */
	take(endpoint: string): Fault[] {
		const hits: Fault[] = [];
		for (const entry of this.armed) {
			if (entry.fault.endpoint !== '*' && entry.fault.endpoint !== endpoint) continue;
			if (entry.toPass > 0) {
				entry.toPass -= 1;
				continue;
			}
			entry.left -= 1;
			hits.push(entry.fault);
		}
		this.armed = this.armed.filter((entry) => entry.left > 0);
		return hits;
	}

	list(): Array<Fault & { left: number | 'until cleared' }> {
		return this.armed.map(({ fault, left }) => ({
			...fault,
			left: left === Infinity ? 'until cleared' : left,
		}));
	}
}
