import type { IDataObject } from 'n8n-workflow';

/** What is known of the package's messages to a person, in milliseconds since 1970; 0 where there were none. */
interface Sends {
	/** When a process last sent to the person that announces what it sends. */
	knownAt: number;
	/** When one last did that announces nothing. */
	unknownAt: number;
	/** When something without a mark was last announced. */
	announcedAt: number;
}

const NEVER: Sends = { knownAt: 0, unknownAt: 0, announcedAt: 0 };

/** People remembered in one process, those with news last. */
const MOST_PEOPLE = 20_000;

/** People in static data, which n8n reads and writes with each event. */
const MOST_STORED = 300;

/** How long an event about an announced message may take. */
const EVENT_WITHIN_MS = 600_000;

/** How long it counts that all sends to a person are announced: as long as a chat is open for anything but templates. */
const KNOWN_FOR_MS = 24 * 3_600_000;

/**
 * Whom the package sends messages without a mark from other processes, as those announce it to one trigger. In queue mode that
 * is all that tells such messages from a person's.
 */
export class AnnouncedSends {
	private readonly people = new Map<string, Sends>();

	/** Hears from a process that is about to send something without a mark. */
	announce(names: readonly string[], now: number): void {
		for (const name of names) this.set(name, { knownAt: now, announcedAt: now });
	}

	/**
	 * Hears of a marked message to a person.
	 *
	 * @param isAnnounced whether the process that sent it announces what it sends without a mark
	 */
	hear(names: readonly string[], isAnnounced: boolean, at: number): void {
		const news = isAnnounced ? { knownAt: at } : { unknownAt: at };
		for (const name of names) this.set(name, news);
	}

	/** Whether a message without a mark can only be a person's: the package announces what it sends there, and announced none. */
	isForeign(names: readonly string[], now: number): boolean {
		const known = names.flatMap((name) => this.people.get(name) ?? []);
		return (
			known.some(({ knownAt, unknownAt }) => knownAt > unknownAt && now - knownAt < KNOWN_FOR_MS) &&
			known.every(({ announcedAt }) => now - announcedAt > EVENT_WITHIN_MS)
		);
	}

	/** What static data is to hold, as a part of the trigger's entry; nothing while nothing was sent lately. */
	toEntry(now: number): IDataObject {
		const lately = [...this.people].filter(([, { knownAt }]) => now - knownAt < KNOWN_FOR_MS);
		if (lately.length === 0) return {};
		const sends = lately
			.sort(([, one], [, other]) => one.announcedAt - other.announcedAt)
			.slice(-MOST_STORED)
			.map(([name, one]) => [name, one.knownAt, one.unknownAt, one.announcedAt]);
		return { sends };
	}

	/** Takes over what another or an earlier process kept. Anything unreadable is passed over. */
	merge(stored: unknown): void {
		if (!Array.isArray(stored)) return;
		for (const one of stored) {
			if (!Array.isArray(one) || typeof one[0] !== 'string') continue;
			const [knownAt, unknownAt, announcedAt] = one.slice(1).map((time) => Number(time) || 0);
			this.set(one[0], { knownAt, unknownAt, announcedAt });
		}
	}

	/** Adds what is newer than what is known. */
	private set(name: string, news: Partial<Sends>): void {
		const known = this.people.get(name) ?? NEVER;
		const newest = (field: keyof Sends) => Math.max(known[field], news[field] ?? 0);
		this.people.delete(name);
		this.people.set(name, {
			knownAt: newest('knownAt'),
			unknownAt: newest('unknownAt'),
			announcedAt: newest('announcedAt'),
		});
		for (const oldest of this.people.keys()) {
			if (this.people.size <= MOST_PEOPLE) break;
			this.people.delete(oldest);
		}
	}
}
