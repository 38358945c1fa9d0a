import type {
	IExecuteSingleFunctions,
	IHttpRequestOptions,
	INodeExecutionData,
} from 'n8n-workflow';

import { readDeliveryOptions } from '../parameters/delivery-options';
import type { Answer } from './answers/answer';
import { CALL_TIMEOUT_MS } from './http-helper';
import { getFollowing, getLazyBody, type BodyChange, type LazyBody } from './lazy-body';
import type { PipelineRequest, RequestSession } from './pipeline';
import { connectionHeaders, getBase, type Route } from './route/route';
import { getRunState, type ItemStatuses } from './run-state';
import { countSaved } from './usage';

/** n8n's own default when the user set no timeout: too long for a call that carries no file. */
const ENGINE_TIMEOUT_MS = 300_000;

/** What a session is made of, beside the n8n context of its item. */
export interface SessionParts {
	route: Route;
	statuses: ItemStatuses;
	shaped: IHttpRequestOptions;
	readItems?: (answer: Answer) => Promise<INodeExecutionData[]>;
	limit?: number;
}

/** Begins the requests of one item. */
export function createSession(
	context: IExecuteSingleFunctions,
	{ route, statuses, shaped, readItems = async () => [], limit = Infinity }: SessionParts,
): RequestSession {
	return {
		context,
		route,
		statuses,
		shaped,
		readItems,
		limit,
		run: getRunState(context.getExecuteData()),
		options: readDeliveryOptions(context),
		usage: { calls: 0, retries: 0, saved: 0 },
		execution: String(context.getExecutionId()),
	};
}

/** Whether a method changes something. */
export function isWrite(method: string | undefined): boolean {
	return method !== undefined && method !== 'GET';
}

/** Notes that requests were not needed. */
export function saveCalls({ usage, route }: RequestSession, calls: number): void {
	usage.saved += calls;
	countSaved(route.account, calls);
}

function address(
	session: RequestSession,
	options: IHttpRequestOptions,
	lazyBody: LazyBody | undefined,
): PipelineRequest {
	const { context, route, shaped } = session;
	const path = options.url ?? '';
	const carriesFile =
		lazyBody !== undefined || options.body instanceof FormData || options.encoding === 'stream';
	const isTimeoutChosen = shaped.timeout !== ENGINE_TIMEOUT_MS;
	return {
		session,
		...(lazyBody ? { lazyBody } : {}),
		options: {
			...options,
			url: path,
			baseURL: getBase(route, path),
			headers: { ...shaped.headers, ...connectionHeaders(context, route, path) },
			// A redirected POST turns into a GET and is lost. Redirects of reads are followed by an interceptor.
			disableFollowRedirect: true,
			timeout: isTimeoutChosen || carriesFile ? shaped.timeout : CALL_TIMEOUT_MS,
		},
	};
}

/** The operation's own request, as it leaves but for the credential. */
export function createRequest(session: RequestSession): PipelineRequest {
	const { shaped } = session;
	const request = address(session, { ...shaped, qs: { ...shaped.qs } }, getLazyBody(shaped));
	const following = getFollowing(shaped);
	return following ? { ...request, following } : request;
}

/** A request with a change. */
export function changeRequest(
	{ session, options, lazyBody, following, ...rest }: PipelineRequest,
	{ instead, lazyBody: otherBody, ...change }: BodyChange,
): PipelineRequest {
	const changed = { ...options, ...change } as IHttpRequestOptions;
	changed.qs = { ...(instead ? {} : options.qs), ...change.qs };
	const kept = following && !instead ? { following } : {};
	const body = otherBody ?? (instead ? undefined : lazyBody);
	return { ...rest, ...kept, ...address(session, changed, body) };
}
