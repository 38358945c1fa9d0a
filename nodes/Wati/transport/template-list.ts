import type { IDataObject } from 'n8n-workflow';

import { pageInfoOf, recordsOf } from '../responses/records';

const PATH = '/api/v1/getMessageTemplates';

const PAGE_SIZE = 100;

/** Pages read at most, so that an account with thousands of templates cannot hold anything up. */
const MOST_PAGES = 20;

export function nameOf(template: IDataObject): string {
	return String(template.elementName ?? template.name ?? '');
}

/** WhatsApp takes only these; deleted and refused ones are listed as well. */
export function isApproved(template: IDataObject): boolean {
	return template.status === 'APPROVED';
}

/**
 * All templates of the account, in any status.
 *
 * @param readPage reads one page of a path
 */
export async function readTemplates(
	readPage: (path: string, qs: IDataObject) => Promise<unknown>,
): Promise<IDataObject[]> {
	const templates: IDataObject[] = [];
	for (let pageNumber = 1; pageNumber <= MOST_PAGES; pageNumber++) {
		const body = await readPage(PATH, { pageSize: PAGE_SIZE, pageNumber });
		const page = recordsOf(body);
		templates.push(...page);
		const { last, total } = pageInfoOf(body);
		if (page.length === 0 || last || (total !== undefined && templates.length >= total)) break;
	}
	return templates;
}

/** The template of a name: the approved one where there are several. */
export function templateNamed(templates: IDataObject[], name: string): IDataObject | undefined {
	const named = templates.filter((template) => nameOf(template) === name);
	return named.find(isApproved) ?? named[0];
}
