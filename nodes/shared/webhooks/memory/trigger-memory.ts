import { randomBytes } from 'crypto';
import type { IDataObject } from 'n8n-workflow';

import { SeenFacts } from './duplicates';
import { isPayload, numberOf, textOf } from '../payload';
import { share, sharedStatuses, type TriggerName } from './shared-status';
import { newStatus, statusIn, type TriggerStatus } from './status';

/** The webhook that this trigger has at WATI, and the secret in its address. */
export interface Registration {
	/** Made at the first registration; null where the node's field holds the secret. */
	secret: string | null;
	/** Milliseconds since 1970; of two registrations the later one counts. */
	changedAt: number;
	/** Null when nothing is registered, or WATI did not tell the ID. */
	id: string | null;
	url: string | null;
	phoneNumber: string | null;
	eventTypes: string[];
}

/** Triggers remembered in one process. */
const MOST_TRIGGERS = 1_000;

/** How often counts alone are worth a write to the database. */
const COUNTS_EVERY_MS = 60_000;

/** Time in which a write may still be on its way. */
const AGAIN_AFTER_MS = 1_000;

/**
 * Each write costs n8n as much as a small execution. So single events and bursts are written one by one, and
 * under lasting load several together.
 */
const WRITES_AT_ONCE = 50;
const WRITES_PER_SECOND = 4;

/** A registration as static data keeps it; null when there is none. */
export function registrationIn(kept: unknown): Registration | null {
	if (!isPayload(kept)) return null;
	const { eventTypes } = kept;
	return {
		secret: textOf(kept, 'secret'),
		changedAt: numberOf(kept, 'changedAt') ?? 0,
		id: textOf(kept, 'id'),
		url: textOf(kept, 'url'),
		phoneNumber: textOf(kept, 'phoneNumber'),
		eventTypes: Array.isArray(eventTypes)
			? eventTypes.filter((name): name is string => typeof name === 'string')
			: [],
	};
}

function later(one: Registration | null, other: Registration | null): Registration | null {
	if (one === null || other === null) return one ?? other;
	return one.changedAt >= other.changedAt ? one : other;
}

/**
 * What one trigger knows. The process is the authority: n8n hands each call its own copy of the static data
 * and writes the copies back in any order, so that two calls at once would lose each other's entries.
 */
export class TriggerMemory {
	readonly seen = new SeenFacts();

	status: TriggerStatus;

	private registration: Registration | null = null;

	/** Tells what this memory wrote from what another or an earlier process did. */
	private readonly mark = randomBytes(6).toString('hex');

	private savedAt = 0;

	private saves = 0;

	private writesLeft = WRITES_AT_ONCE;

	private earnedAt: number;

	private isUnsaved = false;

	private learned: unknown;

	constructor(now: number) {
		this.status = newStatus(now);
		this.earnedAt = now;
	}

	/**
	 * Takes over what static data has and this process has not: on start, and from other processes. Where another
	 * process wrote over what this one had written, both at once, the next call writes what both know.
	 */
	learn(state: IDataObject, now: number): void {
		const { stamp } = state;
		this.registration = later(registrationIn(state.registration), this.registration);
		if (stamp === undefined || stamp === this.learned || this.isOwn(stamp)) return;
		if (this.learned === undefined && this.saves === 0) {
			this.status = statusIn(state.status) ?? this.status;
		}
		this.learned = stamp;
		const hasOwn = this.seen.learn(state.seen, now);
		this.isUnsaved ||= !hasOwn;
	}

	private get stamp(): string {
		return `${this.mark}.${this.saves}`;
	}

	private isOwn(stamp: unknown): boolean {
		return stamp === undefined || String(stamp).startsWith(`${this.mark}.`);
	}

	/** The later of the registrations that static data and this process know. */
	get current(): Registration | null {
		return this.registration;
	}

	register(registration: Registration, state: IDataObject): void {
		this.registration = registration;
		state.registration = { ...registration };
	}

	/**
	 * Whether a call that starts nothing should write all the same: the counts have waited long enough, or
	 * n8n did not keep what was written last.
	 */
	isDue({ stamp }: IDataObject, now: number): boolean {
		const age = now - this.savedAt;
		if (this.isUnsaved) return age >= 1000 / WRITES_PER_SECOND;
		const isBehind = this.saves > 0 && stamp !== this.stamp && this.isOwn(stamp);
		return age >= COUNTS_EVERY_MS || (isBehind && age >= AGAIN_AFTER_MS);
	}

	/**
	 * Whether an accepted event is to be written now. If not, the next call from a quarter of a second later on
	 * writes it: that is what a restart can lose, under lasting load only.
	 */
	mayWrite(now: number): boolean {
		const earned = ((now - this.earnedAt) / 1000) * WRITES_PER_SECOND;
		this.writesLeft = Math.min(WRITES_AT_ONCE, this.writesLeft + earned);
		this.earnedAt = now;
		this.isUnsaved = this.writesLeft < 1;
		if (!this.isUnsaved) this.writesLeft -= 1;
		return !this.isUnsaved;
	}

	/** Writes everything into the static data that n8n saves after the call. */
	save(state: IDataObject, shared: IDataObject, trigger: TriggerName, now: number): void {
		this.savedAt = now;
		this.isUnsaved = false;
		this.saves += 1;
		state.stamp = this.stamp;
		state.seen = this.seen.kept();
		state.status = { ...this.status, events: { ...this.status.events } };
		const kept = registrationIn(state.registration);
		if (this.registration && (kept?.changedAt ?? 0) < this.registration.changedAt) {
			state.registration = { ...this.registration };
		}
		share(shared, trigger, this.status);
	}
}

const MEMORIES = new Map<string, TriggerMemory>();

function testKey(workflowId: string, nodeId: string): string {
	return `test/${workflowId}/${nodeId}`;
}

/** The memory of a trigger in this process, made on first use. */
export function memoryOf(workflowId: string, nodeId: string, now: number): TriggerMemory {
	return memoryAt(`${workflowId}/${nodeId}`, now);
}

/** The memory of the test run that is listening: n8n may take the twin of its event before it stops listening. */
export function testMemoryOf(workflowId: string, nodeId: string, now: number): TriggerMemory {
	return memoryAt(testKey(workflowId, nodeId), now);
}

/** Begins a test run, which knows nothing of those before it. */
export function beginTest(workflowId: string, nodeId: string): void {
	MEMORIES.delete(testKey(workflowId, nodeId));
}

function memoryAt(key: string, now: number): TriggerMemory {
	const memory = MEMORIES.get(key) ?? new TriggerMemory(now);
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
}

function lastActivity({ since, lastEvent, lastRefused }: TriggerStatus): string {
	return [lastEvent ?? '', lastRefused ?? ''].sort().pop() || since;
}

/**
 * What the WATI triggers of a workflow went through: from this process where it took the calls, else from
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
