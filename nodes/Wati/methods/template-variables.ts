import type { IDataObject, ResourceMapperField } from 'n8n-workflow';

import {
	bodyVariables,
	buttonVariables,
	headerVariables,
	neededVariables,
} from '../responses/template-variables';
import { isObject, objectsIn, textsIn } from '../../shared/parameters/json';
import { buildVariableField } from '../../shared/templates/template-fields';
import { LONGEST_LABEL } from '../../shared/templates/template-text';

function getExample(template: IDataObject, name: string): string | undefined {
	const param = objectsIn(template.customParams).find(({ paramName }) => paramName === name);
	return textsIn([param?.paramValue])[0];
}

/** Kinds of file by WATI's number for them: 2 and 4 seen live, 3 by analogy (WATI's API reference, `header.type`). */
const FILES: Record<string, string> = { 2: 'image', 3: 'video', 4: 'document' };

/** What a variable of the header takes: a link, where the header is a file. */
function nameHeader({ header }: IDataObject, name: string): string {
	const { type, headerTypeString } = isObject(header) ? header : {};
	const named = String(headerTypeString ?? type ?? '').toLowerCase();
	const kind = FILES[named] ?? Object.values(FILES).find((file) => file === named);
	if (kind === undefined) return 'header';
	const place = `${kind} link`;
	return `${name} (${place})`.length <= LONGEST_LABEL ? place : kind;
}

/**
 * The label of a variable: its name, where it goes unless that is only the text, and WATI's example where there is
 * room for it. Where one name fills both the text and the link of a button, they get one value.
 */
export function getVariableLabel(template: IDataObject, name: string): string {
	const inButton = buttonVariables(template).includes(name);
	const inText = inButton && bodyVariables(template).includes(name);
	const places = [
		...(headerVariables(template).includes(name) ? [nameHeader(template, name)] : []),
		...(inText ? ['text'] : []),
		...(inButton ? ['link'] : []),
	];
	const label = places.length > 0 ? `${name} (${places.join(', ')})` : name;
	const example = getExample(template, name);
	const whole = `${label}, e.g. ${example ?? ''}`;
	return example && whole.length <= LONGEST_LABEL ? whole : label;
}

/** The variables of a template as fields of a form. */
export function variableFields(template: IDataObject): ResourceMapperField[] {
	return neededVariables(template).map((name) =>
		buildVariableField(name, getVariableLabel(template, name), true),
	);
}
