import type { IDataObject } from 'n8n-workflow';

import { checkWords, InputError, type ParameterSource } from '../parameters/input';
import type { Pair } from '../parameters/key-values';
import { isBlank } from '../parameters/text-value';
import { readSwitch } from '../parameters/switches';

/** What ends a line or moves it: line and paragraph separators, NEL, tabs of both kinds and other controls. */
const BREAKS = /[\p{Cc}\u2028\u2029]/u;
/** Meta allows four spaces in a row (error 132018: "more than 4 consecutive spaces"). */
const SPACES = /\p{Zs}{5,}/u;

function flatten(value: string): string {
	return value
		.replace(/[\p{Cc}\p{Z}]*[\p{Cc}\u2028\u2029][\p{Cc}\p{Z}]*/gu, ' ')
		.replace(/\p{Zs}{2,}/gu, ' ')
		.trim();
}

function checkValue(name: string, value: string, owner: string): void {
	if (isBlank(value)) {
		throw new InputError(
			`The variable '${name}' in '${owner}' is blank`,
			'WhatsApp refuses blank variables. Give it a value.',
		);
	}
	checkWords(`variable '${name}' in '${owner}'`, value);
	if (BREAKS.test(value) || SPACES.test(value)) {
		throw new InputError(
			`The variable '${name}' in '${owner}' contains a line break, a tab or more than four spaces in a row`,
			"WhatsApp refuses these in template variables. Put the text on one line, or switch on 'Single-Line Values'.",
		);
	}
}

/**
 * The values of a template as WhatsApp takes them: without white space at the end, and on one line where the user
 * wants that.
 *
 * @param place where the option for that stands
 * @throws InputError naming the variable that WhatsApp would refuse
 */
export function readTemplateValues(
	context: ParameterSource,
	parameters: Pair[],
	owner = 'Template Parameters',
	place = 'options.',
): Pair[] {
	const onOneLine = readSwitch(context, `${place}oneLineValues`);
	return parameters.map((parameter) => {
		const value = onOneLine ? flatten(parameter.value) : parameter.value.trimEnd();
		checkValue(parameter.name, value, owner);
		return { ...parameter, value };
	});
}

interface StoredField {
	id: string;
	needed?: boolean;
	required?: boolean;
	removed?: boolean;
}

function listNeeded(mapper: IDataObject): string[] {
	const schema = (mapper.schema ?? []) as StoredField[];
	const needed = schema.filter(
		// n8n lets people take a field out that is not `required`; the template needs its value all the same.
		({ needed, required, removed }) => needed || (required && !removed),
	);
	return needed.map(({ id }) => id);
}

/** Whether the form of a template that needs values has none: the fields of the item with their names give them. */
export function isLeftEmpty(mapper: IDataObject): boolean {
	const given = Object.values((mapper.value ?? {}) as IDataObject);
	return listNeeded(mapper).length > 0 && given.every((value) => value === null || value === '');
}

/**
 * The form remembers which variables the chosen template needs.
 *
 * @param toName what the service calls the field with this ID
 * @param advise says what else can be done about some of them, by their names
 * @throws InputError when one of them has no value
 */
export function checkNothingMissing(
	context: ParameterSource,
	parameters: Pair[],
	toName = (id: string) => id,
	advise: (names: string[]) => string = () => '',
): void {
	const mapper = context.getNodeParameter('templateParameters', {}) as IDataObject;
	const given = new Set(parameters.map(({ name }) => name));
	const missing = listNeeded(mapper).filter((id) => !given.has(toName(id)));
	if (missing.length > 0) {
		const names = missing.map((id) => `'${id}'`).join(', ');
		throw new InputError(
			`'Template Parameters' lacks a value for ${names}`,
			`WhatsApp refuses a template with a missing variable. Fill in every field of the template, or leave all of them empty if the input has fields with these names.${advise(missing.map(toName))}`,
		);
	}
}
