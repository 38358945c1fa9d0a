import type {
	DeclarativeRestApiSettings,
	IExecutePaginationFunctions,
	IHttpRequestOptions,
} from 'n8n-workflow';

import { lateBodyOf, type LateBody } from '../files/lazy-body';
import { baseOf, connectionHeaders, type Route } from './route';

/** n8n's own default when the user set no timeout: too long for a call that carries no file. */
const ENGINE_TIMEOUT_MS = 300_000;
const CALL_TIMEOUT_MS = 60_000;

/** What one request of an item has different from the operation's own. */
export type Change = Partial<Pick<IHttpRequestOptions, 'url' | 'method' | 'qs' | 'body'>> & {
	/** Set for another request in place of the operation's: nothing of its query and body belongs to it. */
	instead?: true;
	/** Its body, made when it is its turn. */
	late?: LateBody;
};

export function changesSomething(method: string | undefined): boolean {
	return method !== undefined && method !== 'GET';
}

/** The operation's request with a change, as it leaves but for the credential. */
export function addressedRequest(
	context: IExecutePaginationFunctions,
	request: DeclarativeRestApiSettings.ResultOptions,
	route: Route,
	{ instead, late, ...change }: Change,
): IHttpRequestOptions {
	const options = { ...request.options, ...change } as IHttpRequestOptions;
	const path = options.url ?? '';
	options.url = path;
	options.baseURL = baseOf(route, path);
	options.qs = { ...(instead ? {} : request.options.qs), ...change.qs };
	options.headers = { ...options.headers };
	// A redirected POST turns into a GET and is lost. Redirects of reads are followed here, not by n8n.
	options.disableFollowRedirect = true;
	const carriesFile =
		options.body instanceof FormData ||
		options.encoding === 'stream' ||
		(late ?? lateBodyOf(request.options)) !== undefined;
	if (options.timeout === ENGINE_TIMEOUT_MS && !carriesFile) options.timeout = CALL_TIMEOUT_MS;
	Object.assign(options.headers, connectionHeaders(context, route, path));
	return options;
}
