import {
	getCallingCode,
	getNumberingPlan,
	parsePhoneNumber,
	type PhoneNumber,
} from './phone-number-library';
import { isNearlyOwn, isNearlyOwnWithZeros } from './near-number';
import { isPersonTaxNumber } from './tax-number';
import { listBehindPrefix } from './international-prefix';
import { readPhoneNumberText, type TextProblem } from './phone-number-text';

/** Why a text is no number that surely is complete. */
export type PhoneNumberProblem = TextProblem | 'no-country' | 'ambiguous' | 'none';

/** A number as WhatsApp takes it, e.g. `4915112345678`, or why there is none. */
export type PhoneNumberReading = { number: string } | { problem: PhoneNumberProblem };

/** A bare number of at most so many digits, if it can be one of the chosen country, is not taken as another country's. */
const LONGEST_NATIONAL = 10;

/** The calling code of the country whose tax numbers have as many digits as its mobile numbers. */
const BRAZIL = '55';

/** ISO 3166-1 alpha-2 or a calling code, e.g. `BR` or `55`, with or without `+`; undefined when it is none. */
export function readCountry(text: string): string | undefined {
	const code = text
		.trim()
		.toUpperCase()
		.replace(/^(?:\+|00)/, '');
	return /^(?:[A-Z]{2}|[1-9]\d{0,2})$/.test(code) && getNumberingPlan(code) ? code : undefined;
}

const getDigits = (parsed: PhoneNumber) => parsed.number.slice(1);

/** A number that the library has no kind for, but that its country can have: ranges are opened every month. */
function isConceivable(parsed: PhoneNumber): boolean {
	const plan = getNumberingPlan(parsed.country ?? parsed.countryCallingCode);
	const lengths = plan?.type('MOBILE')?.possibleLengths() ?? [];
	return (
		lengths.includes(parsed.nationalNumber.length) &&
		new RegExp(`^(?:${plan!.nationalNumberPattern()})$`).test(parsed.nationalNumber)
	);
}

/**
 * Forms in which WhatsApp itself names a person beside the number that is dialled: Brazil without the ninth digit,
 * Mexico with a 1, Argentina without the 9 (developers.facebook.com, "Phone numbers"; field facts).
 */
const WHATSAPP_FORMS: ReadonlyArray<[form: RegExp, dialled: string]> = [
	[/^55(\d\d)([6-9]\d{7})$/, '55$19$2'],
	[/^521(\d{10})$/, '52$1'],
	[/^54([1-8]\d{9})$/, '549$1'],
];

/** The number that is dialled for one in WhatsApp's form; undefined when it is in none. */
function toDialled(digits: string): string | undefined {
	for (const [form, dialled] of WHATSAPP_FORMS) {
		if (form.test(digits)) return digits.replace(form, dialled);
	}
	return undefined;
}

/** What was read last: a number of an item is read as its recipient, and again as the key of a person. */
let lastComplete: { digits: string; number: PhoneNumber | undefined } | undefined;

/** A number with its country code, bare digits; undefined when there is none such. */
function readComplete(digits: string): PhoneNumber | undefined {
	if (lastComplete?.digits === digits) return lastComplete.number;
	const parsed = parsePhoneNumber(`+${digits}`);
	const number = parsed?.isValid() ? parsed : undefined;
	lastComplete = { digits, number };
	return number;
}

function isWhatsAppForm(digits: string): boolean {
	const dialled = toDialled(digits);
	return dialled !== undefined && readComplete(dialled) !== undefined;
}

function readInternational(digits: string): PhoneNumberReading {
	if (isWhatsAppForm(digits)) return { number: digits };
	const parsed = parsePhoneNumber(`+${digits}`);
	if (parsed && (parsed.isValid() || isConceivable(parsed))) return { number: getDigits(parsed) };
	return { problem: 'none' };
}

/** A number as people in the country dial it. The library takes prefixes to other countries off as well. */
function readNational(digits: string, country: string): PhoneNumber | undefined {
	const parsed = parsePhoneNumber(digits, country);
	if (parsed?.countryCallingCode === getCallingCode(country)) {
		if (parsed.isValid()) return parsed;
		const dialled = toDialled(getDigits(parsed));
		if (dialled !== undefined) return readComplete(dialled);
	}
	// People write a 0 from habit where none is dialled.
	return /^0[1-9]/.test(digits) ? readNational(digits.slice(1), country) : undefined;
}

function isPersonal(parsed: PhoneNumber): boolean {
	return /MOBILE$/.test(parsed.getType() ?? '');
}

/** Whether the digits could be a number of the country that was mistyped, or is not known yet. */
function looksNational(digits: string, country: string): boolean {
	const lengths = getNumberingPlan(country)!.possibleLengths();
	return digits.length <= LONGEST_NATIONAL && lengths.includes(digits.length);
}

/**
 * Digits that are a number with and without the code of a country. Those that begin with the chosen country's own code
 * are taken as complete if that makes a mobile number and nothing else does; a mobile number of the chosen country wins
 * over a number of another country. What is still open is refused.
 */
function choose(national: PhoneNumber, complete: PhoneNumber): PhoneNumber | undefined {
	if (complete.number === national.number) return national;
	const sameCountry = complete.countryCallingCode === national.countryCallingCode;
	if (sameCountry) return isPersonal(complete) && !isPersonal(national) ? complete : undefined;
	if (isPersonal(national)) return national;
	return isPersonal(complete) ? undefined : national;
}

/** Digits that can only be a number of another country, or one of the chosen country that was mistyped. */
function readForeign(digits: string, complete: PhoneNumber, country: string): PhoneNumberReading {
	const isUnsure = looksNational(digits, country) || isNearlyOwn(digits, country);
	return isUnsure ? { problem: 'ambiguous' } : { number: getDigits(complete) };
}

/** Digits that do not say whether their country code is there. In brackets it can only be the country's own. */
function readBare(digits: string, country: string, bracketed: boolean): PhoneNumberReading {
	const callingCode = getCallingCode(country);
	const national = readNational(digits, country);
	const full = readComplete(digits);
	const isForeign = full?.countryCallingCode !== callingCode;
	const complete = bracketed && isForeign ? undefined : full;
	if (isWhatsAppForm(digits)) {
		const same = [undefined, digits, toDialled(digits)].includes(national && getDigits(national));
		const isUnsure = !digits.startsWith(callingCode) && isNearlyOwn(digits, country);
		return same && !isUnsure ? { number: digits } : { problem: 'ambiguous' };
	}
	if (national && complete) {
		const chosen = choose(national, complete);
		return chosen ? { number: getDigits(chosen) } : { problem: 'ambiguous' };
	}
	if (national) return { number: getDigits(national) };
	if (callingCode === BRAZIL && isPersonTaxNumber(digits)) return { problem: 'tax-number' };
	if (!complete) return { problem: 'none' };
	return isForeign ? readForeign(digits, complete, country) : { number: getDigits(complete) };
}

/** Digits that are a full number on their own. */
function readFull(digits: string): PhoneNumberReading {
	if (isWhatsAppForm(digits)) return { number: digits };
	const complete = readComplete(digits);
	return complete ? { number: getDigits(complete) } : { problem: 'none' };
}

/** Digits without a prefix to other countries. */
function readUnprefixed(digits: string, bracketed: boolean, country?: string): PhoneNumberReading {
	const national = digits.startsWith('0');
	if (country === undefined) {
		return national || bracketed ? { problem: 'no-country' } : readFull(digits);
	}
	if (!national) return readBare(digits, country, bracketed);
	const parsed = readNational(digits, country);
	return parsed ? { number: getDigits(parsed) } : { problem: 'none' };
}

function isMistypedNational(digits: string, country: string): boolean {
	return digits.startsWith('00')
		? isNearlyOwnWithZeros(digits, country)
		: isNearlyOwn(digits, country, false);
}

/**
 * Digits that may begin with a prefix to other countries: the numbers behind it that exist.
 *
 * @returns undefined where no such number is left
 */
function readPrefixed(digits: string, country?: string): PhoneNumberReading | undefined {
	const read = listBehindPrefix(digits, country).map(readInternational);
	const numbers = new Set(read.flatMap((one) => ('number' in one ? one.number : [])));
	const [first] = numbers;
	if (first === undefined) return undefined;
	const isUnsure =
		numbers.size > 1 || (country !== undefined && isMistypedNational(digits, country));
	return isUnsure ? { problem: 'ambiguous' } : { number: first };
}

/**
 * Reads a phone number by the rules of its country (libphonenumber). Only one that surely is complete is returned:
 * with `+` or a prefix to other countries as it is; else completed for the chosen country; without one, digits that make
 * a full number. What is a number of the chosen country but for one digit is never taken as another country's.
 *
 * @param country from {@link readCountry}
 */
export function readPhoneNumber(text: string, country?: string): PhoneNumberReading {
	const read = readPhoneNumberText(text);
	if (typeof read === 'string') return { problem: read };
	const { digits, hasPlus, bracketed } = read;
	if (hasPlus) return readInternational(digits);
	const prefixed = readPrefixed(digits, country);
	const plain = readUnprefixed(digits, bracketed, country);
	if (prefixed === undefined || digits.startsWith('00')) {
		return prefixed ?? (digits.startsWith('00') ? { problem: 'none' } : plain);
	}
	if (!('number' in plain)) return prefixed;
	const isSame = 'number' in prefixed && prefixed.number === plain.number;
	return isSame ? plain : { problem: 'ambiguous' };
}

/**
 * One key for all forms of a number with its country code: Brazil with and without the ninth digit, Mexico with and
 * without the 1, Argentina with and without the 9.
 */
export function toDialledNumber(digits: string): string {
	return toDialled(digits) ?? digits;
}

/** A full number in its two parts, e.g. `49` and `15112345678`. */
export function splitNumber(number: string): { callingCode: string; national: string } {
	const callingCode = parsePhoneNumber(`+${number}`)?.countryCallingCode ?? '';
	return { callingCode, national: number.slice(callingCode.length) };
}
