import type { ExchangeInterceptor, ExchangeResult } from '../exchange-result';
import { countCall, type CallOutcome } from '../usage';

function getOutcome(result: ExchangeResult): CallOutcome {
	if (!('answer' in result)) return 'unknown';
	const { refusal } = result;
	if (!refusal) return 'accepted';
	return refusal.code === 'outcome-unknown' ? 'unknown' : 'refused';
}

/** Counts each API request that left, for Account: Get Usage. */
export const countUsage: ExchangeInterceptor = async (request, next) => {
	const result = await next(request);
	const { route, options } = request;
	if (result.calls > 0) {
		const endpoint = route.service.toEndpointName(options.method ?? 'GET', options.url);
		countCall(route.account, endpoint, getOutcome(result));
	}
	return result;
};
