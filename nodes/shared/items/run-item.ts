import {
	type IExecuteSingleFunctions,
	type INode,
	type IHttpRequestOptions,
	type INodeExecutionData,
} from 'n8n-workflow';

import {
	errorItem,
	getErrorCode,
	nodeError,
	isNodeFailure,
	type NodeFailure,
} from '../errors/node-error';
import type { Answer, Page } from '../http/answers/answer';
import type { ItemUsage, OperationPipeline, PipelineRequest } from '../http/pipeline';
import { createRequest, createSession, isWrite } from '../http/request-session';
import { resolveRoute } from '../http/route/route';
import { getItemStatuses } from '../http/run-state';
import type { Service } from '../http/service';
import { getStepRefusal } from '../parameters/pre-send';
import { createUnsentItem } from '../sending/unsent-item';
import type { RoutedItems } from './routed-items';

/** One item's request as its steps shaped it. */
export interface ShapedItem {
	context: IExecuteSingleFunctions;
	routed: RoutedItems;
	shaped: IHttpRequestOptions;
	readItems: (answer: Answer) => Promise<INodeExecutionData[]>;
	/** Reads how many items of a list are wanted; Infinity for all. */
	readLimit: () => number;
}

function addUsage(items: INodeExecutionData[], usage: ItemUsage): INodeExecutionData[] {
	return items.map((item) => ({ ...item, json: { ...item.json, usage: { ...usage } } }));
}

/** What was thrown, as a failure of the item; what has no code is a value that cannot be used. */
export function toNodeError(node: INode, error: unknown, itemIndex: number): NodeFailure {
	if (isNodeFailure(error)) return error;
	const { message, description } = error as { message?: string; description?: string };
	return nodeError(node, 'input-invalid', { message, description, itemIndex });
}

async function send(
	pipeline: OperationPipeline,
	{ session, ...request }: PipelineRequest,
): Promise<Page> {
	const { options, usage, shaped } = session;
	const refusal = getStepRefusal(shaped);
	const isPreview = options.previewOnly === true && isWrite(shaped.method);
	if (refusal !== undefined && !isPreview) throw refusal;
	const { page, failure } = await pipeline({ session, ...request });
	if (failure) throw failure;
	return options.includeUsage === true ? { ...page, items: addUsage(page.items, usage) } : page;
}

/**
 * Sends the request of one item through the pipeline of its operation, and links each item that comes of it to
 * the input. When the node stops on error, nothing leaves after the first failure.
 *
 * @throws NodeFailure with a code of the catalogue, when the node stops on error
 */
export async function runItem(
	service: Service,
	pipeline: OperationPipeline,
	{ context, routed, shaped, readItems, readLimit }: ShapedItem,
): Promise<INodeExecutionData[]> {
	const item = context.getItemIndex();
	const stopsOnError = !context.continueOnFail();
	const statuses = getItemStatuses(routed, item, stopsOnError, isWrite(shaped.method));
	try {
		const limit = readLimit();
		const route = await resolveRoute(context, service);
		const session = createSession(context, { route, statuses, shaped, readItems, limit });
		const { items, isLeftOut } = await send(pipeline, createRequest(session));
		statuses.note(item, isLeftOut ? 'notSent' : 'sent');
		return items.map((entry) => ({ ...entry, pairedItem: { item } }));
	} catch (thrown) {
		const error = toNodeError(context.getNode(), thrown, item);
		// Another item's failure stopped this one. Its error is the one to show, so this item says nothing.
		const isHeldBack = stopsOnError && getErrorCode(error) === 'cancelled' && !statuses.mayLeave();
		if (isHeldBack) {
			statuses.note(item, 'notSent');
			return [];
		}
		statuses.noteFailure(item, error);
		if (stopsOnError) throw error;
		if (!service.isSend(shaped)) return [errorItem(error, item)];
		const { recipients } = service.describeSend(shaped);
		const read = recipients.length === 1 ? recipients[0]?.whatsappNumber : undefined;
		return [createUnsentItem(context, error, read)];
	}
}
