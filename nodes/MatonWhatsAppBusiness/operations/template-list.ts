import type { IDataObject } from 'n8n-workflow';

import type { CredentialSource } from '../../shared/http/route/credential-source';
import type { ChosenTemplate } from '../requests/template-message';
import { readAccountList, type PageReader } from './account-list';

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
	const list = { edge: 'message_templates', what: 'templates', filters };
	return await readAccountList(context, readPage, list);
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
