import type { IDataObject } from 'n8n-workflow';

import type { ParameterSource } from '../../shared/parameters/input';
import { readAllPages } from '../../shared/http/beside/all-pages';
import type { ChosenTemplate } from '../requests/template-message';
import { filledPath } from '../requests/graph-path';

/** Where templates are (spec D, "List Templates"). */
export const TEMPLATES_PATH = '/{version}/{businessAccountId}/message_templates';

/**
 * The templates of the chosen account, in any status or in one.
 *
 * @param readPage reads one page of a path
 */
export async function readMetaTemplates(
	context: ParameterSource,
	readPage: (path: string, qs: IDataObject) => Promise<unknown>,
	filters: IDataObject = {},
): Promise<IDataObject[]> {
	const path = filledPath(context, TEMPLATES_PATH);
	return await readAllPages(async ({ size, cursor }) => {
		const after = cursor === undefined ? {} : { after: cursor };
		return await readPage(path, { ...filters, limit: size, ...after });
	});
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
