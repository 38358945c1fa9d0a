import {
	NodeApiError,
	type DeclarativeRestApiSettings,
	type IExecutePaginationFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';

import { refusalOf } from '../requests/prepare';
import { codeOf, errorItem, nodeError } from '../responses/node-error';
import { PAGE_SIZE_FIXED, readPages } from './paging';
import { changesSomething, Passage } from './passage';
import { resolveRoute } from './route';
import { ledgerOf, type RunLedger } from './run-ledger';

type Request = DeclarativeRestApiSettings.ResultOptions;

/** How the requests of one item go out, for operations that need other than one request or its pages. */
export type Delivery = (
	passage: Passage,
	request: Request,
	context: IExecutePaginationFunctions,
) => Promise<INodeExecutionData[]>;

/** One request, or page after page where the operation names a `pageNumber`. */
async function deliverAll(passage: Passage, request: Request): Promise<INodeExecutionData[]> {
	const { qs } = request.options;
	if (qs?.pageNumber === undefined) return (await passage.deliver()).items;
	const wanted = Number(request.maxResults ?? Infinity);
	return await readPages(
		async (pageNumber, pageSize) => await passage.deliver({ qs: { pageNumber, pageSize } }),
		wanted,
		qs.pageSize === PAGE_SIZE_FIXED,
	);
}

async function send(
	context: IExecutePaginationFunctions,
	request: Request,
	ledger: RunLedger,
	delivery: Delivery,
): Promise<INodeExecutionData[]> {
	const refusal = refusalOf(request.options);
	if (refusal !== undefined) throw refusal;
	const route = await resolveRoute(context);
	return await delivery(new Passage(context, request, route, ledger), request, context);
}

function asNodeError(context: IExecutePaginationFunctions, error: unknown): NodeApiError {
	if (error instanceof NodeApiError) return error;
	const { message, description } = error as { message?: string; description?: string };
	return nodeError(context.getNode(), 'input-invalid', {
		message,
		description,
		itemIndex: context.getItemIndex(),
	});
}

/**
 * The one way out of the declarative operations, wired in as the `pagination` hook of n8n's routing
 * engine, which is the only hook that wraps each request. It raises what a step refused, waits for a
 * slot, sends, repeats what is safe, turns pages, links each item to its input, and when the node stops
 * on error lets nothing leave after the first failure.
 */
export function transportBy(delivery: Delivery) {
	return async function (
		this: IExecutePaginationFunctions,
		request: Request,
	): Promise<INodeExecutionData[]> {
		const item = this.getItemIndex();
		const stopsOnError = !this.continueOnFail();
		const writes = changesSomething(request.options.method);
		const ledger = ledgerOf(this.getExecuteData(), item, stopsOnError, writes);
		try {
			const items = await send(this, request, ledger, delivery);
			ledger.note(item, 'sent');
			return items.map((entry) => ({ ...entry, pairedItem: { item } }));
		} catch (thrown) {
			const error = asNodeError(this, thrown);
			// Another item's failure stopped this one. Its error is the one to show, so this item says nothing.
			const held = stopsOnError && codeOf(error) === 'cancelled' && !ledger.mayLeave();
			ledger.note(item, held ? 'notSent' : 'failed', held ? undefined : error);
			if (held) return [];
			if (stopsOnError) throw error;
			return [errorItem(error, item)];
		}
	};
}

export const transport = transportBy(deliverAll);
