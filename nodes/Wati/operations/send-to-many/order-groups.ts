import { getPersonKey } from '../../../shared/parameters/phone-number/person';
import type { Group, ReadyItem } from './read-items';

/** Where the last item so far of a person goes out. */
interface Place {
	round: number;
	/** Of its group, among the groups of a round. */
	group: number;
}

/**
 * Puts groups in an order in which nobody gets what a later item sends before what an earlier one does. A group is
 * cut where a person would: the calls stay as few as the order allows.
 *
 * @param groups each with its items in the order of the input; where there are several, they lose them to the result
 */
export function orderGroups(groups: readonly Group[]): Group[] {
	if (groups.length < 2) return [...groups];
	// The items move, so that a long run holds each of them once.
	const all = groups.flatMap(({ items }, group) =>
		items.splice(0).map((item) => ({ item, group })),
	);
	all.sort((one, other) => one.item.itemIndex - other.item.itemIndex);
	const last = new Map<string, Place>();
	const rounds: ReadyItem[][][] = [];
	for (const { item, group } of all) {
		const person = getPersonKey(item.whatsappNumber);
		const before = last.get(person) ?? { round: 0, group };
		const round = group < before.group ? before.round + 1 : before.round;
		last.set(person, { round, group });
		const items = (rounds[round] ??= groups.map(() => []));
		items[group]?.push(item);
	}
	return rounds.flatMap((parts) =>
		groups
			.map((group, at): Group => ({ ...group, items: parts[at] ?? [] }))
			.filter(({ items }) => items.length > 0),
	);
}
