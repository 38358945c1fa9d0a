import type { IDataObject } from 'n8n-workflow';

import {
	checkText,
	checkWords,
	InputError,
	listParameter,
	readText,
	textParameter,
	type ParameterSource,
} from '../../../shared/parameters/input';
import { placeholdersIn } from '../../../shared/templates/placeholders';

/** Meta, "Template components". */
export const LONGEST = { header: 60, body: 1_024, footer: 60, button: 25, url: 2_000, card: 160 };

export const isNamed = (names: string[]) => names.some((name) => !/^\d+$/.test(name));

function checkPlaceholders(label: string, names: string[]): void {
	const isPositional = !isNamed(names);
	if (isPositional && names.some((name) => Number(name) > names.length || Number(name) < 1)) {
		throw new InputError(
			`The variables in '${label}' are not numbered from {{1}} without a gap`,
			'Number them {{1}}, {{2}} and so on.',
		);
	}
	const wrong = names.find((name) => !isPositional && !/^[a-z][a-z0-9_]*$/.test(name));
	if (wrong !== undefined) {
		throw new InputError(
			`The variable '${wrong}' in '${label}' has a name that Meta does not accept`,
			'Use either numbers for all variables or names of lower-case letters, digits and underscores.',
		);
	}
}

/** Example values by the names of the variables; Meta's reviewers read them. */
function readExamples(context: ParameterSource, label: string, field: string) {
	const rows = listParameter(context, `${field}.pair`);
	const values = new Map(
		rows.map(({ name, value }) => [
			readText(name, `${label}, Name`).replace(/[{}\s]/g, ''),
			readText(value, label),
		]),
	);
	return (names: string[]): string[] | undefined => {
		if (values.size === 0) return undefined;
		return names.map((name) => {
			const value = values.get(name) ?? '';
			checkWords(`variable '${name}' in '${label}'`, value);
			if (value.trim() !== '') return value;
			throw new InputError(`'${label}' lacks a value for {{${name}}}`);
		});
	};
}

function example(kind: 'header_text' | 'body_text', names: string[], values?: string[]) {
	if (!values || names.length === 0) return {};
	if (isNamed(names)) {
		const params = names.map((param_name, place) => ({ param_name, example: values[place] }));
		return { example: { [`${kind}_named_params`]: params } };
	}
	return { example: { [kind]: kind === 'body_text' ? [values] : values } };
}

/** The header as a text with at most one variable. */
export function buildTextHeader(context: ParameterSource): IDataObject {
	const text = textParameter(context, 'headerText');
	checkText('Header Text', text, LONGEST.header);
	const names = placeholdersIn(text);
	checkPlaceholders('Header Text', names);
	if (names.length > 1) throw new InputError("'Header Text' has more than one variable");
	const values = readExamples(context, 'Header Example', 'headerExamples')(names);
	return { type: 'HEADER', format: 'TEXT', text, ...example('header_text', names, values) };
}

/** @param longest in characters: offers take a shorter body */
export function buildBody(context: ParameterSource, longest = LONGEST.body): IDataObject {
	const text = textParameter(context, 'bodyText', 'Body');
	checkText('Body', text, longest);
	const names = placeholdersIn(text);
	checkPlaceholders('Body', names);
	const values = readExamples(context, 'Body Examples', 'bodyExamples')(names);
	return { type: 'BODY', text, ...example('body_text', names, values) };
}

/** The body of a card. Its examples stand in the text's own order, separated by commas. */
export function buildCardBody(text: string, examples: string[], owner: string): IDataObject[] {
	checkText(`${owner}, Body`, text, LONGEST.card, false);
	if (text === '') return [];
	const names = placeholdersIn(text);
	checkPlaceholders(`${owner}, Body`, names);
	if (examples.length > 0 && examples.length !== names.length) {
		throw new InputError(
			`The field '${owner}, Examples' has ${examples.length} entries, but the body has ${names.length} variables`,
		);
	}
	const values = examples.length > 0 ? examples : undefined;
	return [{ type: 'BODY', text, ...example('body_text', names, values) }];
}
