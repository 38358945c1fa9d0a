import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodePropertyOptions,
	ResourceMapperFields,
} from 'n8n-workflow';

import { textParameter } from '../requests/input';
import { pageInfoOf, recordsOf } from '../responses/records';
import { languageOf } from '../responses/templates';
import { ask } from '../transport/ask';
import { variableFields } from './template-variables';

const PAGE_SIZE = 100;

/** Pages read at most, so that an account with thousands of templates cannot hold up the editor. */
const MOST_PAGES = 20;

const PATH = '/api/v1/getMessageTemplates';

function nameOf(template: IDataObject): string {
	return String(template.elementName ?? template.name ?? '');
}

function isApproved(template: IDataObject): boolean {
	return template.status === 'APPROVED';
}

async function readTemplates(context: ILoadOptionsFunctions): Promise<IDataObject[]> {
	const templates: IDataObject[] = [];
	for (let pageNumber = 1; pageNumber <= MOST_PAGES; pageNumber++) {
		const body = await ask(context, PATH, { pageSize: PAGE_SIZE, pageNumber });
		const page = recordsOf(body);
		templates.push(...page);
		const { last, total } = pageInfoOf(body);
		if (page.length === 0 || last || (total !== undefined && templates.length >= total)) break;
	}
	return templates;
}

/** Approved templates whose name or text contains the filter, with language and status. */
export async function searchTemplates(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const wanted = (filter ?? '').toLowerCase();
	const found = (await readTemplates(this)).filter(
		(template) =>
			isApproved(template) &&
			`${nameOf(template)} ${String(template.body ?? '')}`.toLowerCase().includes(wanted),
	);
	return {
		results: found.map((template) => ({
			name: `${nameOf(template)} (${languageOf(template)}, ${String(template.status).toLowerCase()})`,
			value: nameOf(template),
			description: String(template.body ?? ''),
		})),
	};
}

/** Names of approved templates as a plain list of options. */
export async function getTemplateNames(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	const names = new Set((await readTemplates(this)).filter(isApproved).map(nameOf));
	return [...names].sort().map((name) => ({ name, value: name }));
}

/**
 * The variables of the chosen template as fields of a form. `customParams` is WATI's own list of names to
 * send; header and button variables that are missing from it are added.
 */
export async function templateVariables(
	this: ILoadOptionsFunctions,
): Promise<ResourceMapperFields> {
	const chosen = textParameter(this, 'template');
	if (chosen === '') return { fields: [] };
	const named = (await readTemplates(this)).filter((template) => nameOf(template) === chosen);
	const template = named.find(isApproved) ?? named[0];
	if (!template) {
		return {
			fields: [],
			emptyFieldsNotice: `WATI has no template named '${chosen}'. Choose one from the list.`,
		};
	}
	return {
		fields: variableFields(template),
		emptyFieldsNotice: `The template '${chosen}' has no variables.`,
	};
}
