import type { ExchangeInterceptor } from '../exchange-result';
import { waitForPermit } from '../pace/rate-limiter';

/** Sends once the limits of the account allow it. What may not leave any more takes nobody's permit. */
export const rateLimit: ExchangeInterceptor = async (request, next) => {
	const { route, options, plan, execution, signal, mayLeave } = request;
	const limits = route.service.limitsFor(options.url, plan);
	const permit = await waitForPermit(route.account, limits, execution, signal, mayLeave);
	if (!permit) return { aborted: signal?.aborted ? 'cancelled' : 'stopped', calls: 0 };
	try {
		return mayLeave() ? await next(request) : { aborted: 'stopped', calls: 0 };
	} finally {
		permit.answered();
	}
};
