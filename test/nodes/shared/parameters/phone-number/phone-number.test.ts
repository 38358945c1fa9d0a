import metadata from 'libphonenumber-js/metadata.max.json';
import examples from 'libphonenumber-js/examples.mobile.json';

import { readPhoneNumber } from '../../../../../nodes/shared/parameters/phone-number/phone-number';
import {
	getNumberingPlan,
	parsePhoneNumber,
	type PhoneNumber,
} from '../../../../../nodes/shared/parameters/phone-number/phone-number-library';

const PER_COUNTRY = 6;
const MOST_TRIES = 1_500;

const countries = metadata.countries as unknown as Record<string, [code: string]>;
const mobiles = examples as Record<string, string>;

/** The same digits in each run, so that a failure comes again. */
function createDice(seed: number): (sides: number) => number {
	let state = seed;
	return (sides) => {
		state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
		return Math.floor((state / 2_147_483_648) * sides);
	};
}

const made = new Map<string, PhoneNumber[]>();

/** Numbers of every kind that the library says exist in a country. */
function numbersOf(country: string, code: string): PhoneNumber[] {
	const numbers = made.get(country) ?? makeNumbers(country, code);
	made.set(country, numbers);
	return numbers;
}

function makeNumbers(country: string, code: string): PhoneNumber[] {
	const roll = createDice(country.charCodeAt(0) * 100 + country.charCodeAt(1));
	const plan = getNumberingPlan(country)!;
	const lengths = plan.possibleLengths();
	const conceivable = new RegExp(`^(?:${plan.nationalNumberPattern()})$`);
	const found = new Map<string, PhoneNumber>();
	const add = (national: string) => {
		if (!conceivable.test(national)) return;
		const number = parsePhoneNumber(`+${code}${national}`);
		if (!number?.isValid() || number.country !== country || number.nationalNumber !== national)
			return;
		// Gabon wrote seven digits until 2019; the library reads them behind a 0 as the eight of today.
		if (country !== 'GA' || national.length !== 7) found.set(national, number);
	};
	if (mobiles[country]) add(mobiles[country]);
	for (let tries = 0; tries < MOST_TRIES && found.size < PER_COUNTRY; tries++) {
		const length = lengths[roll(lengths.length)]!;
		add(Array.from({ length }, () => roll(10)).join(''));
	}
	return [...found.values()];
}

type Notation = (
	number: PhoneNumber,
	code: string,
	country: string,
) => [text: string, country?: string];

const digits = (text: string) => text.replace(/\D/g, '');

const NOTATIONS: Record<string, Notation> = {
	'international with +': (number) => [number.formatInternational()],
	'international with + in another country': (number) => [number.number, '49'],
	'international with 00': (number) => [`00${digits(number.number)}`, '1'],
	'international, bare': (number) => [digits(number.number)],
	'international, bare, default country': (number, code) => [digits(number.number), code],
	'international, bare, default by letters': (number, _, country) => [
		digits(number.number),
		country,
	],
	'national as written there': (number, code) => [number.formatNational(), code],
	'national as written there, by letters': (number, _, country) => [
		number.formatNational(),
		country,
	],
	'national, bare': (number, code) => [digits(number.formatNational()), code],
	'national, bare, without trunk digit': (number, code) => [number.nationalNumber, code],
};

interface Row {
	right: number;
	refused: number;
	other: number;
}

/** The rows as they are printed, for whoever wants to see how much is refused. */
function printTable(title: string, table: Record<string, Row>): void {
	const lines = Object.entries(table).map(
		([name, { right, refused, other }]) =>
			`${name.padEnd(42)} ${[right, refused, other].map((count) => String(count).padStart(7)).join(' ')}`,
	);
	const head = `${title.padEnd(42)}   right refused   other`;
	process.stdout.write([head, ...lines, ''].join('\n'));
}

test('no number of any country leaves to another number, in any notation', () => {
	const table: Record<string, Row> = {};
	const others: string[] = [];
	const refusedMobiles: string[] = [];
	for (const [country, [code]] of Object.entries(countries)) {
		for (const number of numbersOf(country, code)) {
			for (const [notation, write] of Object.entries(NOTATIONS)) {
				const [text, chosen] = write(number, code, country);
				const read = readPhoneNumber(text, chosen);
				const row = (table[notation] ??= { right: 0, refused: 0, other: 0 });
				const leaves = 'number' in read ? read.number : undefined;
				row[
					leaves === undefined ? 'refused' : leaves === digits(number.number) ? 'right' : 'other'
				]++;
				if (leaves === undefined && number.getType() === 'MOBILE') {
					refusedMobiles.push(`${country} ${notation} ${text}`);
				}
				if (leaves !== undefined && leaves !== digits(number.number)) {
					others.push(`${country} ${notation} ${text} in ${chosen}: ${leaves}`);
				}
			}
		}
	}
	printTable(`Numbers of ${Object.keys(countries).length} countries`, table);
	if (refusedMobiles.length > 0)
		process.stdout.write(`Refused mobiles: ${refusedMobiles.join('; ')}\n`);
	expect(others).toEqual([]);
	expect(Object.keys(countries).length).toBeGreaterThan(240);
	for (const { right, refused } of Object.values(table))
		expect(refused / right).toBeLessThan(0.015);
});

/** Every so many of the ways to mistype a number are tried: all would take minutes. */
const EACH_SLIP = 12;

/** The digits with one left out, one too many, a wrong one, or two that changed places. */
function slipsOf(text: string): Record<string, string[]> {
	const places = [...text].map((_, place) => place);
	const others = '0123456789'.split('');
	return {
		'a digit missing': places.map((at) => text.slice(0, at) + text.slice(at + 1)),
		'a digit too many': places.flatMap((at) =>
			others.map((digit) => text.slice(0, at) + digit + text.slice(at)),
		),
		'a wrong digit': places.flatMap((at) =>
			others.map((digit) => text.slice(0, at) + digit + text.slice(at + 1)),
		),
		'two digits changed': places
			.slice(1)
			.map((at) => text.slice(0, at - 1) + text[at]! + text[at - 1]! + text.slice(at + 1)),
	};
}

test('no number of any country with a slip in it leaves to another country', () => {
	const table: Record<string, Row> = {};
	const abroad: string[] = [];
	let tried = 0;
	for (const [country, [code]] of Object.entries(countries)) {
		for (const number of numbersOf(country, code).slice(0, 3)) {
			const written = [number.nationalNumber, digits(number.formatNational())];
			for (const [text, chosen] of [
				[written[0]!, code],
				[written[1]!, country],
			] as const) {
				for (const [slip, texts] of Object.entries(slipsOf(text))) {
					for (const mistyped of texts) {
						if (mistyped === text || ++tried % EACH_SLIP !== 0) continue;
						const read = readPhoneNumber(mistyped, chosen);
						const isAbroad = 'number' in read && !read.number.startsWith(code);
						const row = (table[slip] ??= { right: 0, refused: 0, other: 0 });
						row[isAbroad ? 'other' : 'number' in read ? 'right' : 'refused']++;
						if (isAbroad) abroad.push(`${country} ${text} as ${mistyped}: ${read.number}`);
					}
				}
			}
		}
	}
	printTable('Slips (right: stays in the country)', table);
	expect(abroad).toEqual([]);
});

/** Prefixes to other countries that one country or another has, as its pattern in the library names them. */
const PREFIXES = ['00', '011', '0011', '810', '010', '001', '009', '000', '119', '0', '08', '007'];

test('no number behind the prefix that its country dials leaves to another number', () => {
	const table: Record<string, Row> = {};
	const others: string[] = [];
	const abroad = ['US', 'GB', 'DE', 'IN', 'BR', 'SG', 'ZA', 'NO'];
	for (const [country, [code]] of Object.entries(countries)) {
		const dialled = new RegExp(`^(?:${getNumberingPlan(country)!.IDDPrefix()!})$`);
		for (const prefix of PREFIXES.filter((one) => dialled.test(one))) {
			for (const place of abroad.filter((one) => one !== country)) {
				const number = `${countries[place]![0]}${mobiles[place]!}`;
				for (const chosen of [code, country]) {
					const read = readPhoneNumber(prefix + number, chosen);
					const leaves = 'number' in read ? read.number : undefined;
					const row = (table[prefix] ??= { right: 0, refused: 0, other: 0 });
					row[leaves === undefined ? 'refused' : leaves === number ? 'right' : 'other']++;
					if (leaves !== undefined && leaves !== number) {
						others.push(`${prefix} ${number} in ${chosen}: ${leaves}`);
					}
				}
			}
		}
	}
	printTable('Prefixes to other countries', table);
	expect(others).toEqual([]);
	const [right, refused] = [Object.values(table)]
		.map((rows) => [
			rows.reduce((sum, row) => sum + row.right, 0),
			rows.reduce((sum, row) => sum + row.refused, 0),
		])
		.flat() as [number, number];
	expect(refused / right).toBeLessThan(0.2);
});
