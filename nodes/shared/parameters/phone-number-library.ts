/**
 * All of libphonenumber-js that ships, with its full data (`max`): which numbers exist, not only how long they are.
 * The build puts the library itself in the place of this file (gulpfile, `bundleLibraries`).
 */
export {
	getCountries,
	getCountryCallingCode,
	Metadata,
	parsePhoneNumberFromString,
} from 'libphonenumber-js/max';
export type { CountryCode, PhoneNumber } from 'libphonenumber-js/max';
