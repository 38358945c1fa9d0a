import { createHash } from 'crypto';
import type { IDataObject } from 'n8n-workflow';

import { getPersonKey } from '../../parameters/phone-number/person';
import { isPayload } from '../payload';

/** What was heard of somebody at a time. */
export interface HeardOptOut {
	/** Whose messages it is about: a business number, or whatever the service tells apart. */
	account: string;
	/** Numbers and IDs of the one person. */
	people: readonly string[];
	/** Whether they opted out, or in again. */
	isOut: boolean;
	/** Milliseconds since 1970. */
	at: number;
}

/** Key of the data that all nodes of a workflow share. */
const STORED_KEY = 'optOuts';

/** People remembered for each workflow, those of the newest choices. n8n reads and writes them with each event. */
const MOST_PEOPLE = 3_000;

/** A number and a BSUID. */
const NAMES_EACH = 2;

const MOST_NAMES = MOST_PEOPLE * NAMES_EACH;

/** Characters of a hash, 96 bits. */
const HASH_LENGTH = 16;

const HASH = /^[\w-]{16}$/;

/** Stands for a person and whose messages it is about, so that nothing stored or asked has a number in it. */
export function hashPerson(account: string, person: string): string {
	const key = `${account} ${getPersonKey(person)}`;
	return createHash('sha256').update(key).digest('base64url').slice(0, HASH_LENGTH);
}

/** Whether something has the form of such a hash. */
export function isOptOutHash(value: unknown): value is string {
	return typeof value === 'string' && HASH.test(value);
}

function timesIn(stored: unknown): Array<[string, number]> {
	if (!isPayload(stored)) return [];
	return Object.entries(stored).filter(
		(entry): entry is [string, number] => isOptOutHash(entry[0]) && Number.isFinite(entry[1]),
	);
}

/** Of two things heard of one person the later one counts, and in doubt that they opted out. */
function isNewer(time: number, known: number | undefined): boolean {
	if (known === undefined) return true;
	const [one, other] = [Math.abs(time), Math.abs(known)];
	return one > other || (one === other && time > known);
}

/** Who opted out, as the triggers of one workflow heard. Without names: a hash stands for each person. */
export class OptOuts {
	/** Seconds since 1970 by hash of account and person, negative for who opted in again. */
	private readonly times = new Map<string, number>();

	/** @returns whether that was news */
	hear({ account, people, isOut, at }: HeardOptOut): boolean {
		const hashes = people.map((person) => hashPerson(account, person));
		return this.hearOfHashes(hashes, isOut, at);
	}

	/** The same of people whose hashes are known. */
	hearOfHashes(hashes: readonly string[], isOut: boolean, at: number): boolean {
		const seconds = Math.floor(at / 1_000);
		const news = hashes.map((hash) => this.keep(hash, isOut ? seconds : -seconds));
		this.forgetOldest();
		return news.includes(true);
	}

	/** What is known of some people, in the form in which it is stored. */
	pick(hashes: readonly string[]): IDataObject {
		const known = hashes.flatMap((hash) => {
			const time = this.timeOf(hash);
			return time === undefined ? [] : [[hash, time]];
		});
		return { [STORED_KEY]: Object.fromEntries(known) as IDataObject };
	}

	/** When the person opted out or, negative, in again; undefined where nothing was heard. */
	timeOf(hash: string): number | undefined {
		return this.times.get(hash);
	}

	/** Adds what a process before or beside this one kept in the data of the workflow. */
	merge(shared: IDataObject): void {
		for (const [hash, time] of timesIn(shared[STORED_KEY])) this.keep(hash, time);
		this.forgetOldest();
	}

	/** Puts everything into the data of the workflow, beside what is there already. */
	store(shared: IDataObject): void {
		this.merge(shared);
		if (this.times.size > 0) shared[STORED_KEY] = Object.fromEntries(this.times);
	}

	private keep(hash: string, time: number): boolean {
		const known = this.times.get(hash);
		if (!isNewer(time, known)) return false;
		this.times.set(hash, time);
		return Math.sign(time) !== Math.sign(known ?? 0);
	}

	/** By the time of the choice: what was forgotten comes back with each merge, and must not count as new. */
	private forgetOldest(): void {
		const surplus = this.times.size - MOST_NAMES;
		if (surplus <= 0) return;
		const oldestFirst = [...this.times].sort(([, one], [, other]) => Math.abs(one) - Math.abs(other));
		for (const [hash] of oldestFirst.slice(0, surplus)) this.times.delete(hash);
	}
}

/** By workflow; '' for what sends of this process heard. */
const optOutsOf = new Map<string, OptOuts>();

/** What the triggers of a workflow heard, in this process. */
export function getOptOuts(workflowId: string): OptOuts {
	const known = optOutsOf.get(workflowId) ?? new OptOuts();
	optOutsOf.set(workflowId, known);
	return known;
}

/** Forgets everything, as a restart of the process does. */
export function forgetOptOuts(): void {
	optOutsOf.clear();
}

/** Notes what the answer to a send said. */
export function hearFromSend(heard: HeardOptOut): void {
	getOptOuts('').hear(heard);
}

/** The time under a hash in the data of a workflow. */
function readStored(data: IDataObject, hash: string): number | undefined {
	const stored = data[STORED_KEY];
	const time = isPayload(stored) ? stored[hash] : undefined;
	return typeof time === 'number' && Number.isFinite(time) ? time : undefined;
}

/**
 * Whether somebody opted out, for all that this process and the data of one workflow know.
 *
 * @param hash of the person and whose messages it is about
 * @param known the workflow's static data of type `global`, and what its triggers told in the same form
 */
export function isOptedOut(hash: string, known: readonly IDataObject[]): boolean {
	const times = [
		...known.map((data) => readStored(data, hash)),
		...[...optOutsOf.values()].map((optOuts) => optOuts.timeOf(hash)),
	].filter((time) => time !== undefined);
	const newest = times.reduce<number | undefined>(
		(last, time) => (isNewer(time, last) ? time : last),
		undefined,
	);
	return newest !== undefined && newest > 0;
}
