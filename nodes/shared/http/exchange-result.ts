import type { INode, INodeExecutionData, NodeApiError } from 'n8n-workflow';

import { nodeError } from '../errors/node-error';
import type { Answer } from './answers/answer';
import { getSystemCode, type NetworkErrorKind } from './network-error';
import type { ExchangeRequest, Interceptor } from './pipeline';
import type { RequestTraits } from './request-traits';
import type { Service } from './service';

/** How an exchange ended, after so many API requests that left. */
export type ExchangeResult = {
	calls: number;
	/** When the last one left, in milliseconds. */
	sentAt?: number;
} & (
	| { answer: Answer; items?: INodeExecutionData[] }
	| { aborted: 'cancelled' | 'stopped' }
	| { networkError: NetworkErrorKind; error: unknown }
);

export type ExchangeInterceptor = Interceptor<ExchangeRequest, ExchangeResult>;

/**
 * The failure in how an exchange ended, as n8n shows it.
 *
 * @returns undefined when the answer is a success
 */
export function findFailure(
	node: INode,
	result: ExchangeResult,
	traits: RequestTraits,
	{ findRefusal, name, messages }: Service,
	itemIndex?: number,
): NodeApiError | undefined {
	const place = { itemIndex, messages };
	if ('aborted' in result) return nodeError(node, 'cancelled', place);
	if ('answer' in result) {
		const { answer } = result;
		const refusal = findRefusal(answer, traits);
		if (!refusal) return undefined;
		const { code, advice: description, ...told } = refusal;
		return nodeError(node, code, { ...place, ...told, description, body: answer.body });
	}
	const { networkError, error } = result;
	const systemCode = getSystemCode(error);
	const detail = systemCode ? ` (${systemCode})` : '';
	if (networkError === 'not-sent') {
		return nodeError(node, 'not-reachable', {
			...place,
			message: `The server could not be reached${detail}`,
		});
	}
	if (networkError === 'cancelled' && !traits.writes) return nodeError(node, 'cancelled', place);
	if (!traits.writes) {
		return nodeError(node, 'service-unavailable', {
			...place,
			message: `No answer came back${detail}`,
		});
	}
	const reason =
		networkError === 'cancelled' ? 'the execution was canceled' : 'no answer came back';
	return nodeError(node, 'outcome-unknown', {
		...place,
		message: `It is unknown whether ${name} accepted this: ${reason}${detail}`,
	});
}
