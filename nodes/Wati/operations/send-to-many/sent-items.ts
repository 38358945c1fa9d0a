import type { RunState } from '../../../shared/http/run-state';
import type { RecipientResult } from '../../responses/recipients';

/**
 * What became of the items that an earlier try of this run sent, so that Retry On Fail sends none of them
 * again. An item is the same send when it goes to the same number in the same group: a variable that holds
 * the time of day does not make it another one. Holds one entry per input item.
 */
export class SentItems {
	constructor(private readonly run: RunState) {}

	/** The result of an earlier try; undefined when the item may be sent. */
	lookUp(itemIndex: number, group: string, whatsappNumber: string): RecipientResult | undefined {
		const known = this.run.batch.get(itemIndex);
		const same = known?.group === group && known.result.whatsappNumber === whatsappNumber;
		return same ? { ...(known.result as RecipientResult), remembered: true } : undefined;
	}

	/** Keeps what was accepted, and what may have been. What was surely refused may be tried again. */
	record(itemIndex: number, group: string, result: RecipientResult): void {
		const code = result.failure?.code;
		const mayHaveLeft = code === 'outcome-unknown' || code === 'recipient-left-out';
		if (code === undefined || mayHaveLeft) this.run.batch.set(itemIndex, { group, result });
	}
}
