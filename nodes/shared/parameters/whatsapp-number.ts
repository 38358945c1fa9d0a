import { InputError, pathStep, textParameter, type ParameterSource } from './input';
import type { Step } from './pre-send';

const PHONE = /^[1-9]\d{7,14}$/;
const COUNTRY_CODE = /^[1-9]\d{0,2}$/;
const CONTACT_ID = /^[0-9a-f]{24}$/i;
/** Business-scoped user ID: country letters, dot, digits or an `ENT` part (docs.wati.io, "BSUID target format"). */
const BSUID = /^[A-Z]{2}\.[A-Za-z0-9.]+$/;

/** The longest number that can lack its country code; longer ones are taken as complete. */
const LONGEST_NATIONAL = 10;

const DECORATION = /[\s().\-\u2010-\u2015\u00a0\u200b-\u200f\u202a-\u202e\u2060\ufeff/]/g;
const INTERNATIONAL = /^(\+|00)/;
/** In `+49 (0)171 ...` the zero is for callers inside the country. */
const OPTIONAL_ZERO = /\(0\)/;

const COUNTRY_LABEL = 'Default Country Code';

/**
 * The digits of `Default Country Code` in Delivery Options, e.g. `49`.
 *
 * @returns undefined when the user set none
 * @throws InputError when it is not a country code
 */
export function defaultCountryOf(context: ParameterSource): string | undefined {
	const given = textParameter(context, 'delivery.defaultCountryCode').trim();
	if (given === '') return undefined;
	const code = given.replace(INTERNATIONAL, '');
	if (COUNTRY_CODE.test(code)) return code;
	throw new InputError(
		`The field '${COUNTRY_LABEL}' holds no country code: ${given.slice(0, 20)}`,
		'Enter one to three digits, e.g. 49 for Germany.',
	);
}

/** Digits with country code; the result is not checked. */
function withCountry(bare: string, country: string | undefined): string {
	if (country === undefined) return bare;
	if (bare.startsWith('0')) return `${country}${bare.slice(1)}`;
	return bare.length <= LONGEST_NATIONAL && !bare.startsWith(country) ? `${country}${bare}` : bare;
}

/** A phone number without `+`, `00` and decoration; undefined when the text is not one. */
function phoneOf(text: string, country?: string): string | undefined {
	const dense = text.replace(/[\s\u00a0]/g, '');
	const international = INTERNATIONAL.test(dense);
	const bare = (international ? dense.replace(OPTIONAL_ZERO, '') : dense)
		.replace(DECORATION, '')
		.replace(INTERNATIONAL, '');
	if (!/^\d+$/.test(bare)) return undefined;
	const number = international ? bare : withCountry(bare, country);
	return PHONE.test(number) ? number : undefined;
}

function identifierOf(text: string): string | undefined {
	return CONTACT_ID.test(text) || BSUID.test(text) ? text : undefined;
}

const DIGITS_WANTED = 'Enter 8 to 15 digits that begin with the country code, e.g. 14155551234.';

function emptyNumber(label: string): InputError {
	return new InputError(
		`The field '${label}' is empty`,
		'Enter a number with its country code, e.g. 14155551234.',
	);
}

function refusal(text: string, label: string, advice: string): InputError {
	if (/^0[1-9]\d{5,}$/.test(text.replace(DECORATION, ''))) {
		return new InputError(
			`The number in '${label}' begins with 0 and so has no country code: ${text.slice(0, 60)}`,
			`Enter it with its country code, or add '${COUNTRY_LABEL}' under Delivery Options.`,
		);
	}
	return new InputError(
		`The field '${label}' holds no WhatsApp number: ${text.slice(0, 60)}`,
		advice,
	);
}

/**
 * The recipient as WATI takes it: digits with country code, or a contact ID, BSUID or `Channel:Number`
 * as they are (docs.wati.io, "BSUID target format"; spec A, "Notes"). With a default country, a number
 * that begins with one 0 gets the code instead of the zero, and one of at most 10 digits that does not
 * begin with the code gets it in front; `+` and `00` say that the code is there already.
 *
 * @param label the field's label in the editor
 * @param country digits of the default country code, see {@link defaultCountryOf}
 * @throws InputError when the value is none of these
 */
export function whatsappNumberOf(
	value: unknown,
	label = 'Contact Number',
	country?: string,
): string {
	const text = value === undefined || value === null ? '' : String(value).trim();
	if (text === '') throw emptyNumber(label);
	const colon = text.lastIndexOf(':');
	if (colon > 0) {
		const receiver = text.slice(colon + 1).trim();
		const target = identifierOf(receiver) ?? phoneOf(receiver, country);
		if (target) return `${text.slice(0, colon).trim()}:${target}`;
	}
	const target = identifierOf(text) ?? phoneOf(text, country);
	if (target) return target;
	const advice = `${DIGITS_WANTED} A WATI contact ID, a BSUID and Channel:Number work as well.`;
	throw refusal(text, label, advice);
}

/**
 * A phone number as Meta takes it: digits with country code, nothing else (spec D, "Notes"). See
 * {@link whatsappNumberOf} for the default country.
 *
 * @throws InputError when the value is not a phone number
 */
export function phoneNumberOf(value: unknown, label: string, country?: string): string {
	const text = value === undefined || value === null ? '' : String(value).trim();
	if (text === '') throw emptyNumber(label);
	const number = phoneOf(text, country);
	if (number !== undefined) return number;
	throw refusal(text, label, DIGITS_WANTED);
}

/** Whom an operation is about, as WATI takes it. @throws InputError when the field holds nobody */
export function recipientOf(context: ParameterSource): string {
	const given = textParameter(context, 'whatsappNumber');
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
