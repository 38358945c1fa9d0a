import { runWithFile } from '../pace/concurrency-limit';
import type { OperationInterceptor } from '../pipeline';

/** Reads the body of a request when it is its turn: a few files of an execution are in memory at a time. */
export const readLazyBody: OperationInterceptor = async (request, next) => {
	const { lazyBody, session, options } = request;
	if (!lazyBody) return await next(request);
	const { context, statuses, execution } = session;
	return await runWithFile(execution, async () => {
		const isStopped = !statuses.mayLeave() || context.getExecutionCancelSignal()?.aborted;
		const body = isStopped ? options.body : await lazyBody.read();
		return await next({ ...request, options: { ...options, body } });
	});
};
