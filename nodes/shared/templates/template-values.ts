import type { IExecuteSingleFunctions } from 'n8n-workflow';

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

interface MapperField {
	id: string;
	required: boolean;
	removed?: boolean;
}

/**
 * The form remembers which variables the chosen template needs.
 *
 * @param toName what the service calls the field with this ID
 * @throws InputError when one of them has no value
 */
export function checkNothingMissing(
	context: IExecuteSingleFunctions,
	parameters: Pair[],
	toName = (id: string) => id,
): void {
	const mapper = context.getNodeParameter('templateParameters', {}) as { schema?: MapperField[] | null };
	const given = new Set(parameters.map(({ name }) => name));
	const missing = (mapper.schema ?? []).filter(({ id, required }) => required && !given.has(toName(id)));
	if (missing.length > 0) {
		const names = missing.map(({ id }) => `'${id}'`).join(', ');
		throw new InputError(
			`'Template Parameters' lacks a value for ${names}`,
			'WhatsApp refuses a template with a missing variable. Fill in every field of the template.',
		);
	}
}
