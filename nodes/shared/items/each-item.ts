import type {
	IDataObject,
	IExecuteFunctions,
	IExecuteSingleFunctions,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
	INodeExecutionData,
	INodePropertyRouting,
} from 'n8n-workflow';

import { errorItem, nodeError } from '../errors/node-error';
import type { Operation } from '../fields/operation';
import { type Answer } from '../http/answers/answer';
import { pause } from '../http/interceptors/retry';
import { isObject } from '../parameters/json';
import type { NodeService, OperationPipeline } from '../http/pipeline';
import { isWrite } from '../http/request-session';
import type { Service } from '../http/service';
import { createPipeline } from './operation-pipeline';
import type { PersonTurn } from '../http/person-turns';
import { RoutedItems, type Overrides } from './routed-items';
import { runItem, toNodeError } from './run-item';
import { readSwitch } from '../parameters/switches';

interface Batching {
	batch?: { batchSize?: number; batchInterval?: number };
}

/** The pause before an item that the user set under Batching, as n8n's routing engine keeps it. */
function pauseBefore(itemIndex: number, { batch = {} }: Batching): number {
	const size = batch.batchSize && batch.batchSize > 0 ? batch.batchSize : 1;
	return itemIndex > 0 && itemIndex % size === 0 ? (batch.batchInterval ?? 0) : 0;
}

/** An operation with its pipeline, ready for many items. */
export interface ReadyOperation {
	service: Service;
	routing: INodePropertyRouting;
	pipeline: OperationPipeline;
	/** What fields hold that were left empty. */
	whenEmpty?: Operation['whenEmpty'];
	/** Whether the form asks how many items are wanted. */
	hasLimit: boolean;
}

/** Composes the pipeline of an operation, once for all items. */
export function prepareOperation(
	node: NodeService,
	{ option, fields, steps, whenEmpty }: Operation,
): ReadyOperation {
	return {
		service: node.service,
		routing: option.routing ?? {},
		pipeline: createPipeline(node, steps),
		whenEmpty,
		hasLimit: fields.some(({ name }) => name === 'limit'),
	};
}

/** Whom a write is about; reads wait for nobody. */
function listPeople({ describeSend }: Service, shaped: IHttpRequestOptions): string[] {
	if (!isWrite(shaped.method)) return [];
	return describeSend(shaped).recipients.map(({ whatsappNumber }) => whatsappNumber);
}

/**
 * Sends the request of an operation for one item, after those of earlier items about the same person.
 *
 * @param overrides what differs from the node's own settings
 * @throws NodeFailure with a code of the catalogue, when the node stops on error
 */
export async function routeItem(
	operation: ReadyOperation,
	routed: RoutedItems,
	itemIndex: number,
	overrides: Overrides = {},
): Promise<INodeExecutionData[]> {
	const turn = routed.turns.take();
	try {
		return await routeInTurn(operation, routed, itemIndex, overrides, turn);
	} finally {
		turn.end();
	}
}

/** @throws NodeOperationError for what is no number: no record would come of it, without a word */
function readLimit(context: IExecuteSingleFunctions): number {
	const given: unknown = context.getNodeParameter('limit', 50);
	const limit = ['number', 'string'].includes(typeof given) ? Number(given) : Number.NaN;
	if (limit >= 1) return limit;
	throw nodeError(context.getNode(), 'input-invalid', {
		message: "The field 'Limit' contains no number from 1 up",
		description: "Enter how many results you want, or switch on 'Return All'.",
		itemIndex: context.getItemIndex(),
	});
}

async function routeInTurn(
	{ service, routing, pipeline, whenEmpty, hasLimit }: ReadyOperation,
	routed: RoutedItems,
	itemIndex: number,
	overrides: Overrides,
	turn: PersonTurn,
): Promise<INodeExecutionData[]> {
	const { request = {}, send = {}, output = {} } = routing;
	const context = routed.item(itemIndex, { whenEmpty, ...overrides });
	let shaped = routed.request(request);
	for (const step of send.preSend ?? []) shaped = await step.call(context, shaped);
	await turn.wait(listPeople(service, shaped));
	const readItems = async (answer: Answer) => {
		const json = isObject(answer.body) ? answer.body : {};
		let items: INodeExecutionData[] = [{ json: json as IDataObject }];
		for (const action of output.postReceive ?? []) {
			if (typeof action !== 'function') continue;
			items = await action.call(context, items, answer as IN8nHttpFullResponse);
		}
		return items;
	};
	const readWanted = () =>
		!hasLimit || readSwitch(context, 'returnAll') ? Infinity : readLimit(context);
	const item = { context, routed, shaped, readItems, readLimit: readWanted };
	return await runItem(service, pipeline, item);
}

/**
 * Sends something for each item, all at once but for the pauses under Batching, and waits for all of them. Once one failed
 * or the execution was stopped there are no more pauses: what is left finds out that it does not leave.
 */
export async function settleEachItem(
	context: IExecuteFunctions,
	send: (itemIndex: number) => Promise<INodeExecutionData[]>,
): Promise<Array<PromiseSettledResult<INodeExecutionData[]>>> {
	const { batching = {} } = context.getNodeParameter('requestOptions', 0, {}) as {
		batching?: Batching;
	};
	const failed = new AbortController();
	const stopped = context.getExecutionCancelSignal() ?? failed.signal;
	const signal = AbortSignal.any([stopped, failed.signal]);
	const sends: Array<Promise<INodeExecutionData[]>> = [];
	for (let itemIndex = 0; itemIndex < context.getInputData().length; itemIndex++) {
		const pauseMs = pauseBefore(itemIndex, batching);
		if (pauseMs > 0) await pause(pauseMs, signal);
		const sent = send(itemIndex);
		// A failure is read at the end. Node would end the process for one that nobody handles during a pause.
		sent.catch(() => failed.abort());
		sends.push(sent);
	}
	return await Promise.allSettled(sends);
}

/**
 * As {@link settleEachItem}.
 *
 * @returns what came of each item, in their order
 * @throws the first failure, when the node stops on error
 */
export async function forEachItem(
	...parts: Parameters<typeof settleEachItem>
): Promise<INodeExecutionData[][]> {
	const ends = await settleEachItem(...parts);
	return ends.map((end) => {
		if (end.status === 'rejected') throw end.reason;
		return end.value;
	});
}

/**
 * Runs an operation for each item. All items start at once: the pipeline decides what may leave. n8n's routing
 * engine would evaluate every expression of the node several times per item, which is most of what a
 * send costs; here each is evaluated once, and most not at all.
 *
 * @throws the first failure, when the node stops on error
 */
export async function runForEachItem(
	context: IExecuteFunctions,
	operation: ReadyOperation,
): Promise<INodeExecutionData[][]> {
	const routed = await RoutedItems.of(context);
	const node = context.getNode();
	const results = await forEachItem(context, async (item) => {
		const sent = routeItem(operation, routed, item);
		if (!context.continueOnFail()) return await sent;
		return await sent.catch((error) => [errorItem(toNodeError(node, error, item), item)]);
	});
	return [results.flat()];
}
