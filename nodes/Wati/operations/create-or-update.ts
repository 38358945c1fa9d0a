import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { pair, type Pair } from '../../shared/parameters/key-values';
import { isObject, jsonOf } from '../../shared/http/answers/answer';
import type { Passage } from '../../shared/http/request-session';
import { transportBy } from '../../shared/http/transport';

const KNOWN_ALREADY = /already|exist|duplicate/i;

/** Whether the contact in an answer carries every attribute that was sent. */
function carries(answerBody: unknown, wanted: Pair[]): boolean {
	const body = jsonOf(answerBody);
	const contact = isObject(body) && isObject(body.contact) ? body.contact : undefined;
	const held = Array.isArray(contact?.customParams) ? contact.customParams.filter(isObject) : [];
	return wanted.every(({ name, value }) =>
		held.some((pair) => pair.name === name && pair.value === value),
	);
}

async function update(
	passage: Passage,
	path: string,
	body: IDataObject,
): Promise<INodeExecutionData[]> {
	const customParams = [pair('name', String(body.name)), ...(body.customParams as Pair[])];
	const page = await passage.deliver({
		url: path.replace('addContact', 'updateContactAttributes'),
		body: { customParams },
	});
	return page.items;
}

/**
 * Adds a contact, and updates it where adding did not. What addContact does with a number that WATI knows
 * is not documented: it may update, answer a refusal, or leave the contact as it was. Each is covered: the
 * answer shows which one happened.
 */
export const createOrUpdate = transportBy(async (passage, request) => {
	const path = request.options.url ?? '';
	const body = request.options.body as IDataObject;
	const { page, failure } = await passage.attempt();
	if (failure && !KNOWN_ALREADY.test(failure.message)) throw failure;
	const done = page !== undefined && carries(page.answer.body, body.customParams as Pair[]);
	return done ? page.items : await update(passage, path, body);
});
