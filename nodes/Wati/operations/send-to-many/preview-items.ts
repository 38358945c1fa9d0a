import type { INodeExecutionData } from 'n8n-workflow';

import type { OperationPipeline } from '../../../shared/http/pipeline';
import type { ItemStatuses } from '../../../shared/http/run-state';
import { createChunkRequest } from './chunk-request';
import { orderGroups } from './order-groups';
import type { ItemReader } from './read-items';
import type { RoutedItems } from '../../../shared/items/routed-items';
import type { ToMany } from './to-many';
import { mostIn } from '../../requests/template/recipient-list';

/**
 * What an operation to many would do with all items: one preview per call, linked to each of its items, and one per
 * item that cannot be sent. Nothing is sent.
 */
export async function previewItems(
	reader: ItemReader,
	routed: RoutedItems,
	statuses: ItemStatuses,
	way: ToMany,
	pipeline: OperationPipeline,
): Promise<INodeExecutionData[]> {
	const output = [...reader.failures].map(
		([item, { message, description }]): INodeExecutionData => {
			const findings = [[message, description].join('. ')];
			return { json: { preview: true, recipients: 0, calls: 0, findings }, pairedItem: { item } };
		},
	);
	for (const group of orderGroups([...reader.groups.values()])) {
		const most = mostIn(group.list);
		for (let start = 0; start < group.items.length; start += most) {
			const chunk = group.items.slice(start, start + most);
			const { request } = await createChunkRequest(routed, group, chunk, statuses, way);
			const pairedItem = chunk.map(({ itemIndex }) => ({ item: itemIndex }));
			const { page, failure } = await pipeline(request);
			if (failure) throw failure;
			const usage =
				request.session.options.includeUsage === true ? request.session.usage : undefined;
			output.push(
				...page.items.map(({ json }) => ({
					json: usage ? { ...json, usage: { ...usage } } : json,
					pairedItem,
				})),
			);
		}
	}
	return output;
}
