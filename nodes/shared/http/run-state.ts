import type { IExecuteData, NodeApiError } from 'n8n-workflow';

import { codeOf } from '../errors/node-error';

/** In the order they are told, with their names in the text. */
const FATES = {
	sent: 'sent',
	failed: 'failed',
	unknown: 'with unknown outcome',
	notSent: 'not sent',
} as const;

type Fate = keyof typeof FATES;

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

	/** Notes an item that went out, or that was kept from it by the failure of another one. */
	note(itemIndex: number, fate: 'sent' | 'notSent'): void {
		this.fates.set(itemIndex, fate);
	}

	/** Notes an item with a failure of its own. The error tells the counts of the run as well. */
	noteFailure(itemIndex: number, error: NodeApiError): void {
		this.fates.set(itemIndex, codeOf(error) === 'outcome-unknown' ? 'unknown' : 'failed');
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
		return (Object.keys(FATES) as Fate[]).map((fate) => this.count(fate)).join(', ');
	}

	private count(fate: Fate): string {
		const items = [...this.fates].filter(([, value]) => value === fate).map(([item]) => item);
		if (items.length === 0) return `0 ${FATES[fate]}`;
		const named = items.sort((a, b) => a - b).slice(0, NAMED_ITEMS);
		const more = items.length > named.length ? ', …' : '';
		return `${items.length} ${FATES[fate]} (items ${named.join(', ')}${more})`;
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
