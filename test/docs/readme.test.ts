import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { generatedPages } from '../../scripts/docs/pages';

const readme = readFileSync(join(__dirname, '../../README.md'), 'utf8');
const pages = generatedPages();

/** The part of the README below a heading. */
const below = (heading: string) => readme.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';

/** What the tables of a part say of each resource; an empty first cell goes on with the resource above. */
function rowsByResource(part: string): Map<string, string> {
	const said = new Map<string, string>();
	let resource = '';
	for (const [, first = '', second = ''] of part.matchAll(/^\| ([^|]*)\| ([^|]*)\|/gm)) {
		resource = first.trim().replace(/ \(.*$/, '') || resource;
		said.set(resource, `${said.get(resource) ?? ''} ${second}`);
	}
	return said;
}

test.each([
	['Operations', 'operations/wati.md'],
	['WhatsApp Business', 'operations/whatsapp-business-maton.md'],
])('the table under %s names every operation of its node', (heading, page) => {
	const said = rowsByResource(below(heading));
	const operations = [...pages[page]!.matchAll(/^\| ([^|]+) \| \[([^\]]+)\]/gm)];
	const missing = operations.filter(([, resource = '', label = '']) => {
		const words = new Set(said.get(resource)?.match(/[\w-]+/g));
		return !label.split(' ').every((word) => words.has(word));
	});
	expect(operations.length).toBeGreaterThan(20);
	expect(missing.map(([, resource, label]) => `${resource}: ${label}`)).toEqual([]);
});
