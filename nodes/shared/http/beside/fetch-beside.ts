import type { IAllExecuteFunctions, IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import type { NodeFailure } from '../../errors/node-error';
import type { ParameterSource } from '../../parameters/input';
import { getHeader } from '../answers/answer';
import { parseJson } from '../../parameters/json';
import { exchange } from '../exchange';
import { findFailure } from '../exchange-result';
import type { ExchangeRequest, RequestSession } from '../pipeline';
import { connectionHeaders, getBase, notOffered, type Route } from '../route/route';

const TIMEOUT_MS = 20_000;

type Caller = ExchangeRequest['context'] & ParameterSource;

/** A read beside the operation's own request. */
export interface BesideRequest {
	/** Native path, or Maton's `/connections`. */
	path: string;
	qs?: IDataObject;
	/** Whose turn it takes. */
	execution: string;
	signal?: AbortSignal;
	mayLeave?: () => boolean;
	/** Settings of the node's own request that hold here too, e.g. a proxy. */
	settings?: Partial<IHttpRequestOptions>;
}

/** The body as JSON, or the failure to show, after so many requests. `date` is the answer's header, if any came. */
export type BesideResult = { calls: number; date?: string } & (
	| { body: unknown; failure?: undefined }
	| { body?: undefined; failure: NodeFailure }
);

/** Reads something through the exchange, without an operation. Never changes anything. */
export async function fetchFrom(
	caller: Caller,
	route: Route,
	{ path, qs = {}, execution, signal, mayLeave = () => true, settings }: BesideRequest,
): Promise<BesideResult> {
	const { service } = route;
	const baseURL = getBase(route, path);
	if (baseURL === undefined) {
		return { failure: notOffered(caller.getNode(), route, path), calls: 0 };
	}
	const options: IHttpRequestOptions = {
		timeout: TIMEOUT_MS,
		...settings,
		method: 'GET',
		baseURL,
		url: path,
		qs,
		headers: { Accept: 'application/json', ...connectionHeaders(caller, route, path) },
		disableFollowRedirect: true,
	};
	const traits = service.readTraits(options, route.kind);
	const result = await exchange({
		context: caller,
		route,
		options,
		traits,
		plan: 'growth',
		execution,
		signal,
		mayLeave,
	});
	const { calls } = result;
	const date = 'answer' in result ? getHeader(result.answer, 'date') : undefined;
	const failure = findFailure(caller.getNode(), result, traits, service);
	if (failure) return { failure, calls, date };
	return { body: 'answer' in result ? parseJson(result.answer.body) : undefined, calls, date };
}

/** What of a request's settings holds for the reads beside it too. */
export function pickSettings({
	proxy,
	skipSslCertificateValidation,
	allowedDomains,
}: IHttpRequestOptions): Partial<IHttpRequestOptions> {
	return {
		...(proxy ? { proxy } : {}),
		...(skipSslCertificateValidation ? { skipSslCertificateValidation: true } : {}),
		...(allowedDomains ? { allowedDomains } : {}),
	};
}

/**
 * Reads something beside an operation, without its readers: a chat, or the list of templates.
 *
 * @param always whether it is read also after another item failed and the node stops on error
 */
export async function fetchBeside(
	{ context, route, execution, statuses, shaped, usage }: RequestSession,
	path: string,
	qs: IDataObject,
	always = false,
): Promise<BesideResult> {
	const result = await fetchFrom(context as IAllExecuteFunctions & typeof context, route, {
		path,
		qs,
		execution,
		signal: context.getExecutionCancelSignal(),
		mayLeave: () => always || statuses.mayLeave(),
		settings: pickSettings(shaped),
	});
	usage.calls += result.calls;
	usage.retries += Math.max(0, result.calls - 1);
	return result;
}
