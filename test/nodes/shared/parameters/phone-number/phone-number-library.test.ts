import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';

import type * as Library from '../../../../../nodes/shared/parameters/phone-number/phone-number-library';

const built = jest.requireActual<typeof Library>(
	'../../../../../dist/nodes/shared/parameters/phone-number/phone-number-library.js',
);

/** A number as its country dials it and as others do, one that is too short, and one of another kind. */
const formsOf = (national: string) => [
	national,
	`0${national}`,
	national.slice(0, -1),
	`800${national.slice(3)}`,
];

test('what ships of the library reads the numbers of every country as all of it does', () => {
	const countries = Object.entries(examples) as Array<[CountryCode, string]>;
	expect(countries.length).toBeGreaterThan(200);
	const read = countries.flatMap(([country, national]) =>
		formsOf(national).map((text) => {
			const whole = parsePhoneNumberFromString(text, { defaultCountry: country, extract: false });
			const ours = built.parsePhoneNumber(text, country);
			return [whole, ours].map((parsed) =>
				[
					country,
					text,
					parsed?.number,
					parsed?.country,
					parsed?.getType(),
					parsed?.isValid(),
				].join(),
			);
		}),
	);
	expect(read.map(([, ours]) => ours)).toEqual(read.map(([whole]) => whole));
});
