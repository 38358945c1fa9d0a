import type { IDataObject } from 'n8n-workflow';

import { findCredentialAccount } from '../../services/meta/graph/token-credential';
import type { CredentialSource } from '../../shared/http/route/credential-source';
import { InputError, textParameter } from '../../shared/parameters/input';
import { readAllPages } from '../../shared/http/beside/all-pages';
import { findGraphId, readGraphVersion } from '../requests/graph-path';
import { findNumberAccount, findAccounts } from './own-account';

/** Reads one page of a path. */
export type PageReader = (path: string, qs: IDataObject) => Promise<unknown>;

/** The chosen account, else the one of the credential, else that of the chosen number, else all that the connection reaches. */
async function listAccounts(
	context: CredentialSource,
	read: PageReader,
	what: string,
): Promise<string[]> {
	const chosen =
		findGraphId(context, 'businessAccountId') ?? (await findCredentialAccount(context));
	if (chosen !== undefined) return [chosen];
	const phoneNumberId = textParameter(context, 'phoneNumberId').trim();
	const ofNumber = /^\d+$/.test(phoneNumberId)
		? await findNumberAccount(read, phoneNumberId)
		: undefined;
	const found = ofNumber === undefined ? await findAccounts(read) : [ofNumber];
	if (found.length > 0) return found;
	throw new InputError(
		`The account with the ${what} was not found. Add 'Business Account' under Options.`,
		'Meta did not return the account of this connection. The WhatsApp Manager shows its ID under Account tools.',
	);
}

/**
 * All records of a list that accounts have.
 *
 * @param edge of the account, e.g. `message_templates`
 * @param what the list holds, in words
 * @throws InputError where no account is chosen and Meta tells none
 */
export async function readAccountList(
	context: CredentialSource,
	readPage: PageReader,
	{ edge, what, filters = {} }: { edge: string; what: string; filters?: IDataObject },
): Promise<IDataObject[]> {
	const version = readGraphVersion(context);
	const read: PageReader = async (path, qs) => await readPage(`/${version}${path}`, qs);
	const lists: IDataObject[][] = [];
	for (const account of await listAccounts(context, read, what)) {
		const list = await readAllPages(async ({ size, cursor }) => {
			const after = cursor === undefined ? {} : { after: cursor };
			return await read(`/${account}/${edge}`, { ...filters, limit: size, ...after });
		});
		lists.push(list);
	}
	return lists.flat();
}
