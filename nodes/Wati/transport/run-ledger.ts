import type { IExecuteData, NodeApiError } from 'n8n-workflow';

type Fate = 'sent' | 'failed' | 'notSent';

/** Item numbers named in a text; more would not be read. */
const NAMED_ITEMS = 20;

/**
 * What became of each item in one run of a node. n8n starts all items at once, lets every one of them
 * finish and then throws the first error, so the run itself has to remember what left and what did not.
 */
export class RunLedger {
	private readonly fates = new Map<number, Fate>();

	private failed = false;

	constructor(
		private readonly stopsOnError: boolean,
		private readonly writes: boolean,
	) {}

	knows(itemIndex: number): boolean {
		return this.fates.has(itemIndex);
	}

	/** Whether one more request may leave: after the first failure none does, unless the node continues on error. */
	mayLeave(): boolean {
		return !this.stopsOnError || !this.failed;
	}

	note(itemIndex: number, fate: Fate, error?: NodeApiError): void {
		this.fates.set(itemIndex, fate);
		if (!error) return;
		this.failed = true;
		if (this.stopsOnError && this.writes) this.addCounts(error);
	}

	/** The counts are read when n8n shows the error, after the requests already under way came back. */
	private addCounts(error: NodeApiError): void {
		const advice = error.description ?? '';
		Object.defineProperty(error, 'description', {
			enumerable: true,
			configurable: true,
			get: () => (this.fates.size < 2 ? advice : `${advice} In this run: ${this.counts()}.`),
		});
	}

	private counts(): string {
		return (['sent', 'failed', 'notSent'] as const).map((fate) => this.count(fate)).join(', ');
	}

	private count(fate: Fate): string {
		const items = [...this.fates].filter(([, value]) => value === fate).map(([item]) => item);
		const label = { sent: 'sent', failed: 'not accepted', notSent: 'not sent' }[fate];
		if (items.length === 0) return `0 ${label}`;
		const named = items.sort((a, b) => a - b).slice(0, NAMED_ITEMS);
		const more = items.length > named.length ? ', …' : '';
		return `${items.length} ${label} (items ${named.join(', ')}${more})`;
	}
}

const ledgers = new WeakMap<IExecuteData, RunLedger>();

/**
 * The ledger of the run an item belongs to. A second try of the same run starts with a fresh one,
 * which shows by an item that was there before.
 */
export function ledgerOf(
	executeData: IExecuteData,
	itemIndex: number,
	stopsOnError: boolean,
	writes: boolean,
): RunLedger {
	const known = ledgers.get(executeData);
	if (known && !known.knows(itemIndex)) return known;
	const fresh = new RunLedger(stopsOnError, writes);
	ledgers.set(executeData, fresh);
	return fresh;
}
