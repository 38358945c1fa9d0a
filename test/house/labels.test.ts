import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';

import { describePackage } from '../harness';

/** What n8n's editor shows of a label in its panel of 420 pixels; it cuts off the rest (n8n 2.41, in Chromium). */
const MOST_IN_COLLECTION = 27;
const MOST_IN_GROUP = 20;

/** n8n's own words, which its other nodes have too. */
const OF_N8N = ['Ignore SSL Issues (Insecure)', 'Batch Interval (Ms)'];

/** Labels behind the first level, each with the most characters it may have. */
function listLabels(
	properties: INodeProperties[],
	most?: number,
): Array<[label: string, most: number]> {
	return properties.flatMap((property) => {
		const { displayName, type, options = [] } = property;
		const own: Array<[string, number]> = most === undefined ? [] : [[displayName, most]];
		if (type === 'collection') {
			return [
				...own,
				...listLabels(options as INodeProperties[], most ? MOST_IN_GROUP : MOST_IN_COLLECTION),
			];
		}
		if (type !== 'fixedCollection') return own;
		const groups = options as INodePropertyCollection[];
		return [...own, ...groups.flatMap(({ values }) => listLabels(values, MOST_IN_GROUP))];
	});
}

test('labels in collections are short enough to be read', async () => {
	const { nodes } = await describePackage();
	const labels = nodes
		.flatMap(({ properties }) => listLabels(properties))
		.filter(([label]) => !OF_N8N.includes(label));
	expect(labels.length).toBeGreaterThan(200);
	const tooLong = labels.filter(([label, most]) => label.length > most);
	expect([...new Set(tooLong.map(([label]) => label))].sort()).toEqual([]);
});
