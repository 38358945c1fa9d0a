import { isObject } from './json';
import { choiceParameter, InputError, type ParameterSource } from './input';
import { readCountry, readPhoneNumber, type PhoneNumberProblem } from './phone-number/phone-number';

const COUNTRY_LABEL = 'Default Country';

/**
 * The country in Options, as its calling code or ISO 3166-1 alpha-2 code, e.g. `49` or `KZ`.
 *
 * @returns undefined when the user chose none
 * @throws InputError when it is no country
 */
export function readDefaultCountry(context: ParameterSource): string | undefined {
	const given = choiceParameter(context, 'options.defaultCountryCode', COUNTRY_LABEL);
	if (given === '') return undefined;
	const country = readCountry(given);
	if (country !== undefined) return country;
	throw new InputError(
		`The field '${COUNTRY_LABEL}' contains no country: ${given.slice(0, 20)}`,
		'Choose one from the list, or give its calling code or its two letters in an expression, e.g. 49 or DE for Germany.',
	);
}

/** What reads the number of one item. */
interface ItemSource extends ParameterSource {
	/** The item, in an execution. */
	getInputData?(): unknown;
}

/** Whether a number came from this package, which names whole ones: of an event, a contact, or picked from a list. */
function isWhole(context: ItemSource, name: string, given: string): boolean {
	const field = context.getNodeParameter(name, '');
	if (isObject(field) && field.mode === 'list') return true;
	const item = context.getInputData?.();
	const json = isObject(item) && isObject(item.json) ? item.json : {};
	const isOurs = typeof json.dedupeKey === 'string' || isObject(json.attributes);
	return isOurs && String(json.whatsappNumber) === given.trim();
}

/**
 * The country that completes a number: {@link readDefaultCountry}, but none for a number that is whole already. The
 * number of a customer abroad may look like a national one.
 *
 * @param name of the field
 * @param given the text in it
 */
export function readCountryFor(
	context: ItemSource,
	name: string,
	given: string,
): string | undefined {
	const country = readDefaultCountry(context);
	return country === undefined || isWhole(context, name, given) ? undefined : country;
}

const FULL_NUMBER = 'Enter the full number with + and its country code, e.g. +14155551234.';

/** What is wrong with a number, after `The `, and what to do. */
const PROBLEMS: Record<PhoneNumberProblem, [what: string, advice: string]> = {
	ambiguous: ['number in {label} can be read with and without a country code', FULL_NUMBER],
	date: ['field {label} contains a date', FULL_NUMBER],
	'no-country': [
		'number in {label} has no country code',
		`Enter it with its country code, or add '${COUNTRY_LABEL}' under Options.`,
	],
	none: ['field {label} contains no WhatsApp number', FULL_NUMBER],
	several: [
		'field {label} contains more than one number, or an extension',
		'Enter one number without an extension. Give each person a separate item.',
	],
	shortened: [
		'number in {label} was shortened by a spreadsheet',
		'Its last digits are lost. Format the column as text in the sheet, and enter the numbers again.',
	],
	'tax-number': [
		'field {label} contains a Brazilian tax number (CPF or CNPJ)',
		'Enter the phone number. Check whether the right field or column is used.',
	],
	unreadable: ['field {label} contains no WhatsApp number', FULL_NUMBER],
};

/** Problems whose advice says all there is to do. */
const OF_THE_FIELD: ReadonlySet<PhoneNumberProblem> = new Set([
	'several',
	'shortened',
	'tax-number',
]);

/** Why a text is no number of one person, as an error that names the field. */
export function toNumberError(
	problem: PhoneNumberProblem,
	text: string,
	label: string,
	more = '',
): InputError {
	const [what, advice] = PROBLEMS[problem];
	const national =
		problem === 'none' && !text.startsWith('+')
			? ` For national numbers, add '${COUNTRY_LABEL}' under Options.`
			: '';
	return new InputError(
		`The ${what.replace('{label}', `'${label}'`)}: ${text.slice(0, 60)}`,
		OF_THE_FIELD.has(problem) ? advice : `${advice}${national}${more}`,
	);
}

/** A text, or a number from an expression. Anything else has no number in it. */
export function readNumberText(value: unknown, label: string): string {
	if (typeof value === 'object' && value !== null) {
		throw new InputError(
			`The field '${label}' contains ${Array.isArray(value) ? 'a list' : 'an object'} instead of a number`,
			FULL_NUMBER,
		);
	}
	const text = String(value ?? '').trim();
	if (text !== '') return text;
	throw new InputError(
		`The field '${label}' is empty`,
		'Enter a number with its country code, e.g. +14155551234.',
	);
}

/**
 * A phone number: digits with country code, nothing else. How numbers are read:
 * {@link readPhoneNumber}.
 *
 * @param country see {@link readDefaultCountry}
 * @throws InputError when the value is not a phone number
 */
export function toPhoneNumber(value: unknown, label: string, country?: string): string {
	const text = readNumberText(value, label);
	const read = readPhoneNumber(text, country);
	if ('number' in read) return read.number;
	throw toNumberError(read.problem, text, label);
}
