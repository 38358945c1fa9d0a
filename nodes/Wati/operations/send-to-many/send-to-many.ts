import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { transport } from '../../../shared/http/transport';
import { eachItem } from '../../../shared/items/each-item';
import { routeToMany } from './route-to-many';
import { RoutedItems } from '../../../shared/items/routed-items';
import { sendItems } from './send-items';
import { SCHEDULE, SEND_TO_MANY, type ToMany } from './to-many';

/**
 * An operation to many with all items at once, which n8n's routing engine cannot do: it runs the route of
 * the operation once per item. Lists in a form or JSON go that way still.
 */
function toMany(way: ToMany) {
	const sendLists = eachItem(transport, routeToMany(way));
	return async function (this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		if (this.getNodeParameter('recipientsFrom', 0, 'items') !== 'items') {
			return await sendLists.call(this);
		}
		return [await sendItems(this, await RoutedItems.of(this), way)];
	};
}

export const sendToMany = toMany(SEND_TO_MANY);

export const schedule = toMany(SCHEDULE);
