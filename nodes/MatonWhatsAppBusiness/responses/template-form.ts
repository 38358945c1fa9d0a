import type { IDataObject } from 'n8n-workflow';

import { isObject, objectsIn } from '../../shared/parameters/json';
import { filledIn, placeholdersIn } from '../../shared/templates/placeholders';

/** One value that a template takes, under the name it has in forms. */
export interface TemplateVariable {
	/** E.g. `body_1`, `header_document` or `button_0_url`. */
	name: string;
	label: string;
	required: boolean;
}

function componentOf(template: IDataObject, type: string): IDataObject {
	return objectsIn(template.components).find((one) => one.type === type) ?? {};
}

/** Meta keeps examples by place (`body_text: [[..]]`, `header_text: [..]`) or by name. */
function exampleOf({ example }: IDataObject, name: string, place: number): string | undefined {
	if (!isObject(example)) return undefined;
	const named = [example.body_text_named_params, example.header_text_named_params]
		.flatMap(objectsIn)
		.find((one) => one.param_name === name)?.example;
	const lists = [example.body_text, example.header_text].filter(Array.isArray) as unknown[][];
	const byPlace = lists.map((list) => (Array.isArray(list[0]) ? (list[0] as unknown[]) : list));
	const value = named ?? byPlace[0]?.[place];
	return typeof value === 'string' ? value : undefined;
}

function labelled(label: string, example: string | undefined): string {
	return example ? `${label} (e.g. ${example})` : label;
}

function textVariables(component: IDataObject, prefix: string, what: string): TemplateVariable[] {
	return placeholdersIn(component.text).map((name, place) => ({
		name: `${prefix}_${name}`,
		label: labelled(`${what} ${name}`, exampleOf(component, name, place)),
		required: true,
	}));
}

function headerVariables(template: IDataObject): TemplateVariable[] {
	const header = componentOf(template, 'HEADER');
	const kind = String(header.format ?? '').toLowerCase();
	if (kind === 'text') return textVariables(header, 'header_text', 'Header');
	if (!['image', 'video', 'document'].includes(kind)) return [];
	// The editor cuts labels after some 24 characters.
	const what = `${kind[0]!.toUpperCase()}${kind.slice(1)}`;
	const file = { name: `header_${kind}`, label: `${what} (link or ID)`, required: true };
	if (kind !== 'document') return [file];
	return [file, { name: 'header_document_name', label: 'Document file name', required: false }];
}

function buttonVariable(button: IDataObject, index: number): TemplateVariable[] {
	const text = String(button.text ?? '');
	const [example] = Array.isArray(button.example) ? (button.example as unknown[]) : [];
	if (button.type === 'URL' && placeholdersIn(button.url).length > 0) {
		const url = filledIn(String(button.url), () => '…');
		return [
			{ name: `button_${index}_url`, label: `${text} (button): end of ${url}`, required: true },
		];
	}
	if (button.type === 'COPY_CODE') {
		const label = labelled(`${text} (button): code`, example ? String(example) : undefined);
		return [{ name: `button_${index}_copy_code`, label, required: true }];
	}
	if (button.type !== 'QUICK_REPLY') return [];
	const label = `${text} (button): payload of the answer`;
	return [{ name: `button_${index}_quick_reply`, label, required: false }];
}

/** All values a template takes: header, body and buttons, in this order. */
export function readTemplateVariables(template: IDataObject): TemplateVariable[] {
	return [
		...headerVariables(template),
		...textVariables(componentOf(template, 'BODY'), 'body', 'Body'),
		...objectsIn(componentOf(template, 'BUTTONS').buttons).flatMap(buttonVariable),
	];
}

/** The body of a template as it was written. */
export function getBodyText(template: IDataObject): string {
	const { text } = componentOf(template, 'BODY');
	return typeof text === 'string' ? text : '';
}

/** The body a customer reads; variables without a value stay as they are. */
export function renderedTemplate(
	template: IDataObject,
	values: ReadonlyMap<string, string>,
): string {
	return filledIn(getBodyText(template), (name) => values.get(`body_${name}`));
}
