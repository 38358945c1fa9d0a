import type { INodeExecutionData } from 'n8n-workflow';

import { previewOf } from '../../../shared/sending/dry-run';
import type { RunLedger } from '../../../shared/http/run-state';
import { chunkPassage } from './chunk-request';
import type { ItemReader } from './read-items';
import type { RoutedItems } from '../../../shared/items/routed-items';
import type { ToMany } from './to-many';
import { mostIn } from '../../../shared/http/recipient-list';

/**
 * What an operation to many would do with all items: one preview per call, linked to each of its items, and one per
 * item that cannot be sent. Nothing is sent.
 */
export async function previewItems(
	reader: ItemReader,
	routed: RoutedItems,
	ledger: RunLedger,
	way: ToMany,
): Promise<INodeExecutionData[]> {
	const output = [...reader.failures].map(
		([item, { message, description }]): INodeExecutionData => {
			const findings = [[message, description].join('. ')];
			return { json: { preview: true, recipients: 0, calls: 0, findings }, pairedItem: { item } };
		},
	);
	const most = mostIn(way.list);
	for (const group of reader.groups.values()) {
		for (let start = 0; start < group.items.length; start += most) {
			const chunk = group.items.slice(start, start + most);
			const { passage, request, context } = await chunkPassage(routed, group, chunk, ledger, way);
			const pairedItem = chunk.map(({ itemIndex }) => ({ item: itemIndex }));
			const previews = await previewOf(passage, request, context);
			output.push(...previews.map((preview) => ({ ...preview, pairedItem })));
		}
	}
	return output;
}
