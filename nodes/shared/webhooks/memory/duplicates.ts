import { createHash } from 'crypto';

/** Facts remembered in the process, the newest. */
export const MOST_REMEMBERED = 50_000;

/** Facts kept in the workflow's static data, the newest: n8n reads and writes these with each event. */
export const MOST_KEPT = 3_000;

/** Hours a fact is remembered. WATI repeats a call for about 24. */
export const HOURS_REMEMBERED = 48;

const HOUR_MS = 3_600_000;

/** Characters of a hash, 60 bits: at 3,000 facts one in 10^14 new ones is taken for a repeat. */
const MARK_LENGTH = 10;

/** Facts above {@link MOST_KEPT} before the oldest are cut. */
const SPARE = 100;

/** Facts of this process, the newest, that are watched until another process has them. */
const MOST_WATCHED = 500;

/** The hour of the newest fact in what static data keeps, since 1970; 0 without any. */
export function newestHourIn(kept: unknown): number {
	if (typeof kept !== 'object' || kept === null) return 0;
	return Math.max(0, ...Object.keys(kept).map((hour) => Number(hour) || 0));
}

/** Whether facts of an hour are past remembering. */
export function isForgotten(hour: number, now: number): boolean {
	return hour <= hourOf(now) - HOURS_REMEMBERED;
}

/** Marks of facts by the hour (since 1970) in which they were seen, without separators. */
export type KeptFacts = Record<string, string>;

function markOf(key: string): string {
	return createHash('sha256').update(key).digest('base64url').slice(0, MARK_LENGTH);
}

function hourOf(now: number): number {
	return Math.floor(now / HOUR_MS);
}

/**
 * The facts that were accepted, bounded in number and age. All methods are synchronous, so that of two
 * copies in the same millisecond one process takes exactly one.
 */
export class SeenFacts {
	/** Hour by mark, oldest first. */
	private readonly hours = new Map<string, number>();

	/** The newest marks by hour, as static data keeps them; grown with each fact, since it is read as often. */
	private readonly texts = new Map<number, string>();

	private inTexts = 0;

	/** Marks of facts that this process took and has not yet found in what another one kept. */
	private readonly unshared = new Set<string>();

	get size(): number {
		return this.hours.size;
	}

	/** @param now milliseconds since 1970 */
	has(key: string, now: number): boolean {
		return this.knows(markOf(key), now);
	}

	private knows(mark: string, now: number): boolean {
		const hour = this.hours.get(mark);
		return hour !== undefined && hour > hourOf(now) - HOURS_REMEMBERED;
	}

	/**
	 * Remembers a fact.
	 *
	 * @returns false when it was known already
	 */
	add(key: string, now: number): boolean {
		const mark = markOf(key);
		if (this.knows(mark, now)) return false;
		this.hours.delete(mark);
		this.hours.set(mark, hourOf(now));
		this.write(mark, hourOf(now));
		this.trim(now);
		this.watch(mark);
		return true;
	}

	/** Takes a fact back that was not accepted after all. */
	forget(key: string): void {
		const mark = markOf(key);
		this.hours.delete(mark);
		this.unshared.delete(mark);
		this.rewrite();
	}

	/**
	 * The newest facts in the form in which static data keeps them.
	 *
	 * @param starting keys of facts that count as seen once this is stored, and no sooner
	 */
	kept(starting: readonly string[] = [], now = 0): KeptFacts {
		const kept: KeptFacts = Object.fromEntries(this.texts);
		const marks = starting.map(markOf).filter((mark) => !this.knows(mark, now));
		if (marks.length > 0) kept[hourOf(now)] = (kept[hourOf(now)] ?? '') + marks.join('');
		return kept;
	}

	/**
	 * Adds facts that an earlier or another process kept. Anything unreadable is passed over.
	 *
	 * @returns false when facts that this process took are not among them: the other process wrote over them
	 */
	learn(kept: unknown, now: number): boolean {
		if (typeof kept !== 'object' || kept === null) return this.unshared.size === 0;
		const oldest = hourOf(now) - HOURS_REMEMBERED;
		for (const [hour, marks] of Object.entries(kept)) {
			if (!(Number(hour) > oldest) || typeof marks !== 'string') continue;
			for (let at = 0; at + MARK_LENGTH <= marks.length; at += MARK_LENGTH) {
				const mark = marks.slice(at, at + MARK_LENGTH);
				if (!this.hours.has(mark)) this.hours.set(mark, Number(hour));
				this.unshared.delete(mark);
			}
		}
		this.trim(now);
		this.rewrite();
		return this.unshared.size === 0;
	}

	private watch(mark: string): void {
		this.unshared.add(mark);
		for (const oldest of this.unshared) {
			if (this.unshared.size <= MOST_WATCHED) break;
			this.unshared.delete(oldest);
		}
	}

	private write(mark: string, hour: number): void {
		this.texts.set(hour, (this.texts.get(hour) ?? '') + mark);
		this.inTexts += 1;
		if (this.inTexts > MOST_KEPT + SPARE) this.shorten();
	}

	private rewrite(): void {
		this.texts.clear();
		this.inTexts = 0;
		let left = this.hours.size;
		for (const [mark, hour] of this.hours) {
			if (left-- <= MOST_KEPT) this.write(mark, hour);
			else this.unshared.delete(mark);
		}
	}

	/** Cuts the oldest marks, some at a time, since each cut copies the text. */
	private shorten(): void {
		for (const hour of [...this.texts.keys()].sort((a, b) => a - b)) {
			const text = this.texts.get(hour) ?? '';
			const cut = Math.min(this.inTexts - MOST_KEPT, text.length / MARK_LENGTH);
			if (cut <= 0) return;
			this.inTexts -= cut;
			if (cut * MARK_LENGTH === text.length) this.texts.delete(hour);
			else this.texts.set(hour, text.slice(cut * MARK_LENGTH));
		}
	}

	private trim(now: number): void {
		const oldest = hourOf(now) - HOURS_REMEMBERED;
		for (const [mark, hour] of this.hours) {
			if (hour > oldest && this.hours.size <= MOST_REMEMBERED) break;
			this.hours.delete(mark);
			this.unshared.delete(mark);
		}
		for (const [hour, text] of this.texts) {
			if (hour > oldest) continue;
			this.texts.delete(hour);
			this.inTexts -= text.length / MARK_LENGTH;
		}
	}
}
