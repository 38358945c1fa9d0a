import { getNumberingPlan, listCountries } from './phone-number-library';

/** What most countries dial before a number of another country (ITU-T E.164). */
const USUAL_PREFIX = '00';

/** Other prefixes, as people of those countries keep them with a number: North America, Australia, Russia, Thailand. */
const OTHER_PREFIXES = ['011', '0011', '810', '001'];

/** Where no country is chosen, a shorter rest is rather a national number that begins with the same digits. */
const LEAST_REST = 10;

const LONGEST_PREFIX = 8;

/** What the chosen country dials, in each length that its pattern allows. */
function listOwn(digits: string, country: string): string[] {
	const patterns = listCountries(country).flatMap(
		(one) => getNumberingPlan(one)?.IDDPrefix() ?? [],
	);
	const lengths = Array.from({ length: LONGEST_PREFIX }, (_, place) => place + 1);
	const heads = lengths.map((length) => digits.slice(0, length));
	return heads.filter((head) => patterns.some((one) => new RegExp(`^(?:${one})$`).test(head)));
}

function listOther(digits: string): string[] {
	return OTHER_PREFIXES.filter(
		(prefix) => digits.startsWith(prefix) && digits.length - prefix.length >= LEAST_REST,
	);
}

/**
 * What is left of digits behind each prefix that makes an international number of them, the usual prefix first. Where
 * a country is chosen, its own prefixes count, else those of the largest countries.
 *
 * @param country ISO 3166-1 alpha-2 or a calling code
 */
export function listBehindPrefix(digits: string, country?: string): string[] {
	const usual = digits.startsWith(USUAL_PREFIX) ? [USUAL_PREFIX] : [];
	const others = country === undefined ? listOther(digits) : listOwn(digits, country);
	return [...new Set([...usual, ...others])].map((prefix) => digits.slice(prefix.length));
}
