import { sleep } from 'n8n-workflow';

import { getText } from '../../webhooks/payload';
import type { WaitingNode } from '../waiting-node';
import {
	hasWaitingNode,
	holdsEvent,
	readExecutionWaits,
	type ExecutionWait,
} from './execution-waits';
import { N8nApi, type N8n } from './n8n-api';

/** What n8n knows of waits at one moment. */
export interface OpenWaits {
	waits: ExecutionWait[];
	/** Whether an execution is running that may be asking somebody and has not slept yet. */
	someAreAsking: boolean;
}

/** From one call for the lists of executions to the next. */
const LIST_EVERY_MS = 500;

const OPEN_STATUSES = ['new', 'running', 'waiting'];

/** An execution that changes its status between two lists may be in neither, so each is read twice. */
const LISTED_STATUSES = ['running', 'waiting', 'running', 'waiting'];

const RUNNING = 'running';

interface KnownExecution {
	/** When n8n wakes it by itself, else `running`. */
	waitTill: string;
	/** Whether its workflow has a node that waits for events. */
	mayAsk: boolean;
	/** Null as long as it has not slept. */
	waits: ExecutionWait[] | null;
}

/** The waits of one kind of node in one n8n. */
class WaitList {
	private readonly api = new N8nApi();

	/** By the ID of the execution. */
	private known = new Map<string, KnownExecution>();

	private listedAt = 0;

	private last: Promise<unknown> = Promise.resolve();

	private next?: Promise<OpenWaits>;

	constructor(private readonly node: WaitingNode) {}

	/** All open waits as of now or later: an execution that fell asleep before this call is among them. */
	async list(n8n: N8n): Promise<OpenWaits> {
		this.next ??= this.listSoon(n8n);
		return await this.next;
	}

	/** Begins no more than twice a second; all calls until then share the result. */
	private async listSoon(n8n: N8n): Promise<OpenWaits> {
		await this.last;
		await sleep(Math.max(0, this.listedAt + LIST_EVERY_MS - Date.now()));
		this.listedAt = Date.now();
		this.next = undefined;
		const listing = this.listNow(n8n);
		this.last = listing.catch(() => {});
		return await listing;
	}

	/** A running execution may have a wait as well: it deals with another event and goes to sleep again. */
	private async listNow(n8n: N8n): Promise<OpenWaits> {
		const listed = new Map<string, string>();
		for (const status of LISTED_STATUSES) {
			for (const execution of await this.api.listExecutions(n8n, status)) {
				listed.set(getText(execution, 'id') ?? '', getText(execution, 'waitTill') ?? status);
			}
		}
		const next = new Map<string, KnownExecution>();
		for (const [id, waitTill] of listed) next.set(id, await this.read(n8n, id, waitTill));
		for (const [id, execution] of this.known) {
			if (next.has(id) || !execution.waits?.length) continue;
			const status = await this.api.getStatus(n8n, id);
			if (status !== null && OPEN_STATUSES.includes(status)) next.set(id, execution);
		}
		this.known = next;
		const all = [...next.values()];
		return {
			waits: all.flatMap(({ waits }) => waits ?? []),
			someAreAsking: all.some(
				({ waitTill, mayAsk, waits }) => waitTill === RUNNING && mayAsk && waits === null,
			),
		};
	}

	/** What an execution waits for is read once per sleep, and each time while it runs and may ask. */
	private async read(n8n: N8n, id: string, waitTill: string): Promise<KnownExecution> {
		const known = this.known.get(id);
		if (known && (!known.mayAsk || (known.waitTill === waitTill && waitTill !== RUNNING))) {
			return { ...known, waitTill };
		}
		const execution = await this.api.getExecution(n8n, id);
		// While it runs, n8n may hold nothing of what it waited for.
		const waits = readExecutionWaits(execution, id, this.node) ?? known?.waits ?? null;
		return { waitTill, mayAsk: hasWaitingNode(execution, this.node), waits };
	}

	async isAsleep(n8n: N8n, executionId: string): Promise<boolean> {
		return (await this.api.getStatus(n8n, executionId)) === 'waiting';
	}

	/** Whether an event is stored with an execution, be it from the chat. */
	async holdsEvent(n8n: N8n, executionId: string, keys: string[]): Promise<boolean> {
		const execution = await this.api.getExecution(n8n, executionId);
		return holdsEvent(execution, keys, this.node);
	}
}

/** By the address of the n8n and the node. */
const lists = new Map<string, WaitList>();

/**
 * The executions of this n8n that wait for a service's events. They are read from n8n's database, so that the list is
 * right after a restart and in every process of n8n.
 */
export function getWaitList({ baseUrl }: N8n, node: WaitingNode): WaitList {
	const key = `${node.nodeName} ${baseUrl}`;
	const list = lists.get(key) ?? new WaitList(node);
	lists.set(key, list);
	return list;
}
