import type { IDataObject } from 'n8n-workflow';

import {
	getErrorCode,
	nodeError,
	readFailureText,
	type NodeFailure,
} from '../../../shared/errors/node-error';
import { readAllPages } from '../../../shared/http/beside/all-pages';
import { fetchBeside } from '../../../shared/http/beside/fetch-beside';
import { readPageInfo, readRecords } from '../../../shared/http/answers/records';
import type { RequestSession } from '../../../shared/http/pipeline';
import { isObject } from '../../../shared/parameters/json';
import {
	getPersonKey,
	isPersonId,
	withoutChannel,
} from '../../../shared/parameters/phone-number/person';
import { toContact } from '../../responses/contacts';

const LIST = '/api/v1/getContacts';

/** The attribute that repeats a contact's number. */
const NUMBER = 'phone';

const PAGE_SIZE = 100;

/** Digits at the end of a number that are the same in all of its forms: Brazil's 9 stands before them. */
const TAIL = 8;

/** From so many people on it may cost less to read all contacts. */
const MANY = 20;

/** The failure of a read, as the reason why nothing is sent. */
function toReason({ context }: RequestSession, failure: NodeFailure): NodeFailure {
	const code = getErrorCode(failure)!;
	if (code === 'cancelled') return failure;
	return nodeError(context.getNode(), code, {
		...readFailureText(failure),
		description:
			'Nothing was sent, because the node could not find out whether this person opted out. Try again, or remove the option Respect Opt-Out.',
		itemIndex: context.getItemIndex(),
	});
}

function getNumbers({ whatsappNumber }: IDataObject): string[] {
	return typeof whatsappNumber === 'string' ? [getPersonKey(whatsappNumber)] : [];
}

/** The contact behind an ID or BSUID, which API v3 alone finds (official OpenAPI, "Get contact details"). */
async function readById(session: RequestSession, id: string): Promise<IDataObject[]> {
	const path = `/api/ext/v3/contacts/${encodeURIComponent(id)}`;
	const { body, failure } = await fetchBeside(session, path, {});
	if (failure && getErrorCode(failure) === 'not-found') return [];
	if (failure) throw toReason(session, failure);
	return isObject(body) ? [toContact(isObject(body.contact) ? body.contact : body)] : [];
}

/**
 * The contacts of a number: an import may have added the person again in another form of it. WATI repeats the number
 * among the attributes under `phone`, by which clients of it search (wati-api.md, 3.1; "get_contacts_list" of a public MCP server). All forms of a number have the same end.
 */
async function readByNumber(session: RequestSession, number: string): Promise<IDataObject[]> {
	const tail = number.slice(-TAIL);
	const attribute = JSON.stringify([{ name: NUMBER, operator: 'contain', value: tail }]);
	const query = { pageSize: PAGE_SIZE, pageNumber: 1, attribute };
	const { body, failure } = await fetchBeside(session, LIST, query);
	if (failure) throw toReason(session, failure);
	const found = readRecords(body).map(toContact);
	const key = getPersonKey(number);
	const own = found.filter((contact) => getNumbers(contact).includes(key));
	const isSearched = found.every((contact) => JSON.stringify(contact).includes(tail));
	if (own.length > 0 || isSearched) return own;
	const { context } = session;
	throw toReason(
		session,
		nodeError(context.getNode(), 'answer-unreadable', {
			message: `WATI's list of contacts does not show whether ${number} is among them`,
		}),
	);
}

/**
 * The contacts of a person, in the shape of the node's outputs: none for somebody WATI does not know.
 *
 * @param person a number, an ID or a BSUID, also behind a channel
 * @throws NodeFailure when they cannot be read: through Maton not by an ID or a BSUID
 */
export async function readContacts(
	session: RequestSession,
	person: string,
): Promise<IDataObject[]> {
	const target = withoutChannel(person);
	return isPersonId(target) ? await readById(session, target) : await readByNumber(session, target);
}

/**
 * All contacts by the key of their number, where that takes fewer requests than to read each of some people.
 *
 * @returns undefined where it takes more
 */
export async function readContactsOfMany(
	session: RequestSession,
	people: readonly string[],
): Promise<Map<string, IDataObject[]> | undefined> {
	if (people.length <= MANY) return undefined;
	const readPage = async (number: number, size: number): Promise<unknown> => {
		const { body, failure } = await fetchBeside(session, LIST, {
			pageSize: size,
			pageNumber: number,
		});
		if (failure) throw toReason(session, failure);
		return body;
	};
	const first = await readPage(1, PAGE_SIZE);
	const { total } = readPageInfo(first);
	if (total === undefined || total / PAGE_SIZE > people.length) return undefined;
	const contacts = await readAllPages(async ({ number, size }) =>
		number === 1 && size === PAGE_SIZE ? first : await readPage(number, size),
	);
	const found = new Map<string, IDataObject[]>();
	for (const contact of contacts.map(toContact)) {
		for (const number of getNumbers(contact)) {
			found.set(number, [...(found.get(number) ?? []), contact]);
		}
	}
	return found;
}
