import { getErrorCode } from '../../errors/node-error';
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
	 * @param waits how many others are waited for: where thousands of items are stopped, they do not wait for each other
	 */
	async ask<Answer>(
		question: readonly unknown[],
		fetchAnswer: () => Promise<Answer>,
		waits = 2,
	): Promise<Answer> {
		const key = digest(JSON.stringify(question));
		const known = this.kept.get(key);
		if (waits > 0 && known && Date.now() - known.at < this.keptMs) {
			return (await known.found.catch(async (error: unknown) =>
				getErrorCode(error) === 'cancelled'
					? await this.ask(question, fetchAnswer, waits - 1)
					: await Promise.reject(error as Error),
			)) as Answer;
		}
		const found = fetchAnswer();
		this.kept.delete(key);
		this.kept.set(key, { at: Date.now(), found });
		if (this.kept.size > this.most) this.kept.delete(this.kept.keys().next().value!);
		found.catch(() => this.kept.delete(key));
		return await found;
	}
}
