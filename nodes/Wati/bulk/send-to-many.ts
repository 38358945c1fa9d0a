import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { RoutedItems } from './routed-items';
import { sendItems } from './send-items';
import { sendLists } from './send-lists';

/**
 * Template: Send to Many with all items at once, which n8n's routing engine cannot do: it runs the route of
 * the operation once per item.
 */
export async function sendToMany(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const routed = await RoutedItems.of(this);
	const together = this.getNodeParameter('recipientsFrom', 0, 'items') === 'items';
	return [await (together ? sendItems(this, routed) : sendLists(this, routed))];
}
