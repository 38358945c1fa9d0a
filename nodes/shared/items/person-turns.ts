import { getPersonKey } from '../parameters/phone-number/person';

/** One item's place among the writes of a run. */
export interface PersonTurn {
	/**
	 * Waits until all earlier items that are about one of these people are done.
	 *
	 * @param people numbers and IDs, in any form; none for what is about nobody
	 */
	wait(people: readonly string[]): Promise<void>;
	/** Lets later items go on. */
	end(): void;
}

function createSignal<T>(): { given: Promise<T>; give: (value: T) => void } {
	let give: (value: T) => void = () => undefined;
	const given = new Promise<T>((resolve) => (give = resolve));
	return { given, give };
}

/**
 * The order of what one run of a node does about one person: all items start at once, and a message that is slow or
 * answered 429 must not be overtaken by a later one to the same person. Others do not wait.
 */
export class PersonTurns {
	/** Ends when the people of all items so far are known. */
	private known: Promise<unknown> = Promise.resolve();

	/** Ends, by person, when the last item so far that is about them is done. */
	private readonly done = new Map<string, Promise<void>>();

	/** Takes the next turn; items take theirs in their order. */
	take(): PersonTurn {
		const people = createSignal<readonly string[]>();
		const end = createSignal<void>();
		const before = this.register(this.known, people.given, end.given);
		this.known = before;
		return {
			wait: async (all) => {
				people.give(all);
				await Promise.all(await before);
			},
			end: () => {
				people.give([]);
				end.give();
			},
		};
	}

	/** @returns what of the earlier items has to be done first */
	private async register(
		earlier: Promise<unknown>,
		named: Promise<readonly string[]>,
		done: Promise<void>,
	): Promise<Array<Promise<void>>> {
		await earlier;
		const keys = [...new Set((await named).map(getPersonKey))];
		const before = keys.flatMap((key) => this.done.get(key) ?? []);
		for (const key of keys) this.done.set(key, done);
		return before;
	}
}
