import { runWithFile } from '../pace/concurrency-limit';
import type { OperationInterceptor, OperationPipeline, PipelineRequest } from '../pipeline';
import type { LazyBody } from '../lazy-body';

async function sendWithBody(
	request: PipelineRequest,
	lazyBody: LazyBody,
	next: OperationPipeline,
): ReturnType<OperationPipeline> {
	const { session, options } = request;
	const { context, statuses, execution } = session;
	return await runWithFile(execution, async () => {
		const isStopped = !statuses.mayLeave() || context.getExecutionCancelSignal()?.aborted;
		const body = isStopped ? options.body : await lazyBody.read();
		return await next({ ...request, options: { ...options, body } });
	});
}

/** Reads the body of a request when it is its turn: a few files of an execution are in memory at a time. */
export const readLazyBody: OperationInterceptor = (request, next) =>
	request.lazyBody ? sendWithBody(request, request.lazyBody, next) : next(request);
