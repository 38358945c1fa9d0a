import type { IDataObject, ILoadOptionsFunctions } from 'n8n-workflow';

import { read } from './fetch-beside';
import { resolveRoute } from './route';
import type { Service } from './service';

/**
 * Reads something for the editor: lists to pick from and fields to fill. It takes its turn like any other
 * request of the account.
 *
 * @param path native path, or Maton's `/connections`
 * @param service WATI by default
 * @returns the body as JSON
 * @throws NodeApiError, whose message n8n shows in place of the list
 */
export async function ask(
	context: ILoadOptionsFunctions,
	path: string,
	qs: IDataObject,
	service?: Service,
): Promise<unknown> {
	const execution = `editor-${context.getNode().id}`;
	const route = await resolveRoute(context, service);
	const { body, failure } = await read(context, route, { path, qs, execution });
	if (failure) throw failure;
	return body;
}
