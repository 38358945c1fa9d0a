import { hash as hashText } from 'crypto';

/** Facts remembered in the process, the newest. */
export const MOST_REMEMBERED = 50_000;

/** Facts stored in the workflow's static data, the newest: n8n reads and writes these with each event. */
export const MOST_STORED = 3_000;

/** Hours a fact is remembered. WATI repeats a request for about 24. */
export const HOURS_REMEMBERED = 48;

const HOUR_MS = 3_600_000;

/** Characters of a hash, 60 bits: at 3,000 facts one in 10^14 new ones is taken for a repeat. */
const HASH_LENGTH = 10;

/** Facts above {@link MOST_STORED} before the oldest are cut. */
const SPARE = 100;

/** Facts of this process, the newest, that are watched until another process has them. */
const MOST_WATCHED = 500;

/** The hour of the newest fact in what static data keeps, since 1970; 0 without any. */
export function newestHourIn(stored: unknown): number {
	if (typeof stored !== 'object' || stored === null) return 0;
	return Math.max(0, ...Object.keys(stored).map((hour) => Number(hour) || 0));
}

/** Whether facts of an hour are past remembering. */
export function isForgotten(hour: number, now: number): boolean {
	return hour <= getHour(now) - HOURS_REMEMBERED;
}

/** Hashes of facts by the hour (since 1970) in which they were seen, without separators. */
export type StoredHashes = Record<string, string>;

/** Hashes of the keys asked for last: a fact is asked for several times on its way. */
const HASHES = new Map<string, string>();
const MOST_HASHES = 20_000;

function hashKey(key: string): string {
	const known = HASHES.get(key);
	if (known !== undefined) return known;
	if (HASHES.size >= MOST_HASHES) HASHES.clear();
	const hash = hashText('sha256', key, 'base64url').slice(0, HASH_LENGTH);
	HASHES.set(key, hash);
	return hash;
}

function getHour(now: number): number {
	return Math.floor(now / HOUR_MS);
}

/**
 * The facts that were accepted, bounded in number and age. All methods are synchronous, so that of two
 * copies in the same millisecond one process takes exactly one.
 */
export class DedupeStore {
	/** Hour by hash, oldest first. */
	private readonly hours = new Map<string, number>();

	/** The newest hashes by hour, as static data keeps them; grown with each fact, since it is read as often. */
	private readonly texts = new Map<number, string>();

	private inTexts = 0;

	/** The newest hour that is past remembering. */
	private trimmedTo = 0;

	/** Hashes of facts that this process took and has not yet found in what another one kept. */
	private readonly unshared = new Set<string>();

	get size(): number {
		return this.hours.size;
	}

	/** @param now milliseconds since 1970 */
	has(key: string, now: number): boolean {
		return this.knows(hashKey(key), now);
	}

	private knows(hash: string, now: number): boolean {
		const hour = this.hours.get(hash);
		return hour !== undefined && hour > getHour(now) - HOURS_REMEMBERED;
	}

	/**
	 * Remembers a fact.
	 *
	 * @returns false when it was known already
	 */
	add(key: string, now: number): boolean {
		const hash = hashKey(key);
		if (this.knows(hash, now)) return false;
		this.hours.delete(hash);
		this.hours.set(hash, getHour(now));
		this.write(hash, getHour(now));
		this.trim(now);
		this.watch(hash);
		return true;
	}

	/** Takes a fact back that was not accepted after all. */
	forget(key: string): void {
		const hash = hashKey(key);
		this.hours.delete(hash);
		this.unshared.delete(hash);
		this.rewrite();
	}

	/**
	 * The newest facts in the form in which static data keeps them.
	 *
	 * @param starting keys of facts that count as seen once this is stored, and no sooner
	 */
	toStored(starting: readonly string[] = [], now = 0): StoredHashes {
		const stored: StoredHashes = Object.fromEntries(this.texts);
		const hashes = starting.map(hashKey).filter((hash) => !this.knows(hash, now));
		if (hashes.length > 0) stored[getHour(now)] = (stored[getHour(now)] ?? '') + hashes.join('');
		return stored;
	}

	/**
	 * Adds facts that an earlier or another process kept. Anything unreadable is passed over.
	 *
	 * @returns false when facts that this process took are not among them: the other process wrote over them
	 */
	merge(stored: unknown, now: number): boolean {
		if (typeof stored !== 'object' || stored === null) return this.unshared.size === 0;
		const oldest = getHour(now) - HOURS_REMEMBERED;
		for (const [hour, hashes] of Object.entries(stored)) {
			if (!(Number(hour) > oldest) || typeof hashes !== 'string') continue;
			for (let at = 0; at + HASH_LENGTH <= hashes.length; at += HASH_LENGTH) {
				const hash = hashes.slice(at, at + HASH_LENGTH);
				if (!this.hours.has(hash)) this.hours.set(hash, Number(hour));
				this.unshared.delete(hash);
			}
		}
		this.trim(now);
		this.rewrite();
		return this.unshared.size === 0;
	}

	private watch(hash: string): void {
		this.unshared.add(hash);
		for (const oldest of this.unshared) {
			if (this.unshared.size <= MOST_WATCHED) break;
			this.unshared.delete(oldest);
		}
	}

	private write(hash: string, hour: number): void {
		this.texts.set(hour, (this.texts.get(hour) ?? '') + hash);
		this.inTexts += 1;
		if (this.inTexts > MOST_STORED + SPARE) this.shorten();
	}

	private rewrite(): void {
		this.texts.clear();
		this.inTexts = 0;
		let left = this.hours.size;
		for (const [hash, hour] of this.hours) {
			if (left-- <= MOST_STORED) this.write(hash, hour);
			else this.unshared.delete(hash);
		}
	}

	/** Cuts the oldest hashes, some at a time, since each cut copies the text. */
	private shorten(): void {
		for (const hour of [...this.texts.keys()].sort((a, b) => a - b)) {
			const text = this.texts.get(hour) ?? '';
			const cut = Math.min(this.inTexts - MOST_STORED, text.length / HASH_LENGTH);
			if (cut <= 0) return;
			this.inTexts -= cut;
			if (cut * HASH_LENGTH === text.length) this.texts.delete(hour);
			else this.texts.set(hour, text.slice(cut * HASH_LENGTH));
		}
	}

	private trim(now: number): void {
		const oldest = getHour(now) - HOURS_REMEMBERED;
		// Some at a time: a map passes over what was deleted at its beginning each time it is read.
		if (this.trimmedTo === oldest && this.hours.size <= MOST_REMEMBERED + SPARE) return;
		this.trimmedTo = oldest;
		for (const [hash, hour] of this.hours) {
			if (hour > oldest && this.hours.size <= MOST_REMEMBERED) break;
			this.hours.delete(hash);
			this.unshared.delete(hash);
		}
		for (const [hour, text] of this.texts) {
			if (hour > oldest) continue;
			this.texts.delete(hour);
			this.inTexts -= text.length / HASH_LENGTH;
		}
	}
}
