import type { IDataObject, ResourceMapperField } from 'n8n-workflow';

import {
	bodyVariables,
	buttonVariables,
	headerVariables,
	neededVariables,
} from '../responses/template-variables';
import { objectsIn, textsIn } from '../../shared/parameters/json';

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

/** The variables of a template as fields of a form. */
export function variableFields(template: IDataObject): ResourceMapperField[] {
	return neededVariables(template).map((name) => ({
		id: name,
		displayName: labelOf(template, name),
		type: 'string',
		required: true,
		defaultMatch: false,
		display: true,
	}));
}
