import type { IDataObject } from 'n8n-workflow';

import { readAllPages } from '../../shared/http/beside/all-pages';

const PATH = '/api/v1/getMessageTemplates';

export function getTemplateName(template: IDataObject): string {
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
	return await readAllPages(
		async ({ number, size }) => await readPage(PATH, { pageSize: size, pageNumber: number }),
	);
}

/** The template of a name: the approved one where there are several. */
export function templateNamed(templates: IDataObject[], name: string): IDataObject | undefined {
	const named = templates.filter((template) => getTemplateName(template) === name);
	return named.find(isApproved) ?? named[0];
}
