import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodePropertyOptions,
	ResourceMapperField,
	ResourceMapperFields,
} from 'n8n-workflow';

import { textParameter } from '../requests/input';
import { isObject } from '../responses/answer';
import { pageInfoOf, recordsOf } from '../responses/records';
import { languageOf, variableNames } from '../responses/templates';
import { ask } from '../transport/ask';

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
			isApproved(template) && `${nameOf(template)} ${String(template.body ?? '')}`.toLowerCase().includes(wanted),
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
export async function getTemplateNames(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const names = new Set((await readTemplates(this)).filter(isApproved).map(nameOf));
	return [...names].sort().map((name) => ({ name, value: name }));
}

function buttonVariables(template: IDataObject): string[] {
	const buttons = Array.isArray(template.buttons) ? template.buttons.filter(isObject) : [];
	return buttons.flatMap(({ parameter }) => {
		if (!isObject(parameter)) return [];
		const mapping = isObject(parameter.buttonParamMapping) ? parameter.buttonParamMapping : {};
		if (typeof mapping.paramName === 'string' && mapping.paramName !== '') return [mapping.paramName];
		return placeholders(String(parameter.url ?? ''));
	});
}

function placeholders(text: string): string[] {
	return [...text.matchAll(/\{\{\s*([^{}]+?)\s*\}\}/g)].map(([, name]) => name!);
}

function headerVariables(template: IDataObject): string[] {
	const header = isObject(template.header) ? template.header : {};
	const mapped = Array.isArray(header.headerParamMapping) ? header.headerParamMapping.filter(isObject) : [];
	const names = mapped.map(({ paramName }) => paramName).filter((name): name is string => typeof name === 'string');
	const texts = [header.text, header.link, header.headerOriginal, header.mediaFromPC];
	return [...names, ...texts.flatMap((text) => placeholders(String(text ?? '')))];
}

function exampleOf(template: IDataObject, name: string): string | undefined {
	const params = Array.isArray(template.customParams) ? template.customParams.filter(isObject) : [];
	const value = params.find(({ paramName }) => paramName === name)?.paramValue;
	return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

/** The label says where the variable appears, since one name may fill the text and the link of a button. */
function labelOf(template: IDataObject, name: string): string {
	const inButton = buttonVariables(template).includes(name);
	const inHeader = headerVariables(template).includes(name);
	const inBody = placeholders(`${String(template.body ?? '')} ${String(template.bodyOriginal ?? '')}`).includes(name);
	const example = exampleOf(template, name);
	const places = [
		inHeader ? 'header' : '',
		inBody ? 'text' : '',
		inButton ? 'link of a button' : '',
	].filter((place) => place !== '');
	const shared = inButton && inBody ? ' - warning: one value for text and link, so it may hold no spaces' : '';
	const notes = [...places.slice(0, inButton || inHeader ? undefined : 0), ...(example ? [`e.g. ${example}`] : [])];
	return `${name}${notes.length > 0 ? ` (${notes.join(', ')})` : ''}${shared}`;
}

function fieldOf(template: IDataObject, name: string): ResourceMapperField {
	return {
		id: name,
		displayName: labelOf(template, name),
		type: 'string',
		required: true,
		defaultMatch: false,
		display: true,
	};
}

/**
 * The variables of the chosen template as fields of a form. `customParams` is WATI's own list of names to
 * send; header and button variables that are missing from it are added.
 */
export async function templateVariables(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const chosen = textParameter(this, 'template');
	if (chosen === '') return { fields: [] };
	const named = (await readTemplates(this)).filter((template) => nameOf(template) === chosen);
	const template = named.find(isApproved) ?? named[0];
	if (!template) {
		return { fields: [], emptyFieldsNotice: `WATI has no template named '${chosen}'. Choose one from the list.` };
	}
	const names = new Set([...variableNames(template), ...headerVariables(template), ...buttonVariables(template)]);
	return {
		fields: [...names].map((name) => fieldOf(template, name)),
		emptyFieldsNotice: `The template '${chosen}' has no variables.`,
	};
}
