import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { isOwnRun } from '../run-state';
import { digest } from './digest';

/** Writes of a node that are kept with what brings their items back. */
const MOST_WITH_ANSWER = 10_000;

/** Writes of a node that are kept at all. */
const MOST = 100_000;

/** Of a hash, for 12 bytes: of a hundred thousand, two are the same once in 10^19 executions. */
const HASH_LENGTH = 16;

/** In the order of their numbers in the text. */
const OUTCOMES = ['accepted', 'unknown', 'left-out'] as const;

/** What became of a write, as n8n stores it with the execution. */
export interface KeptWrite {
	/** `left-out`: the service accepted the call, and its answer lacks this recipient. */
	outcome: (typeof OUTCOMES)[number];
	/** What an item is made of: IDs and states, no text and no number of a person. */
	answer?: IDataObject;
	/** When a write of unknown outcome left, in milliseconds. */
	sentAt?: number;
	/** Whether a template left in the place of the message, since its 24-hour window was closed. */
	isInstead?: boolean;
}

/** What n8n stores for a node with the execution: texts by hash. */
interface Store extends IDataObject {
	count: number;
	writes: Record<string, string>;
}

type KeepingContext = Pick<IExecuteFunctions, 'getContext' | 'getExecuteData' | 'getNode'>;

const STORED_AS = 'sent';

function toText({ outcome, answer, sentAt, isInstead }: KeptWrite): string {
	const parts = [OUTCOMES.indexOf(outcome), sentAt ?? answer ?? 0, ...(isInstead ? [1] : [])];
	return JSON.stringify(parts);
}

function fromText(text: string): KeptWrite {
	const [outcome, what, isInstead] = JSON.parse(text) as [number, number | IDataObject, number?];
	return {
		outcome: OUTCOMES[outcome] ?? 'unknown',
		...(typeof what === 'object' ? { answer: what } : {}),
		...(typeof what === 'number' && what > 0 ? { sentAt: what } : {}),
		...(isInstead === 1 ? { isInstead: true } : {}),
	};
}

/**
 * The writes of one run of a node that were accepted or are of unknown outcome, kept in the node's context, which
 * n8n stores with an execution and hands to the one that *Retry* in the list of executions starts (n8n 2.41:
 * `retry` in execution.service runs the stored data, `contextData` included). A process that ends at once
 * stores nothing of the node under way.
 */
export class KeptWrites {
	/** Tells this run of the node from its other ones in a loop; n8n stores it with the node's input. */
	private readonly run = this.context.getExecuteData().source?.main?.[0] ?? null;

	private hashed?: { what: readonly unknown[]; hash: string };

	private constructor(private readonly context: KeepingContext) {}

	/** @returns undefined for a tool of an AI agent: on Retry the agent begins anew, and nothing tells its calls apart */
	static of(context: KeepingContext): KeptWrites | undefined {
		const isTool = context.getNode().type.endsWith('Tool') || !isOwnRun(context);
		return isTool ? undefined : new KeptWrites(context);
	}

	/** Forgets what a node kept, once its run has ended well: Retry begins after it. */
	static clear(context: KeepingContext): void {
		delete context.getContext('node')[STORED_AS];
	}

	/** @param what tells a write of the run from every other one, as values for JSON */
	find(what: readonly unknown[]): KeptWrite | undefined {
		const text = this.store?.writes[this.hash(what)];
		return text === undefined ? undefined : fromText(text);
	}

	/** Keeps a write. Beyond 10,000 its answer is left out, beyond 100,000 all of it. */
	keep(what: readonly unknown[], write: KeptWrite): void {
		const key = this.hash(what);
		const node = this.context.getContext('node');
		const store: Store = this.store ?? { count: 0, writes: {} };
		node[STORED_AS] = store;
		if (!Object.hasOwn(store.writes, key)) {
			if (store.count >= MOST) return;
			store.count += 1;
		}
		const { answer, ...bare } = write;
		store.writes[key] = toText(store.count > MOST_WITH_ANSWER ? bare : { ...bare, answer });
	}

	/** Lets a write leave again. */
	drop(what: readonly unknown[]): void {
		const { store } = this;
		const key = this.hash(what);
		if (!store || !Object.hasOwn(store.writes, key)) return;
		delete store.writes[key];
		store.count -= 1;
	}

	private get store(): Store | undefined {
		return this.context.getContext('node')[STORED_AS] as Store | undefined;
	}

	/** A write is looked for, and kept soon after. */
	private hash(what: readonly unknown[]): string {
		if (this.hashed?.what === what) return this.hashed.hash;
		const hash = digest(JSON.stringify([this.run, what])).slice(0, HASH_LENGTH);
		this.hashed = { what, hash };
		return hash;
	}
}
