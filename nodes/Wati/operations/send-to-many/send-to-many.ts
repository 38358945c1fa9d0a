import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { forEachItem, routeItem, type ReadyOperation } from '../../../shared/items/each-item';
import { createPipeline } from '../../../shared/items/operation-pipeline';
import { RoutedItems } from '../../../shared/items/routed-items';
import { watiNode } from '../../service';
import { routeToMany } from './route-to-many';
import { sendInChunks } from './send-in-chunks';
import { sendItems } from './send-items';
import { SCHEDULE, SEND_TO_MANY, type ToMany } from './to-many';

/** An operation to many with all items at once; a list in a form or JSON belongs to one item and goes item by item. */
function runToMany(way: ToMany) {
	const pipeline = createPipeline(watiNode);
	const lists: ReadyOperation = {
		service: watiNode.service,
		routing: routeToMany(way),
		pipeline: createPipeline(watiNode, sendInChunks(way)),
		hasLimit: false,
	};
	return async function (this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const routed = await RoutedItems.of(this);
		if (this.getNodeParameter('recipientsFrom', 0, 'items') === 'items') {
			return [await sendItems(this, routed, way, pipeline)];
		}
		const results = await forEachItem(this, async (item) => await routeItem(lists, routed, item));
		return [results.flat()];
	};
}

export const runSendToMany = runToMany(SEND_TO_MANY);

export const runSchedule = runToMany(SCHEDULE);
