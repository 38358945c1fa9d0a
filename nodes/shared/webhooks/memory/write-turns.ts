import { sleep } from 'n8n-workflow';

/** What came is written at the latest after this time, as fast as n8n's database takes it. */
export const HOLD_MS = 250;

/** How long a request that writes waits for executions of others to be there. */
const OTHERS_MS = 3_000;

/**
 * Lets one request at a time write static data, for all.
 *
 * n8n stores static data at the end of a request, as the copy of that request holds it, and before the request is answered
 * (`LiveWebhooks.executeWebhook`, n8n 2.41); a node has no other way to store any. Copies overwrite each other as a whole,
 * so that two requests at once would lose what the other one wrote, and nobody could write once no further request comes.
 * So a request that arrives while another one writes is held until that one was answered, and writes for all that came
 * meanwhile; these are not held.
 */
export class WriteTurns {
	private current?: Promise<unknown>;

	/** The requests that leave their writing to the one that is held; undefined while none is. */
	private leaving?: Array<Promise<unknown>>;

	/** The answer of the request that is held until it may write. */
	private waiting?: Promise<unknown>;

	/**
	 * @param answered settles when n8n has answered the request, and so stored what it wrote
	 * @returns whether this request is to write now; false where the one that is held will do it
	 */
	async take(answered: Promise<unknown>): Promise<boolean> {
		if (this.leaving !== undefined) {
			this.leaving.push(answered);
			return false;
		}
		if (this.current === undefined) {
			this.begin(answered);
			return true;
		}
		// The one before counts as well: this copy overwrites what it wrote, and holds its facts once they are seen.
		const others: Array<Promise<unknown>> = [this.current];
		this.leaving = others;
		this.waiting = answered;
		await Promise.race([this.current, sleep(HOLD_MS)]);
		this.leaving = undefined;
		this.begin(answered);
		await Promise.race([Promise.all(others), sleep(OTHERS_MS)]);
		return true;
	}

	get isBusy(): boolean {
		return this.current !== undefined;
	}

	/**
	 * The answer of the request that will write next, for all that came until then. A request that must not be answered
	 * before that waits for it without taking a turn: the one that writes waits for those that took one.
	 */
	get next(): Promise<unknown> | undefined {
		return this.leaving && this.waiting;
	}

	private begin(answered: Promise<unknown>): void {
		const current = answered.finally(() => {
			if (this.current === current) this.current = undefined;
		});
		this.current = current;
	}
}
