import type {
	IExecuteSingleFunctions,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';

import { headerOf } from './answers/answer';
import { isStream } from './answers/streamed-answer';
import type { Route } from './route';

const REDIRECTS = [301, 302, 303, 307, 308];

const MOST_HOPS = 3;

/**
 * Follows where the answer to a read points to, and puts the new answer in its place. Done here because
 * n8n's client drops the token on the way to another host, but takes the connection's ID along: another host
 * gets nothing of ours.
 */
export async function followRedirects(
	context: IExecuteSingleFunctions,
	{ credentialType }: Route,
	options: IHttpRequestOptions,
	response: IN8nHttpFullResponse,
): Promise<void> {
	const start = new URL(`${options.baseURL ?? ''}${options.url}`);
	let from = start;
	for (let hop = 0; hop < MOST_HOPS; hop++) {
		const location = headerOf(response, 'location');
		if (!REDIRECTS.includes(response.statusCode) || location === undefined) return;
		const to = new URL(location, from);
		const next = { ...options, baseURL: undefined, url: to.href, qs: {}, returnFullResponse: true };
		const body: unknown = response.body;
		if (isStream(body)) body.destroy();
		const { helpers } = context;
		const answer =
			to.origin === start.origin
				? await helpers.httpRequestWithAuthentication.call(context, credentialType, {
						...next,
						headers: { ...options.headers },
					})
				: await helpers.httpRequest({ ...next, headers: { Accept: '*/*' } });
		Object.assign(response, answer);
		from = to;
	}
}
