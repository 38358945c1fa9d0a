import type { IDataObject, ILoadOptionsFunctions, IN8nHttpFullResponse } from 'n8n-workflow';

import { jsonOf } from '../responses/answer';
import { failedEnding } from './ending';
import { exchange } from './exchange';
import { limitsFor } from './limits';
import { resolveRoute } from './route';

const TIMEOUT_MS = 20_000;

/**
 * Reads something for the editor: lists to pick from and fields to fill. It takes its turn like any other
 * request of the account.
 *
 * @param path native path, or Maton's `/connections`
 * @returns the body as JSON
 * @throws NodeApiError, whose message n8n shows in place of the list
 */
export async function ask(context: ILoadOptionsFunctions, path: string, qs: IDataObject): Promise<unknown> {
	const chosen = context.getNodeParameter('authentication', 'matonApi') as string;
	const route = await resolveRoute(context, chosen);
	const ofMaton = path.startsWith('/connections');
	const node = context.getNode();
	const connection = context.getNodeParameter('connection', '', { extractValue: true });
	const override = !ofMaton && typeof connection === 'string' && connection.trim() !== '';
	const question = { kind: route.kind, writes: false, anyBody: false, manyRecipients: false };
	const ending = await exchange({
		send: async () =>
			(await context.helpers.httpRequestWithAuthentication.call(context, route.credentialType, {
				method: 'GET',
				baseURL: ofMaton ? route.controlUrl : route.apiUrl,
				url: path,
				qs,
				headers: override ? { 'Maton-Connection': '', 'maton-connection': connection.trim() } : {},
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
