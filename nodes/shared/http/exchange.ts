import type { ExchangeInterceptor, ExchangeResult } from './exchange-result';
import { sendOnce } from './http-helper';
import { countUsage } from './interceptors/count-usage';
import { rateLimit } from './interceptors/rate-limit';
import { readAnswer } from './interceptors/read-answer';
import { redirects } from './interceptors/redirects';
import { retry } from './interceptors/retry';
import { compose, type ExchangeRequest, type Send } from './pipeline';

/** The way of every API request to the network, in the order in which it meets them. */
export const EXCHANGE_INTERCEPTORS: readonly ExchangeInterceptor[] = [
	retry,
	rateLimit,
	countUsage,
	readAnswer,
	redirects,
];

/** Sends one API request when it is its turn, and again where that is safe. Throws nothing. */
export const exchange: Send<ExchangeRequest, ExchangeResult> = compose(
	EXCHANGE_INTERCEPTORS,
	sendOnce,
);
