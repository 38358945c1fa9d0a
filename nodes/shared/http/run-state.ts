import type { IDataObject, IExecuteData, IExecuteFunctions } from 'n8n-workflow';

import { getAdvice, getErrorCode, type NodeFailure } from '../errors/node-error';
import type { Page } from './answers/answer';
import type { BodyChange } from './lazy-body';
import { PersonTurns } from './person-turns';

/** In the order they are told, with their names in the text. */
const STATUSES = {
	sent: 'sent',
	failed: 'failed',
	unknown: 'may have been sent',
	notSent: 'not sent',
} as const;

type ItemStatus = keyof typeof STATUSES;

/** Item numbers named in a text; more would not be read. */
const NAMED_ITEMS = 20;

/**
 * What became of each item in one try of a run. All items start at once, every one of them finishes, and then
 * the first error is thrown, so the try itself has to remember what left and what did not.
 */
export class ItemStatuses {
	private readonly statuses = new Map<number, ItemStatus>();

	private failed = false;

	constructor(
		private readonly stopsOnError: boolean,
		private readonly writes: boolean,
	) {}

	knows(itemIndex: number): boolean {
		return this.statuses.has(itemIndex);
	}

	/** Whether one more request may leave: after the first failure none does, unless the node continues on error. */
	mayLeave(): boolean {
		return !this.stopsOnError || !this.failed;
	}

	/** Notes an item that went out, or that was kept from it by the failure of another one. */
	note(itemIndex: number, status: 'sent' | 'notSent'): void {
		this.statuses.set(itemIndex, status);
	}

	/** Notes an item with a failure of its own. The error tells the counts of the try as well. */
	noteFailure(itemIndex: number, error: NodeFailure): void {
		const isUnknown = getErrorCode(error) === 'outcome-unknown';
		this.statuses.set(itemIndex, isUnknown ? 'unknown' : 'failed');
		this.failed = true;
		if (this.stopsOnError && this.writes) this.addCounts(error);
	}

	/** The counts are read when n8n shows the error, after the requests already under way came back. */
	private addCounts(error: NodeFailure): void {
		const description = error.description ?? '';
		// n8n names the item beside the message, and the counts name it too.
		const advice = getAdvice(error);
		Object.defineProperty(error, 'description', {
			enumerable: true,
			configurable: true,
			get: () => (this.statuses.size < 2 ? description : `${advice} ${this.counts()}`),
		});
	}

	private counts(): string {
		const told = (Object.keys(STATUSES) as ItemStatus[]).flatMap((status) => this.count(status));
		return `Of ${this.statuses.size} items: ${told.join('; ')}.`;
	}

	/** Items are numbered from 0, as n8n shows them. */
	private count(status: ItemStatus): string[] {
		const items = [...this.statuses].filter(([, value]) => value === status).map(([item]) => item);
		if (items.length === 0) return [];
		const named = items.sort((a, b) => a - b).slice(0, NAMED_ITEMS);
		const more = items.length > named.length ? ', …' : '';
		const label = items.length === 1 ? 'item' : 'items';
		return [`${items.length} ${STATUSES[status]} (${label} ${named.join(', ')}${more})`];
	}
}

/** Where something about somebody changed, other than by a message. */
export interface ChangeOfPerson {
	/** Key of the person. */
	person: string;
	url: string;
}

/** A write of this run: the page that it brought, when it left where the outcome is unknown, or what left instead. */
export interface IdempotencyRecord {
	page?: Page;
	/** In milliseconds. */
	sentAt?: number;
	/** Makes the request that left in its place, since the 24-hour window was closed. */
	instead?: BodyChange;
	/** Set for what a call of an agent's tool changed, which counts until another change to the same. */
	change?: ChangeOfPerson;
	/** When it was recorded, in milliseconds. */
	at: number;
}

/** The message in whose place a template left. */
export interface ReplacedMessage {
	/** Key of its write, the same in each try. */
	key: string;
	/** As it is told to somebody whose other message no template leaves for. */
	name: string;
}

/** What became of one recipient of a batch, as the service's node reads it. */
export interface RecipientOutcome {
	whatsappNumber: string;
	failure?: { code: string };
}

/** What became of one item of a batch. */
export interface BatchResult {
	template: string;
	result: RecipientOutcome;
}

/**
 * All that belongs to one run of a node, over all tries of Retry On Fail. Nothing else is kept by run.
 *
 * | Entry | Holds | Written by | Until |
 * | --- | --- | --- | --- |
 * | `writes` | answers and unknown outcomes by request | idempotency | an hour, or the end of the run |
 * | `batch` | results of recipients by item | batches | the end of the run |
 * | `proven` | IDs of messages found in chats, so that each proves one send only, by recipient | verification | the end of the run |
 * | `templates` | templates by account | dry run | the end of the run |
 * | `sentInstead` | messages in whose place a template left, by person, template and values | chat window | the end of the run |
 * | `optOuts` | whether somebody opted out, by account and person | opt-out | the end of the run |
 * | `turns` | who is being written to, and what waits for that | items | the end of the item |
 * | `underWay` | ends of what runs once at a time, by key | idempotency, verification | its end |
 */
export interface RunState {
	readonly writes: Map<string, IdempotencyRecord>;
	readonly batch: Map<number, BatchResult>;
	readonly proven: Map<string, Set<string>>;
	readonly templates: Map<string, Promise<IDataObject[]>>;
	readonly sentInstead: Map<string, ReplacedMessage>;
	readonly optOuts: Map<string, Promise<boolean>>;
	readonly turns: PersonTurns;
	readonly underWay: Map<string, Promise<unknown>>;
}

/** n8n hands the same object to every try of a run, and drops it with the run. All tools of an agent get the agent's. */
const runs = new WeakMap<IExecuteData, RunState>();

export function getRunState(executeData: IExecuteData): RunState {
	const known = runs.get(executeData);
	if (known) return known;
	const fresh: RunState = {
		writes: new Map(),
		batch: new Map(),
		proven: new Map(),
		templates: new Map(),
		sentInstead: new Map(),
		optOuts: new Map(),
		turns: new PersonTurns(),
		underWay: new Map(),
	};
	runs.set(executeData, fresh);
	return fresh;
}

/** Whether the run is the node's own, not that of an agent that calls it as a tool: there every call is item 0. */
export function isOwnRun(context: Pick<IExecuteFunctions, 'getExecuteData' | 'getNode'>): boolean {
	return context.getExecuteData().node.name === context.getNode().name;
}

/** Runs what has the same key in a run one after the other. */
export async function runInTurn<T>(
	{ underWay }: RunState,
	key: string,
	task: () => Promise<T>,
): Promise<T> {
	const turn = underWay.get(key)?.then(task) ?? task();
	const ended = turn.catch(() => undefined);
	underWay.set(key, ended);
	void ended.then(() => underWay.get(key) === ended && underWay.delete(key));
	return await turn;
}

/**
 * The statuses that an item of one call of the node belongs to: calls of an agent's tool share a run, and the failure of
 * one says nothing about the others. Where an item comes again, fresh ones begin.
 */
export function getItemStatuses(
	call: { statuses?: ItemStatuses },
	itemIndex: number,
	stopsOnError: boolean,
	writes: boolean,
): ItemStatuses {
	if (call.statuses && !call.statuses.knows(itemIndex)) return call.statuses;
	call.statuses = new ItemStatuses(stopsOnError, writes);
	return call.statuses;
}
