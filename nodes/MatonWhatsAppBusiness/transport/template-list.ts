import type { IDataObject } from 'n8n-workflow';

import type { ParameterSource } from '../../Wati/requests/input';
import { pageInfoOf, recordsOf } from '../../Wati/responses/records';
import type { ChosenTemplate } from '../requests/template-message';
import { filledPath } from '../requests/graph-path';

/** Where templates are (spec D, "List Templates"). */
export const TEMPLATES_PATH = '/{version}/{businessAccountId}/message_templates';

const PAGE_SIZE = 100;

/** Pages read at most, so that an account with thousands of templates cannot hold anything up. */
const MOST_PAGES = 20;

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
	const templates: IDataObject[] = [];
	let after: string | undefined;
	for (let page = 0; page < MOST_PAGES; page++) {
		const qs = { ...filters, limit: PAGE_SIZE, ...(after === undefined ? {} : { after }) };
		const body = await readPage(path, qs);
		templates.push(...recordsOf(body));
		const { last, cursor } = pageInfoOf(body);
		if (last || cursor === undefined) break;
		after = cursor;
	}
	return templates;
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
