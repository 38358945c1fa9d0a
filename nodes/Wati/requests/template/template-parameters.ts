import type { IDataObject, IExecuteSingleFunctions } from 'n8n-workflow';

import { InputError, textParameter } from '../../../shared/parameters/input';
import { pairsOf, type Pair } from '../../../shared/parameters/key-values';
import type { Step } from '../../../shared/parameters/pre-send';

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

/** The name of the chosen template. @throws InputError when none is chosen */
export function templateName(context: IExecuteSingleFunctions): string {
	const name = textParameter(context, 'template').trim();
	if (name === '') {
		throw new InputError(
			"The field 'Template' is empty",
			'Choose a template from the list or enter its name.',
		);
	}
	if (!/^[a-z0-9_]+$/i.test(name)) {
		throw new InputError(
			`The field 'Template' holds no template name: ${name.slice(0, 60)}`,
			'A template name has only letters, digits and underscores.',
		);
	}
	return name;
}

/** The name that groups messages in WATI's reports; the template's own when the user gave none. */
export function broadcastName(context: IExecuteSingleFunctions): string {
	return textParameter(context, 'options.broadcastName').trim() || templateName(context);
}

/** Which template and broadcast, and through which number. */
export const templateInBody: Step = function (options) {
	const channel = textParameter(this, 'options.channelNumber').trim();
	options.body = {
		...(options.body as IDataObject),
		template_name: templateName(this),
		broadcast_name: broadcastName(this),
		...(channel ? { channel_number: channel } : {}),
	};
	return options;
};

/** The variables of one message. */
export const parametersInBody: Step = function (options) {
	const parameters = pairsOf(
		this,
		'templateParameters',
		'additionalParameters',
		'Additional Parameters',
	);
	checkNothingMissing(this, parameters);
	checkTemplateValues(parameters);
	options.body = { ...(options.body as IDataObject), parameters };
	return options;
};

/** The version of the API a send goes through: its path differs, its body does not. */
export const apiVersionInPath: Step = function (options) {
	const version = this.getNodeParameter('apiVersion', 'v2') === 'v1' ? 'v1' : 'v2';
	options.url = options.url.replace('{apiVersion}', version);
	return options;
};
