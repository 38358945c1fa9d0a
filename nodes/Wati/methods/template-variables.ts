import type { IDataObject, ResourceMapperField } from 'n8n-workflow';

import { isObject } from '../responses/answer';
import { variableNames } from '../responses/templates';

function placeholders(text: unknown): string[] {
	return [...String(text ?? '').matchAll(/\{\{\s*([^{}]+?)\s*\}\}/g)].map(([, name]) => name!);
}

function objectsIn(list: unknown): IDataObject[] {
	return Array.isArray(list) ? list.filter(isObject) : [];
}

function textsIn(values: unknown[]): string[] {
	return values.filter((value): value is string => typeof value === 'string' && value !== '');
}

/** A dynamic URL button is bound to a name by `buttonParamMapping`, else by the placeholder in its URL. */
function buttonVariables(template: IDataObject): string[] {
	return objectsIn(template.buttons).flatMap(({ parameter }) => {
		if (!isObject(parameter)) return [];
		const mapping = isObject(parameter.buttonParamMapping) ? parameter.buttonParamMapping : {};
		const mapped = textsIn([mapping.paramName]);
		return mapped.length > 0 ? mapped : placeholders(parameter.url);
	});
}

/** A media header can be replaced only where it was made with a variable. */
function headerVariables(template: IDataObject): string[] {
	const header = isObject(template.header) ? template.header : {};
	const mapped = textsIn(objectsIn(header.headerParamMapping).map(({ paramName }) => paramName));
	return mapped.length > 0
		? mapped
		: [header.text, header.link, header.mediaFromPC].flatMap(placeholders);
}

function bodyVariables(template: IDataObject): string[] {
	return [template.body, template.bodyOriginal].flatMap(placeholders);
}

function exampleOf(template: IDataObject, name: string): string | undefined {
	const param = objectsIn(template.customParams).find(({ paramName }) => paramName === name);
	return textsIn([param?.paramValue])[0];
}

/**
 * The label of a variable: its name, where it goes unless that is only the text, and WATI's example.
 * Where one name fills both the text and the link of a button, the label warns: they get one value, and a
 * link takes no spaces.
 */
function labelOf(template: IDataObject, name: string): string {
	const inButton = buttonVariables(template).includes(name);
	const inHeader = headerVariables(template).includes(name);
	const example = exampleOf(template, name);
	const shared = inButton && bodyVariables(template).includes(name);
	const notes = [
		...(inHeader ? ['header'] : []),
		...(inButton ? ['button link'] : []),
		...(example ? [`e.g. ${example}`] : []),
	];
	const label = shared ? `${name} - warning, no spaces: also in the text` : name;
	return notes.length > 0 ? `${label} (${notes.join(', ')})` : label;
}

/**
 * The variables of a template as fields of a form. `customParams` is WATI's own list of names to send;
 * header and button variables that are missing from it are added.
 */
export function variableFields(template: IDataObject): ResourceMapperField[] {
	const names = new Set([
		...variableNames(template),
		...headerVariables(template),
		...buttonVariables(template),
	]);
	return [...names].map((name) => ({
		id: name,
		displayName: labelOf(template, name),
		type: 'string',
		required: true,
		defaultMatch: false,
		display: true,
	}));
}
