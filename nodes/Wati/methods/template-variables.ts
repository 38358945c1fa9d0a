import type { IDataObject, ResourceMapperField } from 'n8n-workflow';

import {
	bodyVariables,
	buttonVariables,
	headerVariables,
	neededVariables,
} from '../responses/template-variables';
import { objectsIn, textsIn } from '../../shared/parameters/json';
import { buildVariableField } from '../../shared/templates/template-fields';
import { LONGEST_LABEL } from '../../shared/templates/template-text';

function getExample(template: IDataObject, name: string): string | undefined {
	const param = objectsIn(template.customParams).find(({ paramName }) => paramName === name);
	return textsIn([param?.paramValue])[0];
}

/**
 * The label of a variable: its name, where it goes unless that is only the text, and WATI's example where there is
 * room for it. Where one name fills both the text and the link of a button, they get one value.
 */
export function getVariableLabel(template: IDataObject, name: string): string {
	const inButton = buttonVariables(template).includes(name);
	const inText = inButton && bodyVariables(template).includes(name);
	const places = [
		...(headerVariables(template).includes(name) ? ['header'] : []),
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
