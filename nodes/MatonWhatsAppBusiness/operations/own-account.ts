import type { IDataObject } from 'n8n-workflow';

import type { FailureCode } from '../../shared/errors/catalogue';
import { getErrorCode, isNodeFailure } from '../../shared/errors/node-error';
import { isObject } from '../../shared/parameters/json';
import { readRecords } from '../../shared/http/answers/records';

/** Reads a path of the Graph API without its version, e.g. `/me/businesses`. @throws NodeFailure */
export type GraphReader = (path: string, qs: IDataObject) => Promise<unknown>;

/** A number of the business. */
export interface OwnNumber {
	id: string;
	/** As Meta writes it, e.g. `+1 415-555-0300`. */
	number: string;
	name: string;
	accountId: string;
}

/** Meta says no to fields and edges that a token may not read; anything else is worth telling. */
const MAY_NOT_READ = new Set<FailureCode | undefined>([
	'not-allowed',
	'not-found',
	'request-refused',
]);

/** What is there to read, as far as the token may read it. */
async function readIfAllowed(read: GraphReader, path: string, fields: string): Promise<unknown> {
	return await read(path, { fields }).catch((thrown: unknown) => {
		if (isNodeFailure(thrown) && MAY_NOT_READ.has(getErrorCode(thrown))) return undefined;
		throw thrown;
	});
}

async function listIds(read: GraphReader, path: string): Promise<string[]> {
	const records = readRecords(await readIfAllowed(read, path, 'id'));
	return records.map(({ id }) => String(id ?? '')).filter((id) => id !== '');
}

/**
 * The accounts (WABA) that the connection's token reaches: those of its user, else those of its businesses. Meta has no
 * one place that tells them to every token (facebook-ruby-business-sdk, `SystemUser`; Meta, "Managing accounts", v25.0;
 * several clients, 2026).
 */
export async function findAccounts(read: GraphReader): Promise<string[]> {
	const assigned = await listIds(read, '/me/assigned_whatsapp_business_accounts');
	if (assigned.length > 0) return assigned;
	const found = new Set<string>();
	for (const business of await listIds(read, '/me/businesses')) {
		for (const kind of ['owned', 'client']) {
			const ids = await listIds(read, `/${business}/${kind}_whatsapp_business_accounts`);
			ids.forEach((id) => found.add(id));
		}
	}
	return [...found];
}

/** The numbers of an account (spec D, "List Phone Numbers"). @throws NodeFailure */
export async function listNumbers(read: GraphReader, accountId: string): Promise<OwnNumber[]> {
	return readRecords(await read(`/${accountId}/phone_numbers`, {})).map((phone) => ({
		id: String(phone.id ?? ''),
		number: String(phone.display_phone_number ?? ''),
		name: String(phone.verified_name ?? ''),
		accountId,
	}));
}

/** The numbers of all accounts that the connection reaches. @throws NodeFailure */
export async function findNumbers(read: GraphReader): Promise<OwnNumber[]> {
	const lists: OwnNumber[][] = [];
	for (const account of await findAccounts(read)) lists.push(await listNumbers(read, account));
	return lists.flat();
}

/**
 * The account that a number belongs to: as the number says, else the one that lists it, else the only one there is.
 *
 * @returns undefined where nothing tells
 * @throws NodeFailure
 */
export async function findNumberAccount(
	read: GraphReader,
	phoneNumberId: string,
): Promise<string | undefined> {
	const field = 'whatsapp_business_account';
	const told = await readIfAllowed(read, `/${phoneNumberId}`, field);
	const account = isObject(told) && isObject(told[field]) ? told[field].id : undefined;
	if (typeof account === 'string' && account !== '') return account;
	const accounts = await findAccounts(read);
	if (accounts.length < 2) return accounts[0];
	const numbers = await findNumbers(read);
	return numbers.find(({ id }) => id === phoneNumberId)?.accountId;
}
