import type { IDataObject, IExecuteSingleFunctions } from 'n8n-workflow';

import { choiceParameter, InputError, textParameter } from '../../../shared/parameters/input';
import { readPairs } from '../../../shared/parameters/key-values';
import type { Step } from '../../../shared/parameters/pre-send';
import { checkNothingMissing, readTemplateValues } from '../../../shared/templates/template-values';

/** The name of the chosen template. @throws InputError when none is chosen */
export function templateName(context: IExecuteSingleFunctions, place = ''): string {
	const name = textParameter(context, `${place}template`).trim();
	if (name === '') {
		throw new InputError(
			"The field 'Template' is empty",
			'Choose a template from the list or enter its name.',
		);
	}
	if (!/^[a-z0-9_]+$/i.test(name)) {
		throw new InputError(
			`The field 'Template' contains no template name: ${name.slice(0, 60)}`,
			'A template name has only letters, digits and underscores.',
		);
	}
	return name;
}

/** The name that groups messages in WATI's reports; the template's own when the user gave none. */
export function readBroadcastName(context: IExecuteSingleFunctions, place = ''): string {
	return textParameter(context, 'options.broadcastName').trim() || templateName(context, place);
}

/**
 * Which template and broadcast.
 *
 * @param place where the template's fields are, e.g. `options.window.check.`
 */
export function fillTemplate(place = ''): Step {
	return function (options) {
		options.body = {
			...(options.body as IDataObject),
			template_name: templateName(this, place),
			broadcast_name: readBroadcastName(this, place),
		};
		return options;
	};
}

/** The variables of one message, from the form and the rows below it. */
export const parametersInBody: Step = function (options) {
	const form = 'templateParameters';
	const given = readPairs(this, form, 'additionalParameters', 'Additional Parameters');
	checkNothingMissing(this, given);
	options.body = { ...(options.body as IDataObject), parameters: readTemplateValues(this, given) };
	return options;
};

export const templateInBody = fillTemplate();

/** The version of the API a send goes through: its path differs, its body does not. */
export const apiVersionInPath: Step = function (options) {
	const version = choiceParameter(this, 'options.apiVersion', 'API Version') === 'v1' ? 'v1' : 'v2';
	options.url = options.url.replace('{apiVersion}', version);
	return options;
};
