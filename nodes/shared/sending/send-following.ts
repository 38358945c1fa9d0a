import type { IDataObject } from 'n8n-workflow';

import type { NodeFailure } from '../errors/node-error';
import type {
	OperationInterceptor,
	OperationPipeline,
	PipelineRequest,
	SendResult,
} from '../http/pipeline';
import { changeRequest } from '../http/request-session';

/** Says how far a text got that went out as several messages. */
function addProgress(failure: NodeFailure, sent: number, total: number): NodeFailure {
	const progress =
		sent === 0
			? `Nothing further of this text was sent: it has ${total} messages.`
			: `Before this one, the node sent ${sent} of the ${total} messages of this text, and none after it.`;
	failure.context.isPartlySent = sent > 0;
	failure.description = [progress, failure.description].filter((text) => text).join(' ');
	return failure;
}

const getJson = ({ page }: SendResult): IDataObject => page?.items[0]?.json ?? {};

/**
 * Sends a text that is too long for one message as several, each after the one before was accepted, so that they
 * arrive in order. After a failure nothing more leaves; *Retry On Fail* goes on where it stopped.
 */
export const sendFollowing: OperationInterceptor = (request, next) =>
	request.following?.length ? sendAll(request, next) : next(request);

async function sendAll(
	{ following = [], ...first }: PipelineRequest,
	next: OperationPipeline,
): Promise<SendResult> {
	let result = await next({ ...first, part: 1 });
	const messages = [getJson(result)];
	for (const change of following) {
		if (result.failure) break;
		result = await next({ ...changeRequest(first, change), part: messages.length + 1 });
		messages.push(getJson(result));
	}
	const { failure, page } = result;
	if (failure) {
		const sent = messages.length - 1;
		return { ...result, failure: addProgress(failure, sent, following.length + 1) };
	}
	const items = page.items.map((item) => ({ ...item, json: { ...item.json, messages } }));
	return { page: { ...page, items } };
}
