import metadata from 'libphonenumber-js/metadata.max.json';
import examples from 'libphonenumber-js/examples.mobile.json';

import { readPhoneNumber } from '../../../../../nodes/shared/parameters/phone-number/phone-number';
import {
	getNumberingPlan,
	parsePhoneNumber,
	type PhoneNumber,
} from '../../../../../nodes/shared/parameters/phone-number/phone-number-library';

const PER_COUNTRY = 12;
const MOST_TRIES = 6_000;

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

/** Numbers of every kind that the library says exist in a country. */
function numbersOf(country: string, code: string): PhoneNumber[] {
	const roll = createDice(country.charCodeAt(0) * 100 + country.charCodeAt(1));
	const lengths = getNumberingPlan(country)!.possibleLengths();
	const found = new Map<string, PhoneNumber>();
	const add = (national: string) => {
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

test('no number of any country leaves to another number, in any notation', () => {
	const table: Record<string, { right: number; refused: number; other: number }> = {};
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
	const rows = Object.entries(table).map(
		([notation, { right, refused, other }]) =>
			`${notation.padEnd(42)} ${[right, refused, other].map((count) => String(count).padStart(7)).join(' ')}`,
	);
	process.stdout.write(
		[
			`Numbers of ${Object.keys(countries).length} countries`.padEnd(42) +
				'   right refused   other',
			...rows,
			'',
		].join('\n'),
	);
	if (refusedMobiles.length > 0)
		process.stdout.write(`Refused mobiles: ${refusedMobiles.join('; ')}\n`);
	expect(others).toEqual([]);
	expect(Object.keys(countries).length).toBeGreaterThan(240);
	for (const { right, refused } of Object.values(table))
		expect(refused / right).toBeLessThan(0.015);
});
