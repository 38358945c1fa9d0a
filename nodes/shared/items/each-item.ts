import {
	sleep,
	type IExecuteFunctions,
	type IHttpRequestMethods,
	type INodeExecutionData,
	type INodePropertyRouting,
} from 'n8n-workflow';

import type { Operation } from '../fields/operation';
import type { transport } from '../http/transport';
import { RoutedItems, type Overrides } from './routed-items';

type Transport = typeof transport;

interface Batching {
	batch?: { batchSize?: number; batchInterval?: number };
}

/** The pause before an item that the user set under Batching, as n8n's routing engine keeps it. */
function pauseBefore(itemIndex: number, { batch = {} }: Batching): number {
	const size = batch.batchSize && batch.batchSize > 0 ? batch.batchSize : 1;
	return itemIndex > 0 && itemIndex % size === 0 ? (batch.batchInterval ?? 0) : 0;
}

/**
 * Walks one route for one item, by hand.
 *
 * @param transport the way out where the route names none of its own
 * @param overrides what differs from the node's own settings
 * @throws NodeApiError what the transport throws, when the node stops on error
 */
export async function routeItem(
	transport: Transport,
	{ request = {}, send = {}, output = {}, operations = {} }: INodePropertyRouting,
	routed: RoutedItems,
	itemIndex: number,
	overrides: Overrides = {},
): Promise<INodeExecutionData[]> {
	const context = routed.item(itemIndex, overrides);
	let options = routed.request(request.method as IHttpRequestMethods, String(request.url));
	for (const step of send.preSend ?? []) options = await step.call(context, options);
	const { pagination = transport } = operations;
	if (typeof pagination !== 'function') throw new Error('Only a function can turn pages here');
	const actions = output.postReceive ?? [];
	const postReceive = [{ data: { parameterValue: undefined }, actions }];
	return await pagination.call(context, { options, preSend: [], postReceive });
}

/**
 * Sends something for each item, all at once but for the pauses under Batching, and waits for all of them.
 *
 * @returns what came of each item, in their order
 * @throws the first failure, when the node stops on error
 */
export async function forEachItem(
	context: IExecuteFunctions,
	send: (itemIndex: number) => Promise<INodeExecutionData[]>,
): Promise<INodeExecutionData[][]> {
	const { batching = {} } = context.getNodeParameter('requestOptions', 0, {}) as {
		batching?: Batching;
	};
	const sends: Array<Promise<INodeExecutionData[]>> = [];
	for (let itemIndex = 0; itemIndex < context.getInputData().length; itemIndex++) {
		const pause = pauseBefore(itemIndex, batching);
		if (pause > 0) await sleep(pause);
		const sent = send(itemIndex);
		// A failure is read at the end. Node would end the process for one that nobody handles during a pause.
		sent.catch(() => undefined);
		sends.push(sent);
	}
	const ends = await Promise.allSettled(sends);
	return ends.map((end) => {
		if (end.status === 'rejected') throw end.reason;
		return end.value;
	});
}

/**
 * A custom operation that runs a route for each item. All items start at once, as in n8n's routing engine: the
 * transport decides what may leave. The routing engine evaluates every expression of the node several
 * times per item, which is most of what a send costs; here each is evaluated once, and most not at all.
 *
 * @throws the first failure, when the node stops on error
 */
export function eachItem(transport: Transport, routing: INodePropertyRouting = {}) {
	return async function (this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const routed = await RoutedItems.of(this);
		const results = await forEachItem(
			this,
			async (item) => await routeItem(transport, routing, routed, item),
		);
		return [results.flat()];
	};
}

/**
 * Operations of a resource as custom operations, see {@link eachItem}.
 *
 * @param transport the way out of those that name none of their own
 */
export function routesOf(transport: Transport, operations: Operation[]) {
	return Object.fromEntries(
		operations.map(({ option: { value, routing } }) => [
			String(value),
			eachItem(transport, routing),
		]),
	);
}
