import type { IDataObject, IExecuteSingleFunctions } from 'n8n-workflow';

import {
	checkText,
	checkUrl,
	InputError,
	listParameter,
	readText,
	textParameter,
} from '../../shared/parameters/input';
import type { Step } from '../../shared/parameters/pre-send';
import { toPhoneNumber } from '../../shared/parameters/number-field';
import { placeholdersIn } from '../../shared/templates/placeholders';
import { isLanguage, isTemplateName } from './template-names';

/** Meta, "Template components". */
const LONGEST = { header: 60, body: 1_024, footer: 60, button: 25, url: 2_000 };
const MOST_BUTTONS = 10;
const LONGEST_NAME = 512;
/** Meta, "Authentication templates". */
const MOST_MINUTES = 90;

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

function checkPlaceholders(label: string, names: string[]): void {
	const isPositional = names.every((name) => /^\d+$/.test(name));
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

const isNamed = (names: string[]) => names.some((name) => !/^\d+$/.test(name));

/** Example values by the names of the variables; Meta's reviewers read them. */
function readExamples(context: IExecuteSingleFunctions, label: string, field: string) {
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

function buildHeader(context: IExecuteSingleFunctions): IDataObject[] {
	const format = textParameter(context, 'templateHeader') || 'none';
	if (format === 'none') return [];
	if (format !== 'TEXT') {
		const handle = textParameter(context, 'headerHandle', 'Header Example Handle').trim();
		if (handle === '') {
			throw new InputError(
				"The field 'Header Example Handle' is empty",
				'Meta reviews the header with an example, uploaded with its Resumable Upload API.',
			);
		}
		return [{ type: 'HEADER', format, example: { header_handle: [handle] } }];
	}
	const text = textParameter(context, 'headerText');
	checkText('Header Text', text, LONGEST.header);
	const names = placeholdersIn(text);
	checkPlaceholders('Header Text', names);
	if (names.length > 1) throw new InputError("'Header Text' has more than one variable");
	const values = readExamples(context, 'Header Example', 'headerExamples')(names);
	return [{ type: 'HEADER', format, text, ...example('header_text', names, values) }];
}

function buildBody(context: IExecuteSingleFunctions): IDataObject {
	const text = textParameter(context, 'bodyText', 'Body');
	checkText('Body', text, LONGEST.body);
	const names = placeholdersIn(text);
	checkPlaceholders('Body', names);
	const values = readExamples(context, 'Body Examples', 'bodyExamples')(names);
	return { type: 'BODY', text, ...example('body_text', names, values) };
}

/** The fields each kind of button has beside its text. */
const BUTTONS: Record<string, (button: IDataObject, place: number) => IDataObject> = {
	COPY_CODE: ({ example: code }, place) => ({
		example: readText(code, `Buttons ${place + 1}, Example`),
	}),
	PHONE_NUMBER: ({ target }, place) => {
		const number = toPhoneNumber(target, `Buttons ${place + 1}, URL or Phone Number`);
		return { phone_number: `+${number}` };
	},
	QUICK_REPLY: () => ({}),
	URL: ({ target, example: full }, place) => {
		const label = `Buttons ${place + 1}, URL or Phone Number`;
		const address = readText(target, label).trim();
		checkUrl(label, address.replace(/\{\{1\}\}$/, ''));
		checkText(label, address, LONGEST.url);
		return {
			url: address,
			...(full ? { example: [readText(full, `Buttons ${place + 1}, Example`)] } : {}),
		};
	},
};

function buildButtons(context: IExecuteSingleFunctions): IDataObject[] {
	const rows = listParameter(context, 'templateButtons.button');
	if (rows.length === 0) return [];
	if (rows.length > MOST_BUTTONS) {
		throw new InputError(
			`The field 'Buttons' has ${rows.length} entries, but WhatsApp allows ${MOST_BUTTONS}`,
		);
	}
	const buttons = rows.map((row, place) => {
		const type = String(row.type ?? 'QUICK_REPLY');
		const text = readText(row.text, `Buttons ${place + 1}, Text`);
		// The text of a button that copies is Meta's own.
		if (type === 'COPY_CODE') return { type, ...BUTTONS[type]!(row, place) };
		checkText(`Buttons ${place + 1}, Text`, text, LONGEST.button);
		return { type, text, ...BUTTONS[type]?.(row, place) };
	});
	return [{ type: 'BUTTONS', buttons }];
}

/**
 * The preset parts of an authentication template: Meta writes its words itself, and refuses others (Meta,
 * "Authentication templates", 2026).
 */
function authenticationParts(context: IExecuteSingleFunctions): IDataObject[] {
	const isSafe = context.getNodeParameter('securityRecommendation', true) === true;
	const minutes = Number(context.getNodeParameter('codeExpirationMinutes', 0));
	if (!Number.isInteger(minutes) || minutes < 0 || minutes > MOST_MINUTES) {
		throw new InputError(
			`The field 'Code Expiration Minutes' has the value ${minutes}, but WhatsApp allows 1 to ${MOST_MINUTES}`,
			'Enter whole minutes, or 0 to leave it out.',
		);
	}
	const text = textParameter(context, 'copyButtonText').trim();
	checkText('Copy Button Text', text, LONGEST.button, false);
	const button = { type: 'OTP', otp_type: 'COPY_CODE', ...(text ? { text } : {}) };
	return [
		{ type: 'BODY', ...(isSafe ? { add_security_recommendation: true } : {}) },
		...(minutes > 0 ? [{ type: 'FOOTER', code_expiration_minutes: minutes }] : []),
		{ type: 'BUTTONS', buttons: [button] },
	];
}

/** Header, body, footer and buttons as the form holds them. */
function writtenParts(context: IExecuteSingleFunctions): IDataObject[] {
	const footer = textParameter(context, 'footerText', 'Footer');
	checkText('Footer', footer, LONGEST.footer, false);
	const body = buildBody(context);
	return [
		...buildHeader(context),
		body,
		...(footer ? [{ type: 'FOOTER', text: footer }] : []),
		...buildButtons(context),
	];
}

/** The parts of a template of a category, and how their variables are named. */
function readParts(context: IExecuteSingleFunctions, category: string): IDataObject {
	const isPreset = category === 'AUTHENTICATION';
	const components = isPreset ? authenticationParts(context) : writtenParts(context);
	const texts = components.flatMap(({ text }) => placeholdersIn(String(text ?? '')));
	return { ...(isNamed(texts) ? { parameter_format: 'NAMED' } : {}), components };
}

/** Body of a new template (spec D, "Create Template"). */
export const newTemplate: Step = function (options) {
	const category = textParameter(this, 'category');
	const changeable = this.getNodeParameter('options.allowCategoryChange', false) === true;
	options.body = {
		name: readName(this),
		language: readLanguage(this),
		category,
		...(changeable ? { allow_category_change: true } : {}),
		...readParts(this, category),
	};
	return options;
};

/** The new parts of a template: they take the place of all its parts (Meta, "Edit templates", 2026). */
export const changedTemplate: Step = function (options) {
	const category = textParameter(this, 'category');
	options.body = { category, ...readParts(this, category) };
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
