import type { IDataObject, IHookFunctions, IHttpRequestMethods } from 'n8n-workflow';

import { blankKey } from '../../shared/http/answers/blank-key';
import { callForJson } from '../../shared/http/transfer/bounded-call';
import { isObject } from '../../shared/parameters/json';
import { GRAPH_VERSIONS } from '../../services/meta/graph/graph-versions';
import { GRAPH_URL } from '../../services/meta/graph/hosts';

/** Meta calls the address of the trigger before it answers. */
const TIMEOUT_MS = 30_000;

const VERSION = GRAPH_VERSIONS[0]!.name;

/** Whose token a call goes with: that of the app, or the one in the credential of the account. */
export type TokenOwner = 'app' | 'account';

/** Meta said no. Its words may repeat the address of the trigger, and nothing secret. */
export class GraphRefusal extends Error {
	/**
	 * @param by whose token Meta refused
	 * @param code Meta's number; missing where the answer is none of Meta's API, e.g. that of a proxy
	 */
	constructor(
		readonly by: TokenOwner,
		readonly status: number,
		readonly code: number | undefined,
		readonly subcode: number | undefined,
		message: string,
	) {
		super(message);
	}
}

/** One call about webhooks. */
export interface GraphCall {
	method: IHttpRequestMethods;
	/** Below the version. */
	path: string;
	qs?: IDataObject;
	body?: IDataObject;
}

/** Calls the Graph API and gives the answer. @throws GraphRefusal, or what the network failed with */
export type GraphCaller = (call: GraphCall) => Promise<IDataObject>;

function toRefusal(by: TokenOwner, body: unknown, status: number): GraphRefusal {
	const error = isObject(body) && isObject(body.error) ? body.error : {};
	const { code, error_subcode: subcode, message, error_user_msg: details } = error;
	const words = [message, details].filter((text) => typeof text === 'string').join(': ');
	return new GraphRefusal(
		by,
		status,
		typeof code === 'number' ? code : undefined,
		typeof subcode === 'number' ? subcode : undefined,
		words || `status ${status}`,
	);
}

/**
 * Calls with a token, or without one. It follows no redirect: tokens and secrets are for Meta alone.
 *
 * @param secrets blanked in every answer
 */
export function createGraphCaller(
	context: Pick<IHookFunctions, 'helpers'>,
	by: TokenOwner,
	token: string | undefined,
	secrets: readonly string[],
): GraphCaller {
	return async ({ method, path, qs, body }) => {
		const answer = await callForJson({
			context,
			options: {
				method,
				url: `${GRAPH_URL}/${VERSION}${path}`,
				headers: {
					Accept: 'application/json',
					...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
				},
				qs,
				body,
				json: true,
				disableFollowRedirect: true,
				timeout: TIMEOUT_MS,
			},
		});
		const blanked = secrets.reduce((rest, secret) => blankKey(rest, secret), answer);
		const { statusCode, body: told } = blanked;
		if (statusCode < 300 && isObject(told) && !isObject(told.error)) return told;
		throw toRefusal(by, told, statusCode);
	};
}
