import {
	getCountryCallingCode,
	Metadata,
	parsePhoneNumberFromString,
	type CountryCode,
	type PhoneNumber,
} from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/metadata.max.json';

// All of libphonenumber-js that ships, with its full data: which numbers exist, not only how long they are.
// The build puts the library itself in the place of this file (gulpfile, `bundleLibraries`).

export type { PhoneNumber };

/**
 * @param country ISO 3166-1 alpha-2 or a calling code, e.g. `DE` or `49`; undefined for numbers that begin with `+`
 * @returns undefined for what is no phone number; the result need not be one that exists
 */
export function parsePhoneNumber(text: string, country?: string): PhoneNumber | undefined {
	const place = /^\d/.test(country ?? '')
		? { defaultCallingCode: country }
		: { defaultCountry: country as CountryCode | undefined };
	return parsePhoneNumberFromString(text, { ...place, extract: false }, metadata);
}

/** The calling code of a country that the library knows, e.g. `49` for `DE` and for `49`. */
export function getCallingCode(country: string): string {
	return /^\d/.test(country) ? country : getCountryCallingCode(country as CountryCode, metadata);
}

/** The kinds of numbers that the library tells apart. */
export const NUMBER_KINDS = [
	'MOBILE',
	'FIXED_LINE',
	'VOIP',
	'PERSONAL_NUMBER',
	'TOLL_FREE',
	'SHARED_COST',
	'PREMIUM_RATE',
	'UAN',
	'PAGER',
	'VOICEMAIL',
] as const;

type NumberKind = (typeof NUMBER_KINDS)[number];

/** What the library knows of the numbers of a country beyond the kinds that it names. */
export interface NumberingPlan {
	/** Of all numbers that the country can have, also those not given out yet. */
	nationalNumberPattern(): string;
	/** Of national numbers without the digit dialled before them. */
	possibleLengths(): number[];
	/** A pattern of what is dialled before a national number, e.g. `0`. */
	nationalPrefixForParsing(): string | 0 | undefined;
	/** A pattern of what is dialled before a number of another country, e.g. `00` or `810`. */
	IDDPrefix(): string | undefined;
	type(name: NumberKind): { pattern(): string; possibleLengths(): number[] } | undefined;
}

/** The countries of a calling code, or the one country: ISO 3166-1 alpha-2. */
export function listCountries(country: string): string[] {
	if (!/^\d/.test(country)) return [country];
	const byCode: Record<string, readonly string[]> = metadata.country_calling_codes;
	return [...(byCode[country] ?? [])];
}

/**
 * @param country as in {@link parsePhoneNumber}
 * @returns undefined for one that the library does not know
 */
export function getNumberingPlan(country: string): NumberingPlan | undefined {
	const known = new Metadata(metadata);
	try {
		known.selectNumberingPlan(country as CountryCode);
	} catch {
		return undefined;
	}
	return known.numberingPlan as unknown as NumberingPlan | undefined;
}
