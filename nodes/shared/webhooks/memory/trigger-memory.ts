import { randomBytes } from 'crypto';
import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { Claims } from './claims';
import { isForgotten, newestHourIn, DedupeStore } from './duplicates';
import { FullerCopies } from './fuller-copies';
import { isPayload, getNumber, getText } from '../payload';
import { forgetOptOuts, getOptOuts, OptOuts, type HeardOptOut } from './opt-outs';
import { share, sharedStatuses, type TriggerName } from './shared-status';
import { newStatus, statusIn, type TriggerStatus } from './status';
import { AnnouncedSends } from '../pause/announced-sends';
import { Pauses } from '../pause/pauses';
import { OpenTurns } from '../turns/open-turns';
import { HOLD_MS, WriteTurns } from './write-turns';

/** The webhook that this trigger has at the service, and the secret in its address. */
export interface Registration {
	/** Made at the first registration; null where the node's field holds the secret. */
	secret: string | null;
	/** Milliseconds since 1970; of two registrations the later one counts. */
	changedAt: number;
	/** Null when nothing is registered, or the service did not tell the ID. */
	id: string | null;
	url: string | null;
	phoneNumber: string | null;
	eventTypes: string[];
	/** Names that were wanted as well and refused, so that they are not asked for at each start. */
	refusedTypes?: string[];
}

/** The static data of a request: what n8n keeps for the node, by its name, and for all nodes of the workflow. */
export interface StaticData {
	node: IDataObject;
	shared: IDataObject;
}

export function getStaticData(
	context: Pick<IWebhookFunctions, 'getWorkflowStaticData'>,
): StaticData {
	return {
		node: context.getWorkflowStaticData('node'),
		shared: context.getWorkflowStaticData('global'),
	};
}

/** Triggers remembered in one process. */
const MOST_TRIGGERS = 1_000;

/** How often counts alone are worth a write to the database. */
const COUNTS_EVERY_MS = 60_000;

/** Time in which a write may still be on its way. */
const AGAIN_AFTER_MS = 1_000;

/**
 * Key of what triggers remember, by the ID of their node, in the data that all nodes of a workflow share. n8n finds
 * the data of one node by its name, so that a renamed node would have forgotten everything.
 */
const MEMORY_KEY = 'triggerMemory';

/** A registration as static data keeps it; null when there is none. */
function textsIn(list: unknown): string[] {
	return Array.isArray(list) ? list.filter((name): name is string => typeof name === 'string') : [];
}

export function registrationIn(kept: unknown): Registration | null {
	if (!isPayload(kept)) return null;
	const refusedTypes = textsIn(kept.refusedTypes);
	return {
		secret: getText(kept, 'secret'),
		changedAt: getNumber(kept, 'changedAt') ?? 0,
		id: getText(kept, 'id'),
		url: getText(kept, 'url'),
		phoneNumber: getText(kept, 'phoneNumber'),
		eventTypes: textsIn(kept.eventTypes),
		...(refusedTypes.length > 0 ? { refusedTypes } : {}),
	};
}

function later(one: Registration | null, other: Registration | null): Registration | null {
	if (one === null || other === null) return one ?? other;
	return one.changedAt >= other.changedAt ? one : other;
}

function entriesIn(shared: IDataObject): Record<string, IDataObject> {
	const kept = shared[MEMORY_KEY];
	return isPayload(kept) ? (kept as Record<string, IDataObject>) : {};
}

/** What a trigger remembered, of an earlier version under the name of its node. */
function entryIn({ node, shared }: StaticData, nodeId: string): IDataObject {
	return entriesIn(shared)[nodeId] ?? node;
}

/**
 * What one trigger knows. The process is the authority: n8n hands each request its own copy of the static data
 * and writes the copies back in any order, so that two requests at once would lose each other's entries.
 */
export class TriggerMemory {
	/** Facts of which an execution is there. */
	readonly seen = new DedupeStore();

	/** Facts on their way to an execution. */
	readonly claims = new Claims();

	/** Facts that are being handed to executions which wait for them. */
	readonly handOvers = new Map<string, Promise<unknown>>();

	readonly fullerCopies = new FullerCopies();

	/** Messages that wait for others of the same person. */
	readonly openTurns = new OpenTurns();

	/** Chats that people answer. */
	readonly pauses = new Pauses();

	/** Whom the package sends messages from other processes. */
	readonly announcedSends = new AnnouncedSends();

	status: TriggerStatus;

	private registration: Registration | null = null;

	/** Tells what this memory wrote from what another or an earlier process did. */
	private readonly origin = randomBytes(6).toString('hex');

	private savedAt = 0;

	private saves = 0;

	private isUnsaved = false;

	private mergedStamp: unknown;

	/**
	 * @param writeTurns of all triggers of the workflow, whose static data n8n stores as one
	 * @param siblings the triggers of the workflow in this process
	 * @param optOuts what they heard of people who opted out
	 */
	constructor(
		now: number,
		private readonly nodeId = '',
		readonly writeTurns = new WriteTurns(),
		private readonly siblings: () => TriggerMemory[] = () => [],
		readonly optOuts = new OptOuts(),
	) {
		this.status = newStatus(now);
	}

	/**
	 * Takes over what static data has and this process has not: on start, and from other processes. Where another
	 * process wrote over what this one had written, both at once, the next request writes what both know.
	 */
	merge(data: StaticData, now: number): void {
		this.registration = later(registrationIn(data.node.registration), this.registration);
		this.mergeEntry(entryIn(data, this.nodeId), now);
		this.optOuts.merge(data.shared);
	}

	private mergeEntry(entry: IDataObject, now: number): void {
		const { stamp } = entry;
		if (stamp === undefined || stamp === this.mergedStamp || this.isOwn(stamp)) return;
		if (this.mergedStamp === undefined && this.saves === 0) {
			this.status = statusIn(entry.status) ?? this.status;
		}
		this.mergedStamp = stamp;
		this.openTurns.merge(entry.openTurns);
		this.pauses.merge(entry);
		this.announcedSends.merge(entry.sends);
		const hasOwn = this.seen.merge(entry.seen, now);
		this.isUnsaved ||= !hasOwn;
	}

	private get stamp(): string {
		return `${this.origin}.${this.saves}`;
	}

	private isOwn(stamp: unknown): boolean {
		return stamp === undefined || String(stamp).startsWith(`${this.origin}.`);
	}

	/** The later of the registrations that static data and this process know. */
	get current(): Registration | null {
		return this.registration;
	}

	register(registration: Registration, node: IDataObject): void {
		this.registration = registration;
		node.registration = { ...registration };
	}

	/**
	 * Remembers a fact for which an execution is there.
	 *
	 * @param isWritten whether the request that started it wrote it as well
	 */
	record(keys: readonly string[], now: number, isWritten: boolean): void {
		const added = keys.filter((key) => this.seen.add(key, now));
		this.isUnsaved ||= added.length > 0 && !isWritten;
	}

	/**
	 * Remembers that somebody opted out or in again, for the sends of this process and of the workflow.
	 *
	 * @returns whether that was news, which is to be written
	 */
	hearOptOut(heard: HeardOptOut): boolean {
		const isNews = this.optOuts.hear(heard);
		this.isUnsaved ||= isNews;
		return isNews;
	}

	/**
	 * Whether a request that starts nothing should write all the same: facts or counts have waited long enough, or
	 * n8n did not keep what was written last.
	 */
	isDue(data: StaticData, now: number): boolean {
		const age = now - this.savedAt;
		if (this.isUnsaved) return age >= HOLD_MS;
		const { stamp } = entryIn(data, this.nodeId);
		const isBehind = this.saves > 0 && stamp !== this.stamp && this.isOwn(stamp);
		return age >= COUNTS_EVERY_MS || (isBehind && age >= AGAIN_AFTER_MS);
	}

	/**
	 * Writes everything into the static data that n8n saves after the request, for the other triggers of the workflow as
	 * well: the copy of this request may hold less of them than they wrote since.
	 *
	 * @param starting keys of facts that count as seen once n8n has stored this
	 */
	save(
		data: StaticData,
		trigger: TriggerName,
		now: number,
		starting: readonly string[] = [],
	): void {
		const { node, shared } = data;
		const others = this.siblings().filter((other) => other !== this && other.saves > 0);
		const entries = { ...entriesIn(shared) };
		for (const [id, { seen, pauses }] of Object.entries(entries)) {
			if (isForgotten(newestHourIn(seen), now) && pauses === undefined) delete entries[id];
		}
		for (const other of others) {
			other.mergeEntry(entries[other.nodeId] ?? {}, now);
			entries[other.nodeId] = other.entry(now, []);
		}
		this.status.pausedChats = this.pauses.count(now);
		this.savedAt = now;
		this.isUnsaved = false;
		this.saves += 1;
		entries[this.nodeId] = this.entry(now, starting);
		shared[MEMORY_KEY] = entries;
		this.optOuts.store(shared);
		// Where earlier versions kept it, under the name of the node.
		for (const name of ['stamp', 'seen', 'status']) if (name in node) delete node[name];
		const kept = registrationIn(node.registration);
		if (this.registration && (kept?.changedAt ?? 0) < this.registration.changedAt) {
			node.registration = { ...this.registration };
		}
		share(shared, trigger, this.status);
	}

	private entry(now: number, starting: readonly string[]): IDataObject {
		return {
			stamp: this.stamp,
			seen: this.seen.toStored(starting, now),
			...this.openTurns.toEntry(starting),
			...this.pauses.toEntry(now),
			...this.announcedSends.toEntry(now),
			status: { ...this.status, events: { ...this.status.events } },
		};
	}
}

const MEMORIES = new Map<string, TriggerMemory>();

function testKey(workflowId: string, nodeId: string): string {
	return `test/${workflowId}/${nodeId}`;
}

/** The memory of a trigger in this process, made on first use. */
export function getMemory(workflowId: string, nodeId: string, now: number): TriggerMemory {
	const prefix = `${workflowId}/`;
	const ofWorkflow = () =>
		[...MEMORIES].filter(([key]) => key.startsWith(prefix)).map(([, memory]) => memory);
	return memoryAt(`${prefix}${nodeId}`, () => {
		const writeTurns = ofWorkflow()[0]?.writeTurns;
		return new TriggerMemory(now, nodeId, writeTurns, ofWorkflow, getOptOuts(workflowId));
	});
}

/** The memory of the test run that is listening: n8n may take the twin of its event before it stops listening. */
export function getTestMemory(workflowId: string, nodeId: string, now: number): TriggerMemory {
	return memoryAt(testKey(workflowId, nodeId), () => new TriggerMemory(now, nodeId));
}

/** Begins a test run, which knows nothing of those before it. */
export function beginTest(workflowId: string, nodeId: string): void {
	MEMORIES.delete(testKey(workflowId, nodeId));
}

function memoryAt(key: string, make: () => TriggerMemory): TriggerMemory {
	const memory = MEMORIES.get(key) ?? make();
	MEMORIES.delete(key);
	MEMORIES.set(key, memory);
	for (const oldest of MEMORIES.keys()) {
		if (MEMORIES.size <= MOST_TRIGGERS) break;
		MEMORIES.delete(oldest);
	}
	return memory;
}

/** Forgets everything, as a restart of the process does. */
export function forgetAll(): void {
	MEMORIES.clear();
	forgetOptOuts();
}

function lastActivity({ since, lastEvent, lastRefused }: TriggerStatus): string {
	return [lastEvent ?? '', lastRefused ?? ''].sort().pop() || since;
}

/**
 * What the triggers of a workflow went through: from this process where it took the requests, else from
 * what they left in the workflow's shared static data (at most a minute old).
 *
 * @param shared the workflow's static data of type `global`
 */
export function readTriggerStatus(
	workflowId: string,
	shared: IDataObject,
): Array<TriggerStatus & { trigger: string }> {
	return sharedStatuses(shared).map(({ id, name, status }) => {
		const here = MEMORIES.get(`${workflowId}/${id}`)?.status;
		const newest = here && lastActivity(here) >= lastActivity(status) ? here : status;
		return { trigger: name, ...newest };
	});
}
