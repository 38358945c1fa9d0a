import {
	getCallingCode,
	getNumberingPlan,
	listCountries,
	NUMBER_KINDS,
} from './phone-number-library';

/** Digits of the longest prefix that people write before a national number, e.g. `06` in Hungary, `80` in Belarus. */
const LONGEST_TRUNK = 2;

/** The numbers of one calling code or country, as patterns of whole texts. */
interface OwnNumbers {
	callingCode: string;
	/** What is dialled before a national number. */
	trunk: RegExp;
	/** All national numbers, also those not given out: a quick look that spares most of the slow ones. */
	national: RegExp;
	mobiles: RegExp[];
	landlines: RegExp[];
	others: RegExp[];
	/** Digits of all ways to write one. */
	lengths: ReadonlySet<number>;
}

/** Spares reading the patterns again; there are as many as countries and calling codes. */
const known = new Map<string, OwnNumbers>();

const asWhole = (patterns: string[]) => new RegExp(`^(?:${patterns.join('|')})$`);

function readOwnNumbers(country: string): OwnNumbers {
	const plans = listCountries(country).flatMap((one) => getNumberingPlan(one) ?? []);
	const read = (kind: (typeof NUMBER_KINDS)[number]) => {
		const patterns = plans.map((plan) => plan.type(kind)?.pattern() || '');
		return patterns.filter((pattern) => pattern !== '').map((pattern) => asWhole([pattern]));
	};
	const callingCode = getCallingCode(country);
	const lengths = plans.flatMap((plan) => plan.possibleLengths());
	const starts = [
		0,
		callingCode.length,
		...Array.from({ length: LONGEST_TRUNK }, (_, at) => at + 1),
	];
	const trunks = plans.map((plan) => plan.nationalPrefixForParsing() || '');
	return {
		callingCode,
		trunk: asWhole([...new Set(trunks)]),
		national: asWhole([...new Set(plans.map((plan) => plan.nationalNumberPattern()))]),
		mobiles: read(NUMBER_KINDS[0]),
		landlines: read(NUMBER_KINDS[1]),
		others: NUMBER_KINDS.slice(2).flatMap(read),
		lengths: new Set(lengths.flatMap((length) => starts.map((start) => length + start))),
	};
}

function getOwnNumbers(country: string): OwnNumbers {
	const found = known.get(country) ?? readOwnNumbers(country);
	known.set(country, found);
	return found;
}

/** The digits behind each trunk prefix that they may begin with. */
function listBehindTrunk(digits: string, { trunk }: OwnNumbers): string[] {
	const lengths = Array.from({ length: LONGEST_TRUNK }, (_, place) => place + 1);
	return lengths
		.filter((length) => trunk.test(digits.slice(0, length)))
		.map((length) => digits.slice(length));
}

function readIsOne(national: string, own: OwnNumbers, kinds: RegExp[]): boolean {
	return own.national.test(national) && kinds.some((kind) => kind.test(national));
}

/** Whether digits are a number of the country, in any way to write it there, of a person or office or of any kind. */
function isOwn(digits: string, own: OwnNumbers, ofAnyKind: boolean): boolean {
	const { callingCode, mobiles, landlines, others } = own;
	const bare = digits.startsWith(callingCode) ? [digits.slice(callingCode.length)] : [];
	const nationals = [digits, ...bare, ...listBehindTrunk(digits, own)];
	const kinds = ofAnyKind ? [mobiles, landlines, others] : [mobiles, landlines];
	return nationals.some((one) => kinds.some((kind) => readIsOne(one, own, kind)));
}

/** All texts that differ by one digit: left out, put in, another one, or changed places with the next. */
function* listSlips(digits: string, { lengths }: OwnNumbers): Generator<string> {
	const [mayLack, mayFit, mayExceed] = [1, 0, -1].map((more) => lengths.has(digits.length + more));
	for (let place = 0; place <= digits.length; place++) {
		const [before, here, after] = [
			digits.slice(0, place),
			digits.slice(place, place + 1),
			digits.slice(place + 1),
		];
		if (mayExceed && here !== '') yield before + after;
		if (mayFit && after !== '') yield before + after[0] + here + after.slice(1);
		for (let digit = 0; digit < 10; digit++) {
			if (mayLack) yield before + String(digit) + here + after;
			if (mayFit && here !== '') yield before + String(digit) + after;
		}
	}
}

/**
 * Whether digits are a number of the country but for one digit: they may be that number mistyped, and not the number of
 * another country that they look like.
 *
 * @param country ISO 3166-1 alpha-2 or a calling code
 * @param ofAnyKind also toll-free, premium and the like, besides mobiles and landlines
 */
export function isNearlyOwn(digits: string, country: string, ofAnyKind = true): boolean {
	const own = getOwnNumbers(country);
	for (const slip of listSlips(digits, own)) if (isOwn(slip, own, ofAnyKind)) return true;
	return false;
}

/**
 * Whether digits that begin with `00` are a national number of the country but for one digit at their beginning, e.g.
 * with its zero doubled. People mean by `00` what they write, so others than mobiles count only where a zero is too many.
 *
 * @param country ISO 3166-1 alpha-2 or a calling code
 */
export function isNearlyOwnWithZeros(digits: string, country: string): boolean {
	const own = getOwnNumbers(country);
	if (isOwn(digits.slice(1), own, true)) return true;
	for (const slip of listSlips(digits, own)) {
		if (slip.startsWith('00')) continue;
		if (listBehindTrunk(slip, own).some((one) => readIsOne(one, own, own.mobiles))) return true;
	}
	return false;
}
