import { InputError, pathStep, textParameter, type ParameterSource } from './input';
import { isPersonId } from './phone-number/person';
import { readCountry, readPhoneNumber, type PhoneNumberProblem } from './phone-number/phone-number';
import type { Step } from './pre-send';

const COUNTRY_LABEL = 'Default Country';

/**
 * The country in Delivery Options, as its calling code or ISO 3166-1 alpha-2 code, e.g. `49` or `KZ`.
 *
 * @returns undefined when the user chose none
 * @throws InputError when it is no country
 */
export function defaultCountryOf(context: ParameterSource): string | undefined {
	const given = textParameter(context, 'delivery.defaultCountryCode', COUNTRY_LABEL).trim();
	if (given === '') return undefined;
	const country = readCountry(given);
	if (country !== undefined) return country;
	throw new InputError(
		`The field '${COUNTRY_LABEL}' holds no country: ${given.slice(0, 20)}`,
		'Choose one from the list, or give its calling code or its two letters in an expression, e.g. 49 or DE for Germany.',
	);
}

const FULL_NUMBER = 'Enter the full number with + and its country code, e.g. +14155551234.';

/** What is wrong with a number, after `The `, and what to do. */
const PROBLEMS: Record<PhoneNumberProblem, [what: string, advice: string]> = {
	ambiguous: ['number in {label} can be read with and without a country code', FULL_NUMBER],
	date: ['field {label} holds a date', FULL_NUMBER],
	'no-country': [
		'number in {label} begins with 0 or an area code and so has no country code',
		`Enter it with its country code, or add '${COUNTRY_LABEL}' under Delivery Options.`,
	],
	none: ['field {label} holds no WhatsApp number', FULL_NUMBER],
	several: [
		'field {label} holds more than one number',
		'Enter one number. Give each person an item of their own.',
	],
	shortened: [
		'number in {label} was shortened by a spreadsheet',
		'Its last digits are lost. Format the column as text in the sheet, and enter the numbers again.',
	],
	unreadable: ['field {label} holds no WhatsApp number', FULL_NUMBER],
};

function toInputError(
	problem: PhoneNumberProblem,
	text: string,
	label: string,
	more = '',
): InputError {
	const [what, advice] = PROBLEMS[problem];
	return new InputError(
		`The ${what.replace('{label}', `'${label}'`)}: ${text.slice(0, 60)}`,
		problem === 'several' || problem === 'shortened' ? advice : `${advice}${more}`,
	);
}

/** A text, or a number from an expression. Anything else has no number in it. */
function textOf(value: unknown, label: string): string {
	if (typeof value === 'object' && value !== null) {
		throw new InputError(
			`The field '${label}' holds ${Array.isArray(value) ? 'a list' : 'an object'} instead of a number`,
			FULL_NUMBER,
		);
	}
	const text = String(value ?? '').trim();
	if (text !== '') return text;
	throw new InputError(
		`The field '${label}' is empty`,
		'Enter a number with its country code, e.g. 14155551234.',
	);
}

/** Words that people write before a number, which are no names of channels. */
const LABELS =
	/^(?:whats ?app|wa|tel|telephone|telefone?|teléfono|téléphone|phone(?: number)?|mob|mobile|móvil|celular|cell|handy|number|número|numero|contact|sms)$/i;

/**
 * The channel in `Channel:Number`: a number, or a name that touches a digit or an ID. Before a space or a `+` the words
 * are a label.
 */
function readChannel(text: string): { channel: string; receiver: string } | undefined {
	const colon = text.lastIndexOf(':');
	if (colon < 1) return undefined;
	const channel = text.slice(0, colon).trim();
	const receiver = text.slice(colon + 1);
	const digits = channel.replace(/[\s().+-]/g, '');
	if (/^\d{7,15}$/.test(digits)) return { channel: digits, receiver: receiver.trim() };
	if (!/^\p{L}/u.test(channel) || LABELS.test(channel)) return undefined;
	return /^\d/.test(receiver) || isPersonId(receiver) ? { channel, receiver } : undefined;
}

/**
 * The recipient as WATI takes it: digits with country code, or a contact ID, BSUID or `Channel:Number` (docs.wati.io,
 * "BSUID target format"; spec A, "Notes"). How numbers are read: {@link readPhoneNumber}.
 *
 * @param label the field's label in the editor
 * @param country see {@link defaultCountryOf}
 * @throws InputError when the value is none of these
 */
export function whatsappNumberOf(
	value: unknown,
	label = 'Contact Number',
	country?: string,
): string {
	const text = textOf(value, label);
	if (isPersonId(text)) return text;
	const behind = readChannel(text);
	const receiver = behind?.receiver ?? text;
	const before = behind ? `${behind.channel}:` : '';
	if (isPersonId(receiver)) return `${before}${receiver}`;
	const read = readPhoneNumber(receiver, country);
	if ('number' in read) return `${before}${read.number}`;
	throw toInputError(
		read.problem,
		text,
		label,
		' A WATI contact ID, a BSUID and Channel:Number work as well.',
	);
}

/**
 * A phone number as Meta takes it: digits with country code, nothing else (spec D, "Notes"). How numbers are read:
 * {@link readPhoneNumber}.
 *
 * @param country see {@link defaultCountryOf}
 * @throws InputError when the value is not a phone number
 */
export function phoneNumberOf(value: unknown, label: string, country?: string): string {
	const text = textOf(value, label);
	const read = readPhoneNumber(text, country);
	if ('number' in read) return read.number;
	throw toInputError(read.problem, text, label);
}

/** Whom an operation is about, as WATI takes it. @throws InputError when the field holds nobody */
export function recipientOf(context: ParameterSource): string {
	const given = textParameter(context, 'whatsappNumber', 'Contact Number');
	return whatsappNumberOf(given, 'Contact Number', defaultCountryOf(context));
}

/** Fills `{whatsappNumber}` in the path. */
export const numberInPath: Step = function (options) {
	const segment = pathStep('Contact Number', recipientOf(this));
	options.url = options.url.replace('{whatsappNumber}', segment);
	return options;
};

/** Sets the query parameter `whatsappNumber`. */
export const numberInQuery: Step = function (options) {
	options.qs = { ...options.qs, whatsappNumber: recipientOf(this) };
	return options;
};
