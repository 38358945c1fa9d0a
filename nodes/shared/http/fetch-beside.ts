import type {
	IAllExecuteFunctions,
	IDataObject,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
	NodeApiError,
} from 'n8n-workflow';

import type { ParameterSource } from '../parameters/input';
import { headerOf, jsonOf } from './answers/answer';
import { nodeError } from '../errors/node-error';
import { failedEnding } from './exchange-result';
import { exchange } from './retry';
import { baseOf, connectionHeaders, isOfV3, type Route } from './route';

const TIMEOUT_MS = 20_000;

type Caller = Pick<IAllExecuteFunctions, 'getNode'> &
	ParameterSource & {
		helpers: Pick<IAllExecuteFunctions['helpers'], 'httpRequestWithAuthentication'>;
	};

/** A question beside the operation's own request. */
export interface Reading {
	/** Native path, or Maton's `/connections`. */
	path: string;
	qs?: IDataObject;
	/** Who asks, for fair turns. */
	execution: string;
	signal?: AbortSignal;
	mayLeave?: () => boolean;
	/** Settings of the node's own request that hold here too, e.g. a proxy. */
	settings?: Partial<IHttpRequestOptions>;
}

/** The body as JSON, or the failure to show, after so many requests. `date` is the answer's header, if any came. */
export type ReadingResult = { calls: number; date?: string } & (
	| { body: unknown; failure?: undefined }
	| { body?: undefined; failure: NodeApiError }
);

/** Reads something at its turn, without n8n's routing engine. Never changes anything. */
export async function read(caller: Caller, route: Route, reading: Reading): Promise<ReadingResult> {
	const { path, qs = {}, execution, signal, mayLeave, settings } = reading;
	const { service } = route;
	const baseURL = baseOf(route, path);
	if (baseURL === undefined) {
		const failure = nodeError(caller.getNode(), 'route-not-offered', { words: service.words });
		return { failure, calls: 0 };
	}
	const question = {
		kind: route.kind,
		isV3: isOfV3(path),
		writes: false,
		manyRecipients: false,
	};
	const options: IHttpRequestOptions = {
		timeout: TIMEOUT_MS,
		...settings,
		method: 'GET',
		baseURL,
		url: path,
		qs,
		headers: { Accept: 'application/json', ...connectionHeaders(caller, route, path) },
		abortSignal: signal,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
	};
	const ending = await exchange({
		send: async () =>
			(await caller.helpers.httpRequestWithAuthentication.call(
				caller as IAllExecuteFunctions,
				route.credentialType,
				{ ...options, headers: { ...options.headers } },
			)) as IN8nHttpFullResponse,
		question,
		service,
		endpoint: service.endpointOf('GET', path),
		account: route.account,
		limits: service.limitsFor(path, 'growth'),
		execution,
		signal,
		mayLeave,
	});
	const { calls } = ending;
	const date = 'answer' in ending ? headerOf(ending.answer, 'date') : undefined;
	const failure = failedEnding(caller.getNode(), ending, question, service);
	if (failure) return { failure, calls, date };
	return { body: 'answer' in ending ? jsonOf(ending.answer.body) : undefined, calls, date };
}
