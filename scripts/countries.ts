import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import metadata from 'libphonenumber-js/metadata.max.json';

/**
 * Writes the list of countries that the editor shows, from the library's data and the names that Node knows. A calling
 * code stands for its main country, as in workflows stored before there was a list; the others that share it have their
 * letters.
 */
const names = new Intl.DisplayNames('en', { type: 'region' });
const countries = Object.entries(metadata.country_calling_codes)
	.flatMap(([code, regions]) =>
		regions.map((region, place) => ({
			name: `${names.of(region) ?? region} (+${code})`,
			value: place === 0 ? code : region,
		})),
	)
	.sort((one, other) => one.name.localeCompare(other.name, 'en'));

const quoted = (text: string) => (text.includes("'") ? `"${text}"` : `'${text}'`);
const rows = countries.map(({ name, value }) => `\t[${quoted(name)}, '${value}'],`);
const text = `import type { INodePropertyOptions } from 'n8n-workflow';

// Written by \`npx tsx scripts/countries.ts\`.

const NAMES: ReadonlyArray<[name: string, value: string]> = [
${rows.join('\n')}
];

/** Countries by name. A value is a calling code, or the letters of a country that is not the main one of its code. */
export const COUNTRIES: INodePropertyOptions[] = NAMES.map(([name, value]) => ({ name, value }));
`;
writeFileSync(join(__dirname, '../nodes/shared/fields/countries.ts'), text);
console.log(`${countries.length} countries`);
