import type {
	IDataObject,
	IExecuteSingleFunctions,
	IHttpRequestOptions,
	INode,
	INodeExecutionData,
} from 'n8n-workflow';

import { nodeError, type NodeFailure } from '../errors/node-error';
import { lookUpWrite } from '../http/interceptors/idempotency';
import type { OperationInterceptor, OptOutCheck, RequestSession } from '../http/pipeline';
import { createUnsentItem } from './unsent-item';

/** Whether the user wants people who opted out left out of a send. */
export function isOptOutRespected(
	{ options, route }: RequestSession,
	request: IHttpRequestOptions,
): boolean {
	return options.respectOptOut === true && route.service.isSend(request);
}

/** What is said of somebody who is left out of a send. */
export function createOptOutFailure(
	node: INode,
	whatsappNumber: string,
	itemIndex: number,
): NodeFailure {
	return nodeError(node, 'recipient-opted-out', {
		message: `${whatsappNumber} opted out, so nothing was sent`,
		itemIndex,
		details: { whatsappNumber, optedOut: true },
	});
}

/** The item of somebody who is left out, where nobody's failure ends the run. */
export function toLeftOutJson(failure: NodeFailure, whatsappNumber: string): IDataObject {
	return {
		accepted: false,
		optedOut: true,
		whatsappNumber,
		code: 'recipient-opted-out',
		reason: failure.message,
	};
}

/**
 * The item of somebody who is left out of a send to many: an item with an error where the node continues on error, since
 * such items go another way in the workflow.
 */
export function createLeftOutItem(
	context: IExecuteSingleFunctions,
	whatsappNumber: string,
): INodeExecutionData {
	const item = context.getItemIndex();
	const failure = createOptOutFailure(context.getNode(), whatsappNumber, item);
	if (context.continueOnFail()) return createUnsentItem(context, failure, whatsappNumber);
	return { json: toLeftOutJson(failure, whatsappNumber), pairedItem: { item } };
}

/**
 * Leaves people out of a send who opted out, where the user wants that. It ends no run: who is left out is no failure,
 * but for a node that continues on error, where all that was not sent goes the way of errors. What an earlier try of the
 * run sent stays sent. A refusal that says that the person opted out is remembered, whether the user wants the check or not.
 */
export function respectOptOut(check: OptOutCheck): OperationInterceptor {
	return async function optOut(request, next) {
		const { session, options } = request;
		const { context, route, shaped } = session;
		const { recipients } = route.service.describeSend(options, shaped);
		const [recipient] = recipients;
		if (recipients.length !== 1 || recipient === undefined) return await next(request);
		const { whatsappNumber } = recipient;
		const isList = request.lazyBody?.listsRecipients === true;
		if (!isList && isOptOutRespected(session, options) && !lookUpWrite(request)) {
			if (await check.hasOptedOut(session, whatsappNumber)) {
				const item = context.getItemIndex();
				const failure = createOptOutFailure(context.getNode(), whatsappNumber, item);
				if (context.continueOnFail()) return { failure };
				const answer = { statusCode: 0, headers: {}, body: undefined };
				const items = [{ json: toLeftOutJson(failure, whatsappNumber) }];
				return { page: { answer, items, isLeftOut: true } };
			}
		}
		const result = await next(request);
		if (result.failure?.context.code === 'recipient-opted-out') {
			await check.remember?.(session, whatsappNumber);
		}
		return result;
	};
}
