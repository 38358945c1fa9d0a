import { readLazyBody } from '../http/interceptors/lazy-body';
import { idempotency } from '../http/interceptors/idempotency';
import { pagination } from '../http/interceptors/pagination';
import { sendRequest } from '../http/interceptors/send-request';
import {
	compose,
	type NodeService,
	type OperationInterceptor,
	type OperationPipeline,
} from '../http/pipeline';
import { agentGuard } from '../sending/agent-guard';
import { checkChatWindow } from '../sending/chat-window';
import { previewSends } from '../sending/dry-run';
import { respectOptOut } from '../sending/opt-out';
import { buildOwnMessageNotes } from '../sending/own-messages';
import { sendFollowing } from '../sending/send-following';
import { sendLimit } from '../sending/send-limit';

/**
 * The way of a request of an operation, in the order in which it meets them; the exchange with the network
 * follows (`http/exchange.ts`). Verification stands before idempotency, so that a second try looks for what an
 * earlier one left unknown without a way to send it again.
 *
 * @param steps what an operation does in more than one request
 */
export function listInterceptors(
	{ chatWindow, optOut, verification, announceSends }: NodeService,
	steps?: OperationInterceptor,
): OperationInterceptor[] {
	const interceptors = [
		agentGuard,
		previewSends(chatWindow, optOut),
		optOut && respectOptOut(optOut),
		chatWindow && checkChatWindow(chatWindow),
		sendFollowing,
		verification,
		steps,
		idempotency,
		buildOwnMessageNotes(announceSends),
		sendLimit,
		readLazyBody,
		pagination,
	];
	return interceptors.filter((interceptor) => interceptor !== undefined);
}

/** Composes the way of an operation's request, once per operation. */
export function createPipeline(node: NodeService, steps?: OperationInterceptor): OperationPipeline {
	return compose(listInterceptors(node, steps), sendRequest);
}
