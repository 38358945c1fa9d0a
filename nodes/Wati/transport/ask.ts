import type { IDataObject, ILoadOptionsFunctions, IN8nHttpFullResponse } from 'n8n-workflow';

import { jsonOf } from '../responses/answer';
import { failedEnding } from './ending';
import { exchange } from './exchange';
import { limitsFor } from './limits';
import { connectionHeaders, isOfMaton, resolveRoute } from './route';

const TIMEOUT_MS = 20_000;

/**
 * Reads something for the editor: lists to pick from and fields to fill. It takes its turn like any other
 * request of the account.
 *
 * @param path native path, or Maton's `/connections`
 * @returns the body as JSON
 * @throws NodeApiError, whose message n8n shows in place of the list
 */
export async function ask(
	context: ILoadOptionsFunctions,
	path: string,
	qs: IDataObject,
): Promise<unknown> {
	const route = await resolveRoute(context);
	const node = context.getNode();
	const question = { kind: route.kind, writes: false, anyBody: false, manyRecipients: false };
	const ending = await exchange({
		send: async () =>
			(await context.helpers.httpRequestWithAuthentication.call(context, route.credentialType, {
				method: 'GET',
				baseURL: isOfMaton(path) ? route.controlUrl : route.apiUrl,
				url: path,
				qs,
				headers: connectionHeaders(context, route, path),
				timeout: TIMEOUT_MS,
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
				sendCredentialsOnCrossOriginRedirect: false,
			})) as IN8nHttpFullResponse,
		writes: false,
		account: route.account,
		limits: limitsFor(path, 'growth'),
		execution: `editor-${node.id}`,
	});
	const failure = failedEnding(node, ending, question);
	if (failure) throw failure;
	return 'answer' in ending ? jsonOf(ending.answer.body) : undefined;
}
