import type { IExecuteSingleFunctions } from 'n8n-workflow';

import { InputError } from '../parameters/input';
import type { Pair } from '../parameters/key-values';

/** WATI refuses these in a value: docs and support texts speak of line breaks, tabs and 4 consecutive spaces. */
const BREAKS = /[\r\n\t]/;

const SPACES = / {4,}/;

/**
 * Checks what WATI would refuse with "Check your template, it cannot have typos or blank text".
 *
 * @throws InputError naming the variable
 */
export function checkTemplateValues(parameters: Pair[], owner = 'Template Parameters'): void {
	for (const { name, value } of parameters) {
		if (value.trim() === '') {
			throw new InputError(
				`The variable '${name}' in '${owner}' is blank`,
				'WhatsApp refuses blank variables. Give it a value.',
			);
		}
		if (BREAKS.test(value) || SPACES.test(value)) {
			throw new InputError(
				`The variable '${name}' in '${owner}' holds a line break, a tab or several spaces in a row`,
				'WhatsApp refuses these in template variables. Put the text on one line.',
			);
		}
	}
}

interface MapperField {
	id: string;
	displayName: string;
	required: boolean;
	removed?: boolean;
}

/**
 * The form remembers which variables the chosen template needs.
 *
 * @throws InputError when one of them has no value
 */
export function checkNothingMissing(context: IExecuteSingleFunctions, parameters: Pair[]): void {
	const mapper = context.getNodeParameter('templateParameters', {}) as {
		schema?: MapperField[] | null;
	};
	const given = new Set(parameters.map(({ name }) => name));
	const missing = (mapper.schema ?? []).filter(({ id, required }) => required && !given.has(id));
	if (missing.length > 0) {
		const names = missing.map(({ displayName }) => `'${displayName}'`).join(', ');
		throw new InputError(
			`'Template Parameters' lacks a value for ${names}`,
			'WhatsApp refuses a template with a missing variable. Fill in every field of the template.',
		);
	}
}
