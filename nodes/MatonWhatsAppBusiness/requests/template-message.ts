import type { IDataObject, IExecuteSingleFunctions } from 'n8n-workflow';

import {
	choiceParameter,
	InputError,
	textParameter,
	type ParameterSource,
} from '../../shared/parameters/input';
import { pair, readPairs, type Pair } from '../../shared/parameters/key-values';
import { buildMessage } from './message';
import { checkGroupTakesTemplate, checkMarketingRecipient } from './recipient';
import type { Step } from '../../shared/parameters/pre-send';
import { readSwitch } from '../../shared/parameters/switches';
import { buildComponents } from './template-components';
import type { UploadedHeader } from './template-parts/header';
import {
	adviseOnHeader,
	NOT_UPLOADED,
	readHeaderFile,
	type HeaderFile,
} from './template-parts/header-file';
import { toVariableName } from './template-parts/variable-labels';
import { setUpload } from './uploads';
import { isLanguage, isTemplateName } from './template-names';
import { checkNothingMissing } from '../../shared/templates/template-values';

/** A template in one of its languages. */
export interface ChosenTemplate {
	name: string;
	/** E.g. `en_US`; empty when it is not known. */
	language: string;
}

/** The picker keeps name and language as one value, e.g. `order_update|en_US`. */
export function templateValue({ name, language }: ChosenTemplate): string {
	return `${name}|${language}`;
}

/** What the field `Template` holds, not checked. */
export function chosenTemplate(context: ParameterSource): ChosenTemplate {
	const [name = '', language = ''] = textParameter(context, 'template').split('|');
	return { name: name.trim(), language: language.trim() };
}

function checkedTemplate(context: IExecuteSingleFunctions): ChosenTemplate {
	const { name, language: picked } = chosenTemplate(context);
	const language = choiceParameter(context, 'options.language') || picked;
	if (name === '') {
		throw new InputError(
			"The field 'Template' is empty",
			'Choose a template from the list or enter its name and language, e.g. order_update|en_US.',
		);
	}
	if (!isTemplateName(name)) {
		throw new InputError(
			`The field 'Template' contains no template name: ${name.slice(0, 60)}`,
			'A template name has only lower-case letters, digits and underscores.',
		);
	}
	if (!isLanguage(language)) {
		throw new InputError(
			`The template '${name}' lacks a language`,
			"Enter the template with its language, e.g. order_update|en_US, or add 'Language' under Options.",
		);
	}
	return { name, language };
}

/** The values by name, which the form and whoever fills in Additional Parameters may also give by label. */
function readVariables(context: IExecuteSingleFunctions): Pair[] {
	const given = readPairs(
		context,
		'templateParameters',
		'additionalParameters',
		'Additional Parameters',
	);
	const byName = new Map(given.map(({ name, value }) => [toVariableName(name), value]));
	return [...byName].map(([name, value]) => pair(name, value));
}

/** A preview reads the template itself, and says what it lacks beside what else is wrong. */
function checkFilledIn(context: ParameterSource, pairs: Pair[], header?: HeaderFile): void {
	if (readSwitch(context, 'options.previewOnly')) return;
	const file = header ? [pair(`header_${header.place.kind}`, '')] : [];
	checkNothingMissing(context, [...pairs, ...file], toVariableName, adviseOnHeader);
}

/** A template with its variables (spec D, "Send Template Message"), and with its header's file where that is uploaded. */
export const templateMessage: Step = async function (options) {
	const header = await readHeaderFile(this);
	const { name, language } = checkedTemplate(this);
	const pairs = readVariables(this);
	checkGroupTakesTemplate(this, pairs);
	checkFilledIn(this, pairs, header);
	const build = (uploaded?: UploadedHeader) => {
		const components = buildComponents(this, pairs, uploaded);
		return {
			name,
			language: { code: language },
			...(components.length > 0 ? { components } : {}),
		};
	};
	const place = header && { ...header.place, id: NOT_UPLOADED };
	const shaped = await buildMessage('template', () => build(place)).call(this, options);
	if (!header) return shaped;
	setUpload(shaped, {
		late: header.late,
		withId: (id, body) => ({ ...body, template: build({ ...header.place, id }) }),
	});
	return shaped;
};

/** How Meta says that a message may also go by the Cloud API, or may not. */
const POLICIES: Record<string, string> = { fallback: 'CLOUD_API_FALLBACK', strict: 'STRICT' };

/** Has a marketing template go by the Marketing Messages API, where that is chosen (Meta, "Send marketing messages", 2026-03-20). */
export const marketingRoute: Step = function (options) {
	const policy =
		POLICIES[choiceParameter(this, 'options.marketingMessages', 'Marketing Messages API')];
	if (policy === undefined) return options;
	checkMarketingRecipient(this);
	const body = options.body as IDataObject;
	options.url = options.url.replace(/messages$/, 'marketing_messages');
	options.body = { ...body, recipient_type: 'individual', product_policy: policy };
	return options;
};
