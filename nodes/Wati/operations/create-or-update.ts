import type { IDataObject } from 'n8n-workflow';

import { getWords } from '../../shared/errors/node-error';
import { pair, type Pair } from '../../shared/parameters/key-values';
import { isObject, parseJson } from '../../shared/parameters/json';
import { changeRequest } from '../../shared/http/request-session';
import { withAdviceAfterUnknown } from './single-write';
import type { OperationInterceptor, PipelineRequest } from '../../shared/http/pipeline';
import type { BodyChange } from '../../shared/http/lazy-body';

const WHAT_TO_DO = 'Check the attributes of the contact in WATI. You can safely repeat the change.';

const KNOWN_ALREADY = /already|exist|duplicate/i;

/** Whether the contact in an answer carries the name and every attribute that was sent. */
function carries(answerBody: unknown, name: string, wanted: Pair[]): boolean {
	const body = parseJson(answerBody);
	const contact = isObject(body) && isObject(body.contact) ? body.contact : undefined;
	const names = [contact?.fullName, contact?.firstName].filter((one) => one);
	if (names.length > 0 && !names.includes(name)) return false;
	const part = Array.isArray(contact?.customParams) ? contact.customParams.filter(isObject) : [];
	return wanted.every(({ name, value }) =>
		part.some((pair) => pair.name === name && pair.value === value),
	);
}

function toUpdate({ options }: PipelineRequest): BodyChange {
	const { name, customParams } = options.body as IDataObject;
	return {
		url: options.url.replace('addContact', 'updateContactAttributes'),
		body: { customParams: [pair('name', String(name)), ...(customParams as Pair[])] },
	};
}

/**
 * Adds a contact, and updates it where adding did not. What addContact does with a number that WATI knows
 * is not documented: it may update, answer a refusal, or leave the contact as it was. Each is covered: the
 * answer shows which one happened.
 */
export const createOrUpdate: OperationInterceptor = async (request, next) => {
	const added = await next(request);
	if (added.failure && !KNOWN_ALREADY.test(getWords(added.failure) ?? '')) {
		return withAdviceAfterUnknown(request.session, added, WHAT_TO_DO);
	}
	const { name, customParams } = request.options.body as IDataObject;
	const isDone =
		added.page !== undefined &&
		carries(added.page.answer.body, String(name), customParams as Pair[]);
	if (isDone) return added;
	const updated = await next(changeRequest(request, toUpdate(request)));
	return withAdviceAfterUnknown(request.session, updated, WHAT_TO_DO);
};
