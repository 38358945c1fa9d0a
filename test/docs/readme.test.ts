import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { generatedPages } from '../../scripts/docs/pages';

const readme = readFileSync(join(__dirname, '../../README.md'), 'utf8');
const pages = generatedPages();

const LONGEST = 1200;

/** The operations of a node, from the line in bold that names it to the next blank line behind its table. */
const tableOf = (node: string) =>
	new RegExp(`^\\*\\*${node}\\*\\*[^]*?\n\\|[^]*?\n\n`, 'm').exec(readme)?.[0] ?? '';

/** What the tables of a part say of each resource; an empty first cell goes on with the resource above. */
function rowsByResource(part: string): Map<string, string> {
	const said = new Map<string, string>();
	let resource = '';
	for (const [, first = '', second = ''] of part.matchAll(/^\| ([^|]*)\| ([^|]*)\|/gm)) {
		resource = /\[([^\]]+)\]/.exec(first)?.[1] ?? resource;
		said.set(resource, `${said.get(resource) ?? ''} ${second}`);
	}
	return said;
}

test.each([
	['WATI', 'operations/wati.md'],
	['WhatsApp Business', 'operations/whatsapp-business-maton.md'],
])('the table of %s names every operation', (node, page) => {
	const said = rowsByResource(tableOf(node));
	const operations = [...pages[page]!.matchAll(/^\| ([^|]+) \| \[([^\]]+)\]/gm)];
	const missing = operations.filter(([, resource = '', label = '']) => {
		const words = new Set(said.get(resource)?.match(/[\w-]+/g));
		return !label.split(' ').every((word) => words.has(word));
	});
	expect(operations.length).toBeGreaterThan(20);
	expect(missing.map(([, resource, label]) => `${resource}: ${label}`)).toEqual([]);
});

test('the README is short', () => {
	const words = readme.replace(/\]\([^)]*\)/g, ']').match(/[\w'’][\w'’./-]*/g) ?? [];
	expect(words.length).toBeGreaterThan(500);
	expect(words.length).toBeLessThan(LONGEST);
});
