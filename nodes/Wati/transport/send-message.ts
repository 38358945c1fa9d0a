import type {
	DeclarativeRestApiSettings,
	IExecutePaginationFunctions,
	IHttpRequestOptions,
	INodeExecutionData,
} from 'n8n-workflow';

import { recipientOf } from '../requests/whatsapp-number';
import type { Page } from './paging';
import type { Change, Passage } from './passage';
import { transportBy } from './transport';
import { oneAtATime, takeAnswered, verified } from './verify';
import { ruleByWindow } from './window-rule';

type Request = DeclarativeRestApiSettings.ResultOptions;

async function deliverVerified(
	passage: Passage,
	context: IExecutePaginationFunctions,
	change: Change,
): Promise<Page> {
	const { page, failure, unsettled } = await passage.attempt(change);
	if (page) {
		takeAnswered(context, recipientOf(context), page);
		return page;
	}
	if (!unsettled) throw failure;
	return await verified(passage, context, failure, unsettled);
}

async function deliver(
	passage: Passage,
	context: IExecutePaginationFunctions,
	change: Change,
): Promise<Page> {
	if (passage.wishes.verify !== true) return await passage.deliver(change);
	return await oneAtATime(
		context,
		recipientOf(context),
		async () => await deliverVerified(passage, context, change),
	);
}

/**
 * Sends one message or template to one contact: looks at the 24-hour window first and after an unknown
 * outcome at the chat, each where the user wants it.
 */
async function sendOne(
	passage: Passage,
	request: Request,
	context: IExecutePaginationFunctions,
): Promise<INodeExecutionData[]> {
	const ruling = await ruleByWindow(passage, context, request.options as IHttpRequestOptions);
	if (ruling.closed) throw ruling.closed;
	const { items } = await deliver(passage, context, ruling.change);
	if (!ruling.instead) return items;
	return items.map((item) => ({ ...item, json: { ...item.json, sentInstead: 'template' } }));
}

export const sendMessage = transportBy(sendOne);
