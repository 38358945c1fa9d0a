import { sleep } from 'n8n-workflow';

import { getHeader, type Answer } from '../answers/answer';
import type { ExchangeInterceptor, ExchangeResult } from '../exchange-result';
import { isRetryable } from '../network-error';
import { pauseAccount } from '../pace/rate-limiter';
import type { ExchangeRequest } from '../pipeline';
import { waitUnlessStopped } from '../transfer/cancellation';

const REFUSED_TRIES = 6;
const READ_TRIES = 4;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;

const READ_AGAIN = [502, 503, 504];

function backoff(attempt: number): number {
	const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempt);
	return pause * (0.75 + Math.random() / 2);
}

/** `Retry-After` is seconds or a date, and nobody promises that it comes at all. */
function readRetryAfter(answer: Answer): number | undefined {
	const value = getHeader(answer, 'retry-after');
	if (value === undefined) return undefined;
	const ms = /^\d+(\.\d+)?$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - Date.now();
	return Number.isNaN(ms) ? undefined : Math.min(Math.max(0, ms), 2 * LONGEST_PAUSE_MS);
}

/** Waits, but not longer than the execution runs. */
export async function pause(ms: number, signal?: AbortSignal): Promise<void> {
	await waitUnlessStopped(sleep(ms), signal);
}

function pauseAfterAnswer(
	{ route, options, plan, traits }: ExchangeRequest,
	answer: Answer,
	attempt: number,
): number | undefined {
	const { service, account } = route;
	const throttled = service.throttled(answer);
	if (throttled && attempt + 1 < REFUSED_TRIES) {
		const pauseMs = readRetryAfter(answer) ?? backoff(attempt);
		if (throttled === 'request') return pauseMs;
		pauseAccount(account, service.limitsFor(options.url, plan), pauseMs);
		return 0;
	}
	const isRepeated =
		!traits.writes && READ_AGAIN.includes(answer.statusCode) && attempt + 1 < READ_TRIES;
	return isRepeated ? (readRetryAfter(answer) ?? backoff(attempt)) : undefined;
}

/** How long to wait before the next try, in milliseconds; undefined where there is none. */
function pauseAfter(
	request: ExchangeRequest,
	result: ExchangeResult,
	attempt: number,
): number | undefined {
	if ('aborted' in result) return undefined;
	if ('answer' in result) return pauseAfterAnswer(request, result.answer, attempt);
	const { networkError, error } = result;
	const isFinal = networkError === 'cancelled' || networkError === 'too-large';
	if (isFinal || attempt + 1 >= READ_TRIES) return undefined;
	const isSafe = networkError === 'not-sent' ? isRetryable(error) : !request.traits.writes;
	return isSafe ? backoff(attempt) : undefined;
}

/**
 * Repeats only what is safe to repeat: reads on 429, 502, 503, 504 and lost connections; writes only when they
 * surely were not accepted (429, refused connection, DNS). After a 429 the whole account pauses, not only
 * this request, unless the service says that it is about this request alone.
 */
export const retry: ExchangeInterceptor = async (request, next) => {
	let calls = 0;
	for (let attempt = 0; ; attempt++) {
		const result = await next(request);
		calls += result.calls;
		const pauseMs = pauseAfter(request, result, attempt);
		if (pauseMs === undefined) return { ...result, calls };
		if (pauseMs > 0) await pause(pauseMs, request.signal);
	}
};
