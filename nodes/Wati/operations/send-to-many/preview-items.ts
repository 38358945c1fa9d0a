import type { IDataObject, INodeExecutionData, IPairedItemData } from 'n8n-workflow';

import { listFindings, toFinding } from '../../../shared/sending/dry-run';
import type { OperationPipeline } from '../../../shared/http/pipeline';
import type { ItemStatuses } from '../../../shared/http/run-state';
import { createChunkRequest } from './chunk-request';
import { orderGroups } from './order-groups';
import type { ItemReader } from './read-items';
import type { RoutedItems } from '../../../shared/items/routed-items';
import type { ToMany } from './to-many';
import { mostIn } from '../../requests/template/recipient-list';

/** The items that cannot be sent, with all that is wrong with them in the first preview. */
function addFailures({ failures, further }: ItemReader, output: INodeExecutionData[]): void {
	if (failures.size === 0) return;
	const findings = [...failures].flatMap(([item, failure]) =>
		[failure, ...(further.get(item) ?? [])].map((found) => `Item ${item}: ${toFinding(found)}`),
	);
	const nobody: IDataObject = { preview: true, text: '', recipients: 0, calls: 0, findings: [] };
	const { json = nobody, pairedItem = [] } = output[0] ?? {};
	const all = [...findings, ...(json.findings as string[])];
	const items = [...failures.keys()].map((item) => ({ item }));
	output[0] = {
		json: { ...json, findings: listFindings(all) },
		pairedItem: [...(pairedItem as IPairedItemData[]), ...items],
	};
}

/**
 * What an operation to many would do with all items: one preview per call, linked to each of its items; the first one also
 * names the items that cannot be sent. Nothing is sent.
 */
export async function previewItems(
	reader: ItemReader,
	routed: RoutedItems,
	statuses: ItemStatuses,
	way: ToMany,
	pipeline: OperationPipeline,
): Promise<INodeExecutionData[]> {
	const output: INodeExecutionData[] = [];
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
	addFailures(reader, output);
	return output;
}
