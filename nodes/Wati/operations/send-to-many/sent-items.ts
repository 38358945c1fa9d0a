import type { IExecuteData } from 'n8n-workflow';

import type { RecipientResult } from '../../responses/recipients';

interface Settled {
	group: string;
	result: RecipientResult;
}

/** n8n hands the same object to every try of a run and drops it with the run, and this memory with it. */
const runs = new WeakMap<IExecuteData, Map<number, Settled>>();

/**
 * What became of the items that an earlier try of this run sent, so that Retry On Fail sends none of them
 * again. An item is the same send when it goes to the same number in the same group: a variable that holds
 * the time of day does not make it another one. Holds one entry per input item.
 */
export class SentItems {
	private readonly settled: Map<number, Settled>;

	constructor(executeData: IExecuteData) {
		this.settled = runs.get(executeData) ?? new Map<number, Settled>();
		runs.set(executeData, this.settled);
	}

	/** The result of an earlier try; undefined when the item may be sent. */
	recall(itemIndex: number, group: string, whatsappNumber: string): RecipientResult | undefined {
		const known = this.settled.get(itemIndex);
		const same = known?.group === group && known.result.whatsappNumber === whatsappNumber;
		return same ? { ...known.result, remembered: true } : undefined;
	}

	/** Keeps what was accepted, and what may have been. What was surely refused may be tried again. */
	remember(itemIndex: number, group: string, result: RecipientResult): void {
		const code = result.failure?.code;
		const mayHaveLeft = code === 'outcome-unknown' || code === 'recipient-left-out';
		if (code === undefined || mayHaveLeft) this.settled.set(itemIndex, { group, result });
	}
}
