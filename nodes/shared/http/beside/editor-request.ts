import type { IDataObject, ILoadOptionsFunctions } from 'n8n-workflow';

import {
	getErrorCode,
	nodeError,
	readFailureText,
	type NodeFailure,
} from '../../errors/node-error';
import { KeptAnswers } from '../kept/kept-answers';
import { resolveRoute } from '../route/route';
import type { Service } from '../service';
import { fetchFrom } from './fetch-beside';

/** The editor asks for all forms of one choice within a moment. */
const forForms = new KeptAnswers(5_000, 20);

/**
 * Of a field's options the editor shows the message alone, so the service's words go into it. A list to pick from shows the
 * description below the message, which is why they stand in one of the two only (n8n's editor, ResourceLocator.vue, 2.41).
 */
function withWords(context: ILoadOptionsFunctions, failure: NodeFailure): NodeFailure {
	const text = readFailureText(failure);
	if (text.words === undefined) return failure;
	const message = `${text.message}: ${text.words}`;
	return nodeError(context.getNode(), getErrorCode(failure)!, {
		...text,
		message,
		words: undefined,
	});
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

/** As {@link fetchForEditor}, for forms that the editor fills from one answer, each by a call of its own. */
export async function fetchForForms(
	context: ILoadOptionsFunctions,
	service: Service,
	path: string,
	qs: IDataObject,
): Promise<unknown> {
	const { credentialType, connection } = await resolveRoute(context, service);
	const credential = await context.getCredentials(credentialType);
	return await forForms.ask(
		[credential, connection, path, qs],
		async () => await fetchForEditor(context, service, path, qs),
	);
}
