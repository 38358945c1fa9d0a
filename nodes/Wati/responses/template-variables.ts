import type { IDataObject } from 'n8n-workflow';

import { isObject, objectsIn, textsIn } from '../../shared/parameters/json';
import { filledIn, placeholdersIn } from '../../shared/templates/placeholders';
import { variableNames } from './templates';

/** A dynamic URL button is bound to a name by `buttonParamMapping`, else by the placeholder in its URL. */
export function buttonVariables(template: IDataObject): string[] {
	return objectsIn(template.buttons).flatMap(({ parameter }) => {
		if (!isObject(parameter)) return [];
		const mapping = isObject(parameter.buttonParamMapping) ? parameter.buttonParamMapping : {};
		const mapped = textsIn([mapping.paramName]);
		return mapped.length > 0 ? mapped : placeholdersIn(parameter.url);
	});
}

/** A media header can be replaced only where it was made with a variable. */
export function headerVariables(template: IDataObject): string[] {
	const header = isObject(template.header) ? template.header : {};
	const mapped = textsIn(objectsIn(header.headerParamMapping).map(({ paramName }) => paramName));
	return mapped.length > 0
		? mapped
		: [header.text, header.link, header.mediaFromPC].flatMap(placeholdersIn);
}

export function bodyVariables(template: IDataObject): string[] {
	return [template.body, template.bodyOriginal].flatMap(placeholdersIn);
}

/**
 * The names a template needs values for. `customParams` is WATI's own list of them; header and button
 * variables that are missing from it are added.
 */
export function neededVariables(template: IDataObject): string[] {
	return [
		...new Set([
			...variableNames(template),
			...headerVariables(template),
			...buttonVariables(template),
		]),
	];
}

/**
 * The text a customer reads, with the variables filled in; those without a value stay as they are. Which of
 * `body` and `bodyOriginal` holds the names is not settled: the one whose placeholders are names to send.
 */
export function renderedBody(template: IDataObject, values: ReadonlyMap<string, string>): string {
	const names = new Set(neededVariables(template));
	const texts = textsIn([template.body, template.bodyOriginal]);
	const named = texts.find((text) => placeholdersIn(text).every((name) => names.has(name)));
	const text = named ?? texts[0] ?? '';
	return filledIn(text, (name) => values.get(name));
}
