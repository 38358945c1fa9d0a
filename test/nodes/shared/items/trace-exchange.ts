import type * as Exchange from '../../../../nodes/shared/http/exchange';
import type * as HttpHelper from '../../../../nodes/shared/http/http-helper';
import type * as Pipeline from '../../../../nodes/shared/http/pipeline';
import type { Interceptor } from '../../../../nodes/shared/http/pipeline';

export const trace: string[] = [];

/** An interceptor that writes down when a request meets it, and when its result leaves it. */
export function traced<Request, Result>(
	interceptor: Interceptor<Request, Result>,
): Interceptor<Request, Result> {
	const { name } = interceptor;
	return async (request, next) => {
		trace.push(`> ${name}`);
		const result = await interceptor(request, next);
		trace.push(`< ${name}`);
		return result;
	};
}

/** For a test to import first: what it imports after this has its exchanges traced. */
jest.mock('../../../../nodes/shared/http/exchange', () => {
	const real: typeof Exchange = jest.requireActual('../../../../nodes/shared/http/exchange');
	const pipeline: typeof Pipeline = jest.requireActual('../../../../nodes/shared/http/pipeline');
	const helper: typeof HttpHelper = jest.requireActual('../../../../nodes/shared/http/http-helper');
	const interceptors = real.EXCHANGE_INTERCEPTORS.map(traced);
	return { ...real, exchange: pipeline.compose(interceptors, helper.sendOnce) };
});
