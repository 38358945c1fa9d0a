import {
	updateDisplayOptions,
	type INodeProperties,
	type INodePropertyCollection,
	type INodePropertyMode,
	type INodePropertyOptions,
} from 'n8n-workflow';

import { cell, code, table } from './markdown';

type Shown = Pick<INodeProperties, 'displayOptions'>;
export type Values = Record<string, string>;

const TYPES: Partial<Record<INodeProperties['type'], string>> = {
	boolean: 'yes or no',
	fixedCollection: 'rows',
	json: 'JSON',
	multiOptions: 'several choices',
	options: 'choice',
	resourceLocator: 'picked',
	resourceMapper: 'form',
	string: 'text',
};

/** Conditions that the place of a table tells: the section of an operation. */
const SETTLED = ['operation', 'resource'];

const AUTHENTICATION: Record<string, string> = {
	matonApi: 'with Maton',
	watiApi: 'with a WATI token',
};

/** Whether `displayOptions` let something be seen for these values, as far as they name them. */
function isShown({ displayOptions }: Shown, values: Values): boolean {
	const { show = {}, hide = {} } = displayOptions ?? {};
	const readValue = (name: string) => values[name.replace(/^\//, '')];
	const holds = (name: string, wanted: unknown[] = []) => {
		const value = readValue(name);
		return value === undefined || wanted.includes(value);
	};
	const hides = ([name, wanted = []]: [string, unknown[] | undefined]) =>
		readValue(name) !== undefined && wanted.includes(readValue(name));
	return (
		Object.entries(show).every(([name, wanted]) => holds(name, wanted)) &&
		!Object.entries(hide).some(hides)
	);
}

const listChoices = ({ type, options }: INodeProperties) =>
	type === 'options' || type === 'multiOptions' ? ((options ?? []) as INodePropertyOptions[]) : [];

/** The label of a choice, where a field is known that has it. */
function getLabel(fields: INodeProperties[], value: unknown): string {
	const choice = fields.flatMap(listChoices).find((one) => one.value === value);
	if (choice) return choice.name;
	return typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value);
}

/** When a field is there, besides its resource and operation. */
function describeCondition(property: Shown, known: Values, fields: INodeProperties[]): string {
	const conditions = Object.entries(property.displayOptions?.show ?? {})
		.map(([name, wanted]) => [name.replace(/^\//, ''), wanted ?? []] as const)
		.filter(([name]) => !(name in known) && !SETTLED.includes(name))
		.map(([name, wanted]) => {
			if (name === 'authentication') return AUTHENTICATION[String(wanted[0])]!;
			const named = fields.filter((one) => one.name === name);
			const values = wanted.map((value) => `*${getLabel(named, value)}*`).join(' or ');
			return `with *${named[0]?.displayName ?? name}* ${values}`;
		});
	return conditions.length > 0 ? `Only ${conditions.join(' and ')}.` : '';
}

function readDefault(property: INodeProperties): string {
	const { default: value } = property;
	if (typeof value === 'boolean') return value ? 'yes' : 'no';
	if (typeof value === 'number') return String(value);
	if (typeof value !== 'string' || value === '') return '';
	const choice = listChoices(property).find((one) => one.value === value);
	return choice ? choice.name : code(value.replace(/^=/, ''));
}

const sentence = (text: string) => (text === '' || /[.!?>]$/.test(text) ? text : `${text}.`);

function describeModes({ modes = [] }: { modes?: INodePropertyMode[] }): string {
	return modes.length > 0 ? `${modes.map((mode) => mode.displayName).join(' or ')}.` : '';
}

function describeMeaning(
	property: INodeProperties,
	known: Values,
	fields: INodeProperties[],
): string {
	const choices = listChoices(property).map(
		({ name, value, description = '' }) =>
			`<br>• ${name} (${code(String(value))})${description ? `: ${cell(description)}` : ''}`,
	);
	const { description = '', hint = '', placeholder = '', modes = [] } = property;
	const example = [placeholder, ...modes.map((mode) => mode.placeholder ?? '')].find((text) =>
		text.startsWith('e.g. '),
	);
	return [
		describeCondition(property, known, fields),
		sentence(cell(description)),
		sentence(cell(hint)),
		describeModes(property),
		example === undefined ? '' : `Example: ${code(example.replace('e.g. ', ''))}.`,
		choices.join(''),
	]
		.filter((part) => part !== '')
		.join(' ');
}

/** What is inside a field: the entries of a collection, on its own conditions, or the columns of rows. */
function inside(property: INodeProperties): INodeProperties[] {
	if (property.type === 'collection') {
		const show = property.displayOptions?.show ?? {};
		return updateDisplayOptions({ show }, (property.options ?? []) as INodeProperties[]);
	}
	if (property.type !== 'fixedCollection') return [];
	return ((property.options ?? []) as INodePropertyCollection[]).flatMap(({ values }) => values);
}

function readRows(
	property: INodeProperties,
	known: Values,
	fields: INodeProperties[],
	path: string[] = [],
): string[][] {
	if (!isShown(property, known) || ['hidden', 'notice'].includes(property.type)) return [];
	const place = [...path, property.displayName];
	const within = inside(property);
	const inner = within.flatMap((one) => readRows(one, known, [...within, ...fields], place));
	if (property.type === 'collection') return inner;
	const row = [
		cell(place.join(' → ')),
		TYPES[property.type] ?? property.type,
		property.required ? 'yes' : '',
		readDefault(property),
		describeMeaning(property, known, fields),
	];
	return [row, ...inner];
}

/**
 * A table of fields, with what is inside them; equal rows once.
 *
 * @param known values that are settled, e.g. resource and operation: fields for others are left out
 * @param others fields that conditions name, beside those of the table
 */
export function fieldsTable(
	fields: INodeProperties[],
	known: Values,
	others: INodeProperties[] = [],
): string {
	const rows = fields.flatMap((field) => readRows(field, known, [...fields, ...others]));
	const different = new Map(rows.map((row) => [row.join(), row]));
	return table(['Field', 'Type', 'Required', 'Default', 'Meaning'], [...different.values()]);
}

/** What the notices among the fields say. */
export function listNotices(fields: INodeProperties[], known: Values): string[] {
	return fields
		.filter((field) => field.type === 'notice' && isShown(field, known))
		.map(({ displayName }) => cell(displayName));
}
