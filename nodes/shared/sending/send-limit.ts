import { writeCount } from '../formatting/write-count';
import type { DeliveryOptions } from '../parameters/delivery-options';
import type {
	OperationInterceptor,
	OperationPipeline,
	PipelineRequest,
	SendResult,
} from '../http/pipeline';
import { saveCalls } from '../http/request-session';
import { readWholeNumber, toGuardError, type GuardRefusal } from './agent-guard';

/** An execution that has sent nothing for a day is over. */
const LONGEST_MS = 86_400_000;
const MOST_EXECUTIONS = 10_000;

/** Messages sent by execution, oldest use first. */
const sends = new Map<string, { count: number; at: number }>();

function getCount(execution: string): number {
	const known = sends.get(execution);
	return known && Date.now() - known.at < LONGEST_MS ? known.count : 0;
}

function setCount(execution: string, count: number): void {
	sends.delete(execution);
	sends.set(execution, { count, at: Date.now() });
	if (sends.size > MOST_EXECUTIONS) sends.delete(sends.keys().next().value!);
}

/** Why an execution may not send so many messages more; undefined when it may. */
export function findQuotaRefusal(
	options: DeliveryOptions,
	execution: string,
	messages: number,
): GuardRefusal | undefined {
	if (options.mostSends === undefined) return undefined;
	const most = readWholeNumber(options.mostSends);
	const sent = getCount(execution);
	if (sent + messages <= most) return undefined;
	return {
		message: `This execution may send ${writeCount(most, 'message')}, and has sent ${sent}`,
		description:
			'Nothing was sent. Send no more messages in this execution, and tell the user what was sent so far.',
	};
}

/**
 * Takes messages from what the execution may send, and gives them back where they surely were not accepted. The
 * recipients beyond the first count as requests that were not needed.
 */
export const sendLimit: OperationInterceptor = (request, next) => {
	const { session, options } = request;
	const { service } = session.route;
	if (!service.isSend(options)) return next(request);
	const messages = service.describeSend(options, session.shaped).recipients.length;
	const isCounted = session.options.mostSends !== undefined || messages > 1;
	return isCounted ? countSends(request, messages, next) : next(request);
};

async function countSends(
	request: PipelineRequest,
	messages: number,
	next: OperationPipeline,
): Promise<SendResult> {
	const { session } = request;
	const { context, options, execution } = session;
	const isLimited = options.mostSends !== undefined;
	const refusal = findQuotaRefusal(options, execution, messages);
	if (refusal) {
		return { failure: toGuardError(context.getNode(), refusal, context.getItemIndex()) };
	}
	if (isLimited) setCount(execution, getCount(execution) + messages);
	let result: SendResult | undefined;
	try {
		result = await next(request);
		if (result.page) saveCalls(session, messages - 1);
		return result;
	} finally {
		const mayBeOut = result?.page !== undefined || result?.unknown !== undefined;
		if (isLimited && !mayBeOut) setCount(execution, Math.max(0, getCount(execution) - messages));
	}
}
