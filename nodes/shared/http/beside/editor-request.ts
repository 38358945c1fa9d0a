import type { IDataObject, ILoadOptionsFunctions } from 'n8n-workflow';

import { resolveRoute } from '../route';
import type { Service } from '../service';
import { fetchFrom } from './fetch-beside';

/**
 * Reads something for the editor: lists to pick from and fields to fill. It takes its turn like any other
 * request of the account.
 *
 * @param path native path, or Maton's `/connections`
 * @returns the body as JSON
 * @throws NodeApiError, whose message n8n shows in place of the list
 */
export async function fetchForEditor(
	context: ILoadOptionsFunctions,
	service: Service,
	path: string,
	qs: IDataObject,
): Promise<unknown> {
	const execution = `editor-${context.getNode().id}`;
	const route = await resolveRoute(context, service);
	const { body, failure } = await fetchFrom(context, route, { path, qs, execution });
	if (failure) throw failure;
	return body;
}
