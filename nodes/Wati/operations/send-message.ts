import type {
	DeclarativeRestApiSettings,
	IExecutePaginationFunctions,
	IHttpRequestOptions,
	INodeExecutionData,
} from 'n8n-workflow';

import { recipientOf } from '../../shared/parameters/whatsapp-number';
import { attemptLongText } from './long-text';
import type { Page } from '../../shared/http/pagination';
import type { Change } from '../../shared/http/addressed-request';
import type { Passage } from '../../shared/http/request-session';
import { transportBy } from '../../shared/http/transport';
import { oneAtATime, takeAnswered, verified } from './verify';
import { ruleByWindow } from './chat/window-rule';

type Request = DeclarativeRestApiSettings.ResultOptions;

async function deliver(
	passage: Passage,
	request: Request,
	context: IExecutePaginationFunctions,
	change: Change,
): Promise<Page> {
	const attempt = await attemptLongText(passage, request, context, change);
	const { page, failure, unsettled } = attempt;
	const verifies = passage.wishes.verify === true;
	if (page) {
		if (verifies) takeAnswered(context, recipientOf(context), page);
		return page;
	}
	if (!unsettled || !verifies) throw failure;
	return await verified(passage, context, failure, unsettled);
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
	const send = async () => await deliver(passage, request, context, ruling.change);
	const { items } =
		passage.wishes.verify === true
			? await oneAtATime(context, recipientOf(context), send)
			: await send();
	if (!ruling.instead) return items;
	return items.map((item) => ({ ...item, json: { ...item.json, sentInstead: 'template' } }));
}

export const sendMessage = transportBy(sendOne);
