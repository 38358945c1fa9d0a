import type { IDataObject } from 'n8n-workflow';

import { isObject, objectsIn, parseJson } from '../../shared/parameters/json';
import { recordItems } from '../../shared/http/answers/record-items';
import { withResponse, type Reader } from '../../shared/http/answers/readers';

/** People under the names that sends have. */
function toPerson({ wa_id: waId, user_id: userId, input }: IDataObject): IDataObject {
	return {
		whatsappNumber: waId ?? (userId === undefined ? input : null),
		bsuid: userId ?? null,
	};
}

/** The lists of an answer, by what was done. */
function findDone(body: unknown): IDataObject[] {
	const lists = isObject(body) && isObject(body.block_users) ? body.block_users : {};
	return [...objectsIn(lists.added_users), ...objectsIn(lists.removed_users)];
}

/** Whether an answer names somebody who was blocked or unblocked. */
export function namesDone(body: unknown): boolean {
	return findDone(body).length > 0;
}

const told = (state: IDataObject): Reader =>
	async function (_items, response) {
		const body = parseJson(response.body);
		const [done = {}] = findDone(body);
		return [{ json: withResponse(this, { ...state, ...toPerson(done) }, body) }];
	};

/** The answer to blocking somebody. */
export const blocked = told({ blocked: true });

/** The answer to unblocking somebody. */
export const unblocked = told({ blocked: false });

/** One item per person who is blocked. */
export const blockedUsers: Reader = async (_items, response) =>
	recordItems(response.body, toPerson);
