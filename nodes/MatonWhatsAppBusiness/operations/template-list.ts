import type { IDataObject } from 'n8n-workflow';

import { findCredentialAccount } from '../../services/meta/graph/token-credential';
import type { CredentialSource } from '../../shared/http/credential-source';
import { InputError, textParameter } from '../../shared/parameters/input';
import { readAllPages } from '../../shared/http/beside/all-pages';
import type { ChosenTemplate } from '../requests/template-message';
import { findGraphId, readGraphVersion } from '../requests/graph-path';
import { findNumberAccount, findAccounts } from './own-account';

type PageReader = (path: string, qs: IDataObject) => Promise<unknown>;

/** The chosen account, else the one of the credential, else that of the chosen number, else all that the connection reaches. */
async function listAccounts(context: CredentialSource, read: PageReader): Promise<string[]> {
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
		"The account with the templates was not found. Add 'Business Account' under Options.",
		'Meta did not tell the account of this connection. The WhatsApp Manager shows its ID under Account tools.',
	);
}

/**
 * The templates of the account (spec D, "List Templates"), in any status or in one.
 *
 * @param readPage reads one page of a path
 * @throws InputError where no account is chosen and Meta tells none
 */
export async function readMetaTemplates(
	context: CredentialSource,
	readPage: PageReader,
	filters: IDataObject = {},
): Promise<IDataObject[]> {
	const version = readGraphVersion(context);
	const read: PageReader = async (path, qs) => await readPage(`/${version}${path}`, qs);
	const templates: IDataObject[][] = [];
	for (const account of await listAccounts(context, read)) {
		const list = await readAllPages(async ({ size, cursor }) => {
			const after = cursor === undefined ? {} : { after: cursor };
			return await read(`/${account}/message_templates`, { ...filters, limit: size, ...after });
		});
		templates.push(list);
	}
	return templates.flat();
}

/** A template by name and language; without a language the first of that name. */
export function findMetaTemplate(
	templates: IDataObject[],
	{ name, language }: ChosenTemplate,
): IDataObject | undefined {
	return templates.find(
		(template) => template.name === name && (language === '' || template.language === language),
	);
}
