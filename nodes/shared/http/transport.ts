import {
	NodeApiError,
	type DeclarativeRestApiSettings,
	type IExecutePaginationFunctions,
	type IHttpRequestOptions,
	type INodeExecutionData,
} from 'n8n-workflow';

import { deliveryOptionsOf } from '../parameters/delivery-options';
import { refusalOf } from '../parameters/pre-send';
import { codeOf, errorItem, nodeError } from '../errors/node-error';
import { guardError } from '../sending/agent-guard';
import { PAGE_SIZE_FIXED, readPages } from './pagination';
import { changesSomething } from './addressed-request';
import { Passage, type ItemUsage } from './request-session';
import { previewOf } from '../sending/dry-run';
import { resolveRoute } from './route';
import { ledgerOf, type RunLedger } from './run-state';
import type { Service } from './service';
import { wati } from '../../Wati/service';

type Request = DeclarativeRestApiSettings.ResultOptions;

/** How the requests of one item go out, for operations that need other than one request or its pages. */
export type Delivery = (
	passage: Passage,
	request: Request,
	context: IExecutePaginationFunctions,
) => Promise<INodeExecutionData[]>;

/** One request, or page after page where the query asks for pages. */
async function deliverAll(passage: Passage, request: Request): Promise<INodeExecutionData[]> {
	const { qs = {} } = request.options;
	const { service } = passage.route;
	if (!service.isPaged(qs)) return (await passage.deliver()).items;
	const wanted = Number(request.maxResults ?? Infinity);
	return await readPages(
		async (place) => await passage.deliver({ qs: service.pageQuery(place, qs) }),
		wanted,
		[qs.pageSize, qs.page_size].includes(PAGE_SIZE_FIXED),
	);
}

function withUsage(items: INodeExecutionData[], usage: ItemUsage): INodeExecutionData[] {
	return items.map((item) => ({ ...item, json: { ...item.json, usage: { ...usage } } }));
}

async function send(
	context: IExecutePaginationFunctions,
	request: Request,
	ledger: RunLedger,
	delivery: Delivery,
	service: Service,
): Promise<INodeExecutionData[]> {
	const wishes = deliveryOptionsOf(context);
	const options = request.options as IHttpRequestOptions;
	const sends = service.isSend(options);
	if (sends && wishes.previewOnly === true) {
		const passage = new Passage(context, request, await resolveRoute(context, service), ledger);
		return await previewOf(passage, request, context);
	}
	const refusal = refusalOf(request.options);
	if (refusal !== undefined) throw refusal;
	if (sends) {
		const outgoing = service.outgoingOf(options);
		const refused = guardError(context.getNode(), wishes, outgoing, context.getItemIndex());
		if (refused) throw refused;
	}
	const passage = new Passage(context, request, await resolveRoute(context, service), ledger);
	const items = await delivery(passage, request, context);
	return wishes.includeUsage === true ? withUsage(items, passage.usage) : items;
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
 * engine, which is the only hook that wraps each request. It raises what a step or the guard refused, shows
 * a preview instead where that is wanted, waits for a slot, sends, repeats what is safe, turns pages, links each item to its input, and when the node stops
 * on error lets nothing leave after the first failure.
 */
export function transportBy(delivery: Delivery, service: Service = wati) {
	return async function (
		this: IExecutePaginationFunctions,
		request: Request,
	): Promise<INodeExecutionData[]> {
		const item = this.getItemIndex();
		const stopsOnError = !this.continueOnFail();
		const writes = changesSomething(request.options.method);
		const ledger = ledgerOf(this.getExecuteData(), item, stopsOnError, writes);
		try {
			const items = await send(this, request, ledger, delivery, service);
			ledger.note(item, 'sent');
			return items.map((entry) => ({ ...entry, pairedItem: { item } }));
		} catch (thrown) {
			const error = asNodeError(this, thrown);
			// Another item's failure stopped this one. Its error is the one to show, so this item says nothing.
			const held = stopsOnError && codeOf(error) === 'cancelled' && !ledger.mayLeave();
			if (held) {
				ledger.note(item, 'notSent');
				return [];
			}
			ledger.noteFailure(item, error);
			if (stopsOnError) throw error;
			return [errorItem(error, item)];
		}
	};
}

/** The way out of a node whose operations need nothing but one request or its pages. */
export function transportOf(service: Service) {
	return transportBy(deliverAll, service);
}

export const transport = transportOf(wati);
