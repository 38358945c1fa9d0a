import fc from 'fast-check';

import { orderGroups } from '../../../../../nodes/Wati/operations/send-to-many/order-groups';
import type { Group } from '../../../../../nodes/Wati/operations/send-to-many/read-items';

/** Groups of items by `group:person`, in the order of the input. */
function groupsOf(items: string[]): Group[] {
	const groups = new Map<string, Group>();
	for (const [itemIndex, item] of items.entries()) {
		const [key = '', person = ''] = item.split(':');
		const group = groups.get(key) ?? ({ key, items: [] } as unknown as Group);
		groups.set(key, group);
		group.items.push({ itemIndex, recipient: {}, whatsappNumber: `1415555010${person}` });
	}
	return [...groups.values()];
}

const show = (groups: Group[]) =>
	groups.map(({ key, items }) => `${key}${items.map(({ itemIndex }) => itemIndex).join('')}`);

it.each([
	[['a:1', 'a:2', 'a:1'], ['a012']],
	[
		['a:1', 'b:2', 'a:3', 'b:4'],
		['a02', 'b13'],
	],
	[
		['a:1', 'b:1'],
		['a0', 'b1'],
	],
	[
		['a:1', 'b:1', 'a:1', 'a:2'],
		['a03', 'b1', 'a2'],
	],
	[
		['a:1', 'b:2', 'a:2', 'b:1'],
		['a0', 'b13', 'a2'],
	],
])('%j goes out as %j', (items, calls) => {
	expect(show(orderGroups(groupsOf(items)))).toEqual(calls);
});

it('keeps each item once, and the order of each person', () => {
	const item = fc
		.tuple(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 1, max: 4 }))
		.map(([group, person]) => `${group}:${person}`);
	fc.assert(
		fc.property(fc.array(item, { maxLength: 30 }), (items) => {
			const sent = orderGroups(groupsOf(items)).flatMap((group) => group.items);
			const byPerson = new Map<string, number[]>();
			for (const { whatsappNumber, itemIndex } of sent) {
				byPerson.set(whatsappNumber, [...(byPerson.get(whatsappNumber) ?? []), itemIndex]);
			}
			const isInOrder = [...byPerson.values()].every((places) =>
				places.every((place, at) => at === 0 || place > places[at - 1]!),
			);
			return isInOrder && new Set(sent.map(({ itemIndex }) => itemIndex)).size === items.length;
		}),
	);
});
