import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { transport } from '../transport/transport';
import { eachItem } from './each-item';
import { routeToMany } from './route-to-many';
import { RoutedItems } from './routed-items';
import { sendItems } from './send-items';

const sendLists = eachItem(transport, routeToMany);

/**
 * Template: Send to Many with all items at once, which n8n's routing engine cannot do: it runs the route of
 * the operation once per item. Lists in a form or JSON go that way still.
 */
export async function sendToMany(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	if (this.getNodeParameter('recipientsFrom', 0, 'items') !== 'items') {
		return await sendLists.call(this);
	}
	return [await sendItems(this, await RoutedItems.of(this))];
}
