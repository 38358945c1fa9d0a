import { hash as hashText } from 'crypto';
import type { IDataObject } from 'n8n-workflow';

import { getPersonKey } from '../../parameters/phone-number/person';
import { isPayload } from '../payload';

/** What was heard of somebody at a time. Whoever has two names in it is known by both from then on. */
export interface HeardOptOut {
	/** Whose messages it is about: a business number, or whatever the service tells apart. */
	account: string;
	/** Numbers and IDs of the one person. */
	people: readonly string[];
	/** Whether they opted out, or in again; null where only their names were heard. */
	isOut: boolean | null;
	/** Whether WhatsApp itself keeps the choice: an opt-out of that kind is not taken back by words. */
	isPreference?: boolean;
	/** Milliseconds since 1970. */
	at: number;
}

/** Key of the data that all nodes of a workflow share. */
const STORED_KEY = 'optOuts';
const NAMES_KEY = 'optOutNames';

/** People remembered for each workflow, those of the newest choices. n8n reads and writes them with each event. */
const MOST_PEOPLE = 3_000;

/** A number and a BSUID. */
const NAMES_EACH = 2;

const MOST_NAMES = MOST_PEOPLE * NAMES_EACH;

/** People of whom two names are known. Those heard of last are stored. */
const MOST_PAIRS = 20_000;
const MOST_STORED_PAIRS = 2_000;

/** Names above the most before the oldest are forgotten. */
const SPARE_NAMES = 2_000;

/** Added to the seconds of a choice that WhatsApp itself keeps. */
const PREFERENCE = 0.5;

/** Characters of a hash, 96 bits. */
const HASH_LENGTH = 16;

const HASH = /^[\w-]{16}$/;

/** Stands for a person and whose messages it is about, so that nothing stored or asked has a number in it. */
export function hashPerson(account: string, person: string): string {
	const key = `${account} ${getPersonKey(person)}`;
	return hashText('sha256', key, 'base64url').slice(0, HASH_LENGTH);
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

function pairsIn(stored: unknown): Array<[string, string]> {
	if (!isPayload(stored)) return [];
	return Object.entries(stored).filter((pair): pair is [string, string] =>
		pair.every(isOptOutHash),
	);
}

function isPreference(time: number): boolean {
	return !Number.isInteger(time);
}

/** Two things heard of one person as one: the later one counts, and in doubt that they opted out. */
function combine(one: number, other: number): number {
	const [out, back] = one > other ? [one, other] : [other, one];
	if (Math.sign(one) === Math.sign(other)) {
		const seconds = Math.max(...[one, other].map((time) => Math.floor(Math.abs(time))));
		const kept = [one, other].some(isPreference) ? PREFERENCE : 0;
		return Math.sign(one) * (seconds + kept);
	}
	if (isPreference(out) && !isPreference(back)) return out;
	return Math.floor(-back) > Math.floor(out) ? back : out;
}

/** Who opted out, as the triggers of one workflow heard. Without names: a hash stands for each person. */
export class OptOuts {
	/**
	 * Seconds since 1970 by hash of account and person, negative for who opted in again, with {@link PREFERENCE} where
	 * WhatsApp keeps the choice.
	 */
	private readonly times = new Map<string, number>();

	/** The other name of who has two, both ways; those heard of last come last. */
	private readonly otherNames = new Map<string, string>();

	/** @returns whether that was news */
	hear({ account, people, isOut, isPreference: isKept = false, at }: HeardOptOut): boolean {
		const hashes = people.map((person) => hashPerson(account, person));
		const [one, other] = hashes;
		const isLinked = one !== undefined && other !== undefined && this.link(one, other);
		if (isOut === null) return isLinked;
		return this.hearOfHashes(hashes, isOut, at, isKept) || isLinked;
	}

	/** The same of people whose hashes are known. */
	hearOfHashes(hashes: readonly string[], isOut: boolean, at: number, isKept = false): boolean {
		const seconds = Math.floor(at / 1_000) + (isKept ? PREFERENCE : 0);
		const names = hashes.flatMap((hash) => [hash, this.otherNames.get(hash) ?? hash]);
		return this.keepAll(names, isOut ? seconds : -seconds);
	}

	/** What was heard under one name holds for both. @returns whether that was news of who opted out */
	private link(one: string, other: string): boolean {
		if (one === other) return false;
		for (const name of [one, other]) {
			const before = this.otherNames.get(name);
			this.otherNames.delete(name);
			if (before !== undefined) this.otherNames.delete(before);
		}
		this.otherNames.set(one, other).set(other, one);
		this.forgetOldestNames();
		const times = [one, other].map((name) => this.times.get(name) ?? []).flat();
		return times.length > 0 && this.keepAll([one, other], times.reduce(combine));
	}

	/** Some at a time: a map passes over what was deleted at its beginning each time it is read. */
	private forgetOldestNames(): void {
		const most = MOST_PAIRS * NAMES_EACH;
		if (this.otherNames.size <= most + SPARE_NAMES) return;
		for (const oldest of this.otherNames.keys()) {
			if (this.otherNames.size <= most) break;
			this.otherNames.delete(oldest);
		}
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
		for (const [one, other] of pairsIn(shared[NAMES_KEY])) {
			const isKnown = this.otherNames.has(one) || this.otherNames.has(other);
			const hasRoom = this.otherNames.size < MOST_PAIRS * NAMES_EACH;
			if (!isKnown && hasRoom) this.otherNames.set(one, other).set(other, one);
		}
	}

	/** Puts everything into the data of the workflow, beside what is there already. */
	store(shared: IDataObject): void {
		this.merge(shared);
		if (this.times.size > 0) shared[STORED_KEY] = Object.fromEntries(this.times);
		const pairs: IDataObject = {};
		let left = this.otherNames.size;
		for (const [one, other] of this.otherNames) {
			if (left-- <= MOST_STORED_PAIRS * NAMES_EACH && one < other) pairs[one] = other;
		}
		if (Object.keys(pairs).length > 0) shared[NAMES_KEY] = pairs;
	}

	private keepAll(hashes: readonly string[], time: number): boolean {
		const news = hashes.map((hash) => this.keep(hash, time));
		this.forgetOldest();
		return news.includes(true);
	}

	private keep(hash: string, time: number): boolean {
		const known = this.times.get(hash);
		const kept = known === undefined ? time : combine(time, known);
		if (kept === known) return false;
		this.times.set(hash, kept);
		return (
			Math.sign(kept) !== Math.sign(known ?? 0) || isPreference(kept) !== isPreference(known ?? 0)
		);
	}

	/** By the time of the choice: what was forgotten comes back with each merge, and must not count as new. */
	private forgetOldest(): void {
		const surplus = this.times.size - MOST_NAMES;
		if (surplus <= 0) return;
		const oldestFirst = [...this.times].sort(
			([, one], [, other]) => Math.abs(one) - Math.abs(other),
		);
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
	return times.length > 0 && times.reduce(combine) > 0;
}
