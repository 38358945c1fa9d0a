import { OutOfTime } from './bounds';

/** One for all, since an error notes where it is made, which takes time. */
const ENDED = new Error('The call was ended');

/** The longest time that timers know. */
const LONGEST_MS = 2 ** 31 - 1;

/**
 * What ends one call: its time limit, in total from now to the last byte of the answer; the end of the execution; or
 * whoever reads the answer. n8n's `timeout` alone starts anew with each byte, and does not end a call that was
 * answered with 101 (n8n 2.41, axios 1.18). The signal closes the connection in all cases, while destroying the
 * body of an answer closes none that nobody began to read.
 */
export class Call {
	private readonly controller = new AbortController();

	private readonly limit: AbortSignal;

	/** Why it was ended, where that was no cancellation. */
	private failure: Error | undefined;

	/** Told when the time is over, before the connection closes. */
	onLate?: (error: Error) => void;

	/**
	 * @param ms the time limit
	 * @param cancel the signal of the execution
	 */
	constructor(
		private readonly ms: number,
		private readonly cancel?: AbortSignal,
	) {
		this.limit = AbortSignal.timeout(Math.min(ms, LONGEST_MS));
		this.limit.addEventListener('abort', this.expire);
		cancel?.addEventListener('abort', this.end);
		if (cancel?.aborted) this.end();
	}

	get signal(): AbortSignal {
		return this.controller.signal;
	}

	/** Watches no longer, once nothing is left of the call. */
	release(): void {
		this.limit.removeEventListener('abort', this.expire);
		this.cancel?.removeEventListener('abort', this.end);
	}

	/** Closes what is left of the connection, and watches no longer. */
	readonly end = (): void => {
		this.release();
		this.controller.abort(ENDED);
	};

	/** The error with which the call failed, with its reason where that is known here. */
	explain(error: unknown): unknown {
		return this.failure === undefined ? error : new OutOfTime(this.ms, error);
	}

	private readonly expire = (): void => {
		this.failure = new OutOfTime(this.ms);
		this.onLate?.(this.failure);
		this.end();
	};
}
