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
			name: names.of(region) ?? region,
			numbers: place === 0 ? `+${code}` : `+${code} ${region}`,
		})),
	)
	.sort((one, other) => one.name.localeCompare(other.name, 'en'));

const text = `import type { INodePropertyOptions } from 'n8n-workflow';

// Written by \`npx tsx scripts/countries.ts\`, one country a line since that packs smallest.

const LIST = \`
${countries.map(({ name, numbers }) => `${name} ${numbers}`).join('\n')}
\`;

/** Countries by name. A value is a calling code, or the letters of a country that is not the main one of its code. */
export const COUNTRIES: INodePropertyOptions[] = LIST.trim()
	.split('\\n')
	.map((line) => {
		const [name, code = '', letters = code] = line.split(/ \\+| (?=[A-Z]{2}$)/);
		return { name: \`\${name} (+\${code})\`, value: letters };
	});
`;
writeFileSync(join(__dirname, '../nodes/shared/fields/countries.ts'), text);
console.log(`${countries.length} countries`);
