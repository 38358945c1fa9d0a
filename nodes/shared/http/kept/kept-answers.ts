import { getErrorCode } from '../../errors/node-error';
import { waitUnlessStopped } from '../transfer/cancellation';
import { digest } from './digest';

interface Kept {
	at: number;
	found: Promise<unknown>;
}

/** Answers that count for a while, by a digest of what was asked, so that it is asked once. */
export class KeptAnswers {
	private readonly kept = new Map<string, Kept>();

	/**
	 * @param keptMs how long an answer counts
	 * @param most answers that are kept; the oldest go first
	 */
	constructor(
		private readonly keptMs: number,
		private readonly most: number,
	) {}

	/**
	 * Asks unless the answer is there or on its way. A failure is not kept, and the end of the execution that asked is no
	 * answer to others.
	 *
	 * @param question tells questions apart: the account, and what is asked of it
	 * @param fetchAnswer fails at once where the execution is stopped
	 * @param signal of the execution, which waits no longer for others than it runs
	 */
	async ask<Answer>(
		question: readonly unknown[],
		fetchAnswer: () => Promise<Answer>,
		signal?: AbortSignal,
	): Promise<Answer> {
		const key = digest(JSON.stringify(question));
		// Where thousands of items are stopped, they do not wait for each other.
		for (let waits = 0; waits < 2; waits++) {
			const known = this.kept.get(key);
			if (!known || Date.now() - known.at >= this.keptMs) break;
			await waitUnlessStopped(known.found, signal);
			if (signal?.aborted) return await fetchAnswer();
			const wasStopped = await known.found.then(
				() => false,
				(error: unknown) => getErrorCode(error) === 'cancelled',
			);
			if (!wasStopped) return (await known.found) as Answer;
		}
		const found = fetchAnswer();
		this.kept.delete(key);
		this.kept.set(key, { at: Date.now(), found });
		if (this.kept.size > this.most) this.kept.delete(this.kept.keys().next().value!);
		found.catch(() => this.kept.delete(key));
		return await found;
	}
}
