import type { IHttpRequestOptions } from 'n8n-workflow';

import type { Answer } from './answers/answer';
import type { ExchangeResult } from './exchange-result';
import { classifyNetworkError } from './network-error';
import type { ExchangeRequest } from './pipeline';
import { callForFile, callForJson } from './transfer/bounded-call';

/** Where nobody set a time limit. */
export const CALL_TIMEOUT_MS = 60_000;

/**
 * The credential writes `Authorization` into the same object later: of two spellings the one that comes later in the
 * object reaches the wire.
 */
function authorize({ options, route }: ExchangeRequest): IHttpRequestOptions['headers'] {
	const { authorization } = route;
	if (authorization === undefined) return options.headers;
	return { ...options.headers, Authorization: '', authorization };
}

/**
 * One request through n8n's HTTP helper.
 *
 * @param isOwn whether the credential goes along
 * @throws as {@link callForJson}
 */
export function sendByHelper(request: ExchangeRequest, isOwn = true): Promise<Answer> {
	const { context, route, options, signal } = request;
	const { baseURL = '', url, timeout = CALL_TIMEOUT_MS } = options;
	const headers = isOwn ? authorize(request) : options.headers;
	const call = {
		context,
		// n8n takes an address in two parts together three times.
		options: { ...options, baseURL: undefined, url: `${baseURL}${url}`, headers, timeout },
		signal,
		credentialType: isOwn ? route.credentialType : undefined,
	};
	return options.encoding === 'stream' ? callForFile(call) : callForJson(call);
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
export function sendOnce(request: ExchangeRequest): Promise<ExchangeResult> {
	return trySend(() => sendByHelper(request), 0, Date.now());
}
