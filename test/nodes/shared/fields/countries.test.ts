import metadata from 'libphonenumber-js/metadata.max.json';

import { COUNTRIES } from '../../../../nodes/shared/fields/countries';
import { readCountry } from '../../../../nodes/shared/parameters/phone-number/phone-number';

const codes = metadata.country_calling_codes as Record<string, string[]>;

test('the list of countries has each country of the library once, by name', () => {
	const values = COUNTRIES.map(({ value }) => String(value));
	const wanted = Object.entries(codes).flatMap(([code, [, ...others]]) => [code, ...others]);
	expect([...values].sort()).toEqual(wanted.sort());
	const names = COUNTRIES.map(({ name }) => name);
	expect(names).toEqual([...names].sort((one, other) => one.localeCompare(other, 'en')));
});

test('each value is a country to the reader, and its name tells the calling code', () => {
	for (const { name, value } of COUNTRIES) {
		const country = readCountry(String(value));
		const code = Object.keys(codes).find(
			(one) => one === country || codes[one]!.includes(country!),
		);
		expect([name, name.endsWith(`(+${code})`)]).toEqual([name, true]);
	}
});

test.each([
	['+49', '49'],
	['0049', '49'],
	['de', 'DE'],
	[' 1 ', '1'],
	['Germany', undefined],
	['999', undefined],
	['XX', undefined],
	['', undefined],
])('%p is the country %p', (given, wanted) => {
	expect(readCountry(given)).toBe(wanted);
});
