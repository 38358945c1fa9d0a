import { sleep, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';

import { shapeToMany, TO_MANY } from './route-to-many';
import type { RoutedItems } from './routed-items';
import { sendInChunks } from './send-in-chunks';

interface Batching {
	batch?: { batchSize?: number; batchInterval?: number };
}

/** The pause before an item that the user set under Batching, as n8n's routing engine keeps it. */
function pauseBefore(itemIndex: number, { batch = {} }: Batching): number {
	const size = batch.batchSize && batch.batchSize > 0 ? batch.batchSize : 1;
	return itemIndex > 0 && itemIndex % size === 0 ? (batch.batchInterval ?? 0) : 0;
}

async function sendList(routed: RoutedItems, itemIndex: number): Promise<INodeExecutionData[]> {
	const context = routed.item(itemIndex);
	const options = await shapeToMany.call(context, routed.request(TO_MANY.method, TO_MANY.url));
	return await sendInChunks.call(context, { options, preSend: [], postReceive: [] });
}

/**
 * Sends to the lists that the items hold, each in its own calls. All items start at once, as in n8n's
 * routing engine: the transport decides what may leave.
 *
 * @throws the first failure, when the node stops on error
 */
export async function sendLists(
	context: IExecuteFunctions,
	routed: RoutedItems,
): Promise<INodeExecutionData[]> {
	const { batching = {} } = context.getNodeParameter('requestOptions', 0, {}) as {
		batching?: Batching;
	};
	const sends: Array<Promise<INodeExecutionData[]>> = [];
	for (let itemIndex = 0; itemIndex < context.getInputData().length; itemIndex++) {
		const pause = pauseBefore(itemIndex, batching);
		if (pause > 0) await sleep(pause);
		sends.push(sendList(routed, itemIndex));
	}
	const ends = await Promise.allSettled(sends);
	return ends.flatMap((end) => {
		if (end.status === 'rejected') throw end.reason;
		return end.value;
	});
}
