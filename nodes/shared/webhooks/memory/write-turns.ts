import { sleep } from 'n8n-workflow';

/** What came is written at the latest after this time, as fast as n8n's database takes it. */
export const HOLD_MS = 250;

/** How long a call that writes waits for executions of others to be there. */
const OTHERS_MS = 1_000;

/**
 * Lets one call at a time write static data, for all.
 *
 * n8n stores static data at the end of a call, as the copy of that call holds it, and before the call is answered
 * (`LiveWebhooks.executeWebhook`, n8n 2.41); a node has no other way to store any. Copies overwrite each other as a whole,
 * so that two calls at once would lose what the other one wrote, and nobody could write once no further call comes.
 * So a call that arrives while another one writes is held until that one was answered, and writes for all that came
 * meanwhile; these are not held.
 */
export class WriteTurns {
	private current?: Promise<unknown>;

	/** The calls that leave their writing to the one that is held; undefined while none is. */
	private leaving?: Array<Promise<unknown>>;

	/**
	 * @param answered settles when n8n has answered the call, and so stored what it wrote
	 * @returns whether this call is to write now; false where the one that is held will do it
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
		const others: Array<Promise<unknown>> = [];
		this.leaving = others;
		await Promise.race([this.current, sleep(HOLD_MS)]);
		this.leaving = undefined;
		this.begin(answered);
		await Promise.race([Promise.all(others), sleep(OTHERS_MS)]);
		return true;
	}

	get isBusy(): boolean {
		return this.current !== undefined;
	}

	private begin(answered: Promise<unknown>): void {
		const current = answered.finally(() => {
			if (this.current === current) this.current = undefined;
		});
		this.current = current;
	}
}
