import type { IHttpRequestOptions } from 'n8n-workflow';

import { getHeader, type Answer } from '../answers/answer';
import { isStream } from '../answers/streamed-answer';
import type { ExchangeInterceptor } from '../exchange-result';
import { sendByHelper, trySend } from '../http-helper';
import type { ExchangeRequest } from '../pipeline';

const REDIRECTS = [301, 302, 303, 307, 308];

const MOST_HOPS = 3;

/** Where an answer points to; undefined where it is no redirect. */
function getTarget(answer: Answer, from: URL): URL | undefined {
	const location = getHeader(answer, 'location');
	const isRedirect = REDIRECTS.includes(answer.statusCode) && location !== undefined;
	return isRedirect ? new URL(location, from) : undefined;
}

async function follow(request: ExchangeRequest, first: Answer): Promise<Answer> {
	const { options } = request;
	const start = new URL(`${options.baseURL ?? ''}${options.url}`);
	let from = start;
	let answer = first;
	for (let hop = 0; hop < MOST_HOPS; hop++) {
		const to = getTarget(answer, from);
		if (to === undefined) return answer;
		const { body } = answer;
		if (isStream(body)) body.destroy();
		const isOwn = to.origin === start.origin;
		const next: IHttpRequestOptions = {
			...options,
			baseURL: undefined,
			url: to.href,
			qs: {},
			headers: isOwn ? options.headers : { Accept: '*/*' },
		};
		answer = await sendByHelper({ ...request, options: next }, isOwn);
		from = to;
	}
	return answer;
}

/**
 * Follows where the answer to a read points to. Done here because n8n's client drops the token on the way to
 * another host, but takes the connection's ID along: another host gets nothing of ours.
 */
export const redirects: ExchangeInterceptor = (request, next) =>
	request.traits.writes ? next(request) : followReads(request, next);

const followReads: ExchangeInterceptor = async (request, next) => {
	const result = await next(request);
	if (!('answer' in result)) return result;
	const { calls, answer } = result;
	return await trySend(async () => await follow(request, answer), calls, result.sentAt);
};
