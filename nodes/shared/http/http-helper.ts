import type { IAllExecuteFunctions, IN8nHttpFullResponse } from 'n8n-workflow';

import type { Answer } from './answers/answer';
import type { ExchangeResult } from './exchange-result';
import { classifyNetworkError } from './network-error';
import type { ExchangeRequest } from './pipeline';

/**
 * One request through n8n's HTTP helper.
 *
 * @param isOwn whether the credential goes along
 * @throws what n8n throws when no answer came
 */
export async function sendByHelper(
	{ context, route, options, signal }: ExchangeRequest,
	isOwn = true,
): Promise<Answer> {
	const { helpers } = context;
	const request = {
		abortSignal: signal,
		...options,
		headers: { ...options.headers },
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
	};
	const answer: unknown = isOwn
		? await helpers.httpRequestWithAuthentication.call(
				context as IAllExecuteFunctions,
				route.credentialType,
				request,
			)
		: await helpers.httpRequest(request);
	return answer as IN8nHttpFullResponse;
}

/** The answer as a result, or why there is none. */
export async function trySend(
	send: () => Promise<Answer>,
	callsBefore: number,
	sentAt?: number,
): Promise<ExchangeResult> {
	try {
		return { answer: await send(), calls: Math.max(1, callsBefore), sentAt };
	} catch (error) {
		const networkError = classifyNetworkError(error);
		return { networkError, error, calls: networkError === 'not-sent' ? callsBefore : 1, sentAt };
	}
}

/** The end of the pipeline: sends once, with the credential. */
export async function sendOnce(request: ExchangeRequest): Promise<ExchangeResult> {
	return await trySend(async () => await sendByHelper(request), 0, Date.now());
}
