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

/** What the order knows of one item. */
interface Place {
	/** Undefined until it is known whom the item is about. */
	people?: readonly string[];
	/** Set once that is known of all earlier items too: what of them has to be done first. */
	before?: Place[];
	isDone: boolean;
	/** Told of either. */
	listeners: Array<() => void>;
}

async function hearOf(place: Place): Promise<void> {
	await new Promise<void>((resolve) => place.listeners.push(resolve));
}

function tell(place: Place): void {
	for (const go of place.listeners.splice(0)) go();
}

/**
 * The order of what one run of a node does about one person: all items start at once, as do the calls of an agent's
 * tools, and a message that is slow or answered 429 must not be overtaken by a later one to the same person. Others do not wait.
 */
export class PersonTurns {
	/** Items from the first one on of which it is not known whom they are about. */
	private readonly unknown: Place[] = [];

	/** The last item so far, by person, while it is not done. */
	private readonly last = new Map<string, Place>();

	/** Takes the next turn; items take theirs in their order. */
	take(): PersonTurn {
		const place: Place = { isDone: false, listeners: [] };
		this.unknown.push(place);
		return {
			wait: async (all) => {
				this.name(place, all);
				while (!place.before) await hearOf(place);
				for (const earlier of place.before) while (!earlier.isDone) await hearOf(earlier);
			},
			end: () => {
				if (!place.people) this.name(place, []);
				place.isDone = true;
				for (const key of place.people ?? []) {
					if (this.last.get(key) === place) this.last.delete(key);
				}
				tell(place);
			},
		};
	}

	private name(place: Place, people: readonly string[]): void {
		place.people = [...new Set(people.map(getPersonKey))];
		for (let [next] = this.unknown; next?.people; [next] = this.unknown) {
			this.unknown.shift();
			next.before = next.people.flatMap((key) => this.last.get(key) ?? []);
			if (!next.isDone) for (const key of next.people) this.last.set(key, next);
			tell(next);
		}
	}
}
