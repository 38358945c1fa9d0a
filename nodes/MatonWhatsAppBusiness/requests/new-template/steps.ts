import type { IDataObject, IExecuteSingleFunctions } from 'n8n-workflow';

import { checkText, InputError, textParameter } from '../../../shared/parameters/input';
import type { Step } from '../../../shared/parameters/pre-send';
import { isLanguage, isTemplateName } from '../template-names';
import { readParts } from './parts';
import { readSwitch } from '../../../shared/parameters/switches';

const LONGEST_NAME = 512;

/** Seconds for which a message is tried to be delivered (Meta, "Configure message time-to-live", 2026-05-21). */
const TIME_TO_LIVE: Record<string, [least: number, most: number]> = {
	AUTHENTICATION: [30, 900],
	UTILITY: [30, 43_200],
	MARKETING: [43_200, 2_592_000],
};

function readName(context: IExecuteSingleFunctions): string {
	const name = textParameter(context, 'name').trim();
	checkText('Name', name, LONGEST_NAME);
	if (isTemplateName(name)) return name;
	throw new InputError(
		`The field 'Name' contains no template name: ${name.slice(0, 60)}`,
		'A template name has only lower-case letters, digits and underscores.',
	);
}

function readLanguage(context: IExecuteSingleFunctions): string {
	const language = textParameter(context, 'language').trim();
	if (isLanguage(language)) return language;
	throw new InputError(
		`The field 'Language' contains no language: ${language.slice(0, 20) || '(empty)'}`,
		'Enter a code as Meta writes it, e.g. en_US or de.',
	);
}

/** How long Meta tries to deliver the template's messages. @throws InputError outside of what the category allows */
function buildTimeToLive(context: IExecuteSingleFunctions, category: string): IDataObject {
	const given = context.getNodeParameter('options.timeToLive', '');
	if (given === '') return {};
	const seconds = Number(given);
	const [least, most] = TIME_TO_LIVE[category] ?? [0, Infinity];
	if (Number.isInteger(seconds) && seconds >= least && seconds <= most) {
		return { message_send_ttl_seconds: seconds };
	}
	throw new InputError(
		`The option 'Time to Live' has the value ${String(given)}, and WhatsApp allows ${least} to ${most} seconds for ${category.toLowerCase()} templates`,
	);
}

/** Body of a new template (spec D, "Create Template"). */
export const newTemplate: Step = function (options) {
	const category = textParameter(this, 'category');
	const changeable = readSwitch(this, 'options.allowCategoryChange');
	options.body = {
		name: readName(this),
		language: readLanguage(this),
		category,
		...(changeable ? { allow_category_change: true } : {}),
		...buildTimeToLive(this, category),
		...readParts(this, category),
	};
	return options;
};

/** The new parts of a template: they take the place of all its parts (Meta, "Edit templates", 2026). */
export const changedTemplate: Step = function (options) {
	const category = textParameter(this, 'category');
	const ttl = buildTimeToLive(this, category);
	options.body = { category, ...ttl, ...readParts(this, category) };
	return options;
};

/** Which template to delete (spec D, "Delete Template"). */
export const templateToDelete: Step = function (options) {
	const id = textParameter(this, 'options.templateId').trim();
	options.qs = { ...options.qs, name: readName(this), ...(id ? { hsm_id: id } : {}) };
	return options;
};

/** Filters of the list (spec D, "List Templates"). */
export const templateFilters: Step = function (options) {
	const status = textParameter(this, 'filters.status');
	const name = textParameter(this, 'filters.name').trim();
	options.qs = { ...options.qs, ...(status ? { status } : {}), ...(name ? { name } : {}) };
	return options;
};
