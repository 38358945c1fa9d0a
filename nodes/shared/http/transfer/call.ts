import { OutOfTime } from './bounds';
import { watchCancel } from './cancellation';

/** One for all, since an error notes where it is made, which takes time. */
const ENDED = new Error('The call was ended');

/** The longest time that timers know. */
const LONGEST_MS = 2 ** 31 - 1;

const underWay = new Set<Call>();

/** One timer for all calls, for the one that is the first to be late: each timer takes longer than all else here. */
let alarm: { at: number; signal: AbortSignal } | undefined;

function clearAlarm(): void {
	alarm?.signal.removeEventListener('abort', endLate);
	alarm = undefined;
}

function setAlarm(at: number): void {
	if (alarm && alarm.at <= at) return;
	clearAlarm();
	const ms = Math.min(Math.max(0, Math.ceil(at - performance.now())), LONGEST_MS);
	alarm = { at, signal: AbortSignal.timeout(ms) };
	alarm.signal.addEventListener('abort', endLate);
}

function endLate(): void {
	clearAlarm();
	const now = performance.now();
	let first = Infinity;
	for (const call of underWay) {
		if (call.endsBy <= now) call.expire();
		else first = Math.min(first, call.endsBy);
	}
	if (first < Infinity) setAlarm(first);
}

/**
 * What ends one call: its time limit, in total from now to the last byte of the answer; the end of the execution; or
 * whoever reads the answer. n8n's `timeout` alone starts anew with each byte, and does not end a call that was
 * answered with 101 (n8n 2.41, axios 1.18). The signal closes the connection in all cases, while destroying the
 * body of an answer closes none that nobody began to read.
 */
export class Call {
	private readonly controller = new AbortController();

	readonly signal = this.controller.signal;

	/** By the clock of `performance`. */
	readonly endsBy = performance.now() + this.ms;

	/** Why it was ended, where that was no cancellation. */
	private failure: Error | undefined;

	/** Told when the time is over, before the connection closes. */
	onLate?: (error: Error) => void;

	private readonly unwatch: () => void;

	/**
	 * @param ms the time limit
	 * @param cancel the signal of the execution
	 */
	constructor(
		private readonly ms: number,
		cancel?: AbortSignal,
	) {
		underWay.add(this);
		setAlarm(this.endsBy);
		this.unwatch = watchCancel(cancel, () => this.end());
		if (cancel?.aborted) this.end();
	}

	/** Watches no longer, once nothing is left of the call. */
	release(): void {
		this.unwatch();
		underWay.delete(this);
		if (underWay.size === 0) clearAlarm();
	}

	/** Closes what is left of the connection, and watches no longer. */
	end(): void {
		this.release();
		this.controller.abort(ENDED);
	}

	/** The error with which the call failed, with its reason where that is known here. */
	explain(error: unknown): unknown {
		return this.failure === undefined ? error : new OutOfTime(this.ms, error);
	}

	/** Ends it since its time is over. */
	expire(): void {
		this.failure = new OutOfTime(this.ms);
		this.onLate?.(this.failure);
		this.end();
	}
}
