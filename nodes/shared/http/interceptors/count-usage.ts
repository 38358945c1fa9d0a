import type { ExchangeInterceptor, ExchangeResult } from '../exchange-result';
import type { ExchangeRequest } from '../pipeline';
import { countCall, type CallOutcome } from '../usage';

function getOutcome({ route, traits }: ExchangeRequest, result: ExchangeResult): CallOutcome {
	if (!('answer' in result)) return 'unknown';
	const refusal = route.service.findRefusal(result.answer, traits);
	if (!refusal) return 'accepted';
	return refusal.code === 'outcome-unknown' ? 'unknown' : 'refused';
}

/** Counts each API request that left, for Account: Get Usage. */
export const countUsage: ExchangeInterceptor = async (request, next) => {
	const result = await next(request);
	const { route, options } = request;
	if (result.calls > 0) {
		const endpoint = route.service.toEndpointName(options.method ?? 'GET', options.url);
		countCall(route.account, endpoint, getOutcome(request, result));
	}
	return result;
};
