import type { IDataObject, ILoadOptionsFunctions } from 'n8n-workflow';

import {
	getErrorCode,
	nodeError,
	readFailureText,
	type NodeFailure,
} from '../../errors/node-error';
import { resolveRoute } from '../route';
import type { Service } from '../service';
import { fetchFrom } from './fetch-beside';

/** The editor shows the message alone, so the service's words go into it. */
function withWords(context: ILoadOptionsFunctions, failure: NodeFailure): NodeFailure {
	const text = readFailureText(failure);
	if (text.words === undefined) return failure;
	const message = `${text.message}: ${text.words}`;
	return nodeError(context.getNode(), getErrorCode(failure)!, { ...text, message });
}

/**
 * Reads something for the editor: lists to pick from and fields to fill. It takes its turn like any other
 * request of the account.
 *
 * @param path native path, or Maton's `/connections`
 * @returns the body as JSON
 * @throws NodeFailure, whose message n8n shows in place of the list
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
	if (failure) throw withWords(context, failure);
	return body;
}
