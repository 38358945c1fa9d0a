import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { slug } from '../../scripts/docs/markdown';
import { generatedPages } from '../../scripts/docs/pages';

const page = readFileSync(join(__dirname, '../../docs/migration.md'), 'utf8');
const pages = generatedPages();

/** The sections by their headings; those about n8n's own nodes lead to WhatsApp Business. */
const sections = page.split(/^## /m).map((text) => ({
	text,
	node: text.startsWith("From n8n's own") ? 'whatsapp-business-maton' : 'wati',
}));

test('every operation that the page leads to exists', () => {
	const operations = sections.flatMap(({ text, node }) =>
		[...text.matchAll(/(\w+): \*\*([^*]+)\*\*/g)].map(([place, resource = '', label = '']) => {
			const start = `operations/${node}-${slug(resource)}`;
			const names = Object.keys(pages).filter((name) =>
				/^(-\d)?\.md$/.test(name.replace(start, '')),
			);
			return { place, exists: names.some((name) => pages[name]?.includes(`\n## ${label}\n`)) };
		}),
	);
	expect(operations.length).toBeGreaterThan(25);
	expect(operations.filter(({ exists }) => !exists).map(({ place }) => place)).toEqual([]);
});

test("the page names every message that n8n's own node and this one were compared by", () => {
	const source = readFileSync(join(__dirname, '../../playground/lib/services/own-whatsapp.mjs'), 'utf8');
	const compared = [...source.matchAll(/^\t(\w+): \[$|^\t(\w+): \[own/gm)].map(
		([, one, other]) => one ?? other,
	);
	expect(compared).toHaveLength(8);
	const missing = compared.filter(
		(label) => !page.includes(`MessageType *${label}*`) && !page.includes(`Send ${label} |`),
	);
	expect(missing).toEqual([]);
});

test("the ID of a send has the name that the send's item gives it", () => {
	expect(page).toContain('`{{ $json.messages[0].id }}` is `{{ $json.messageId }}`');
});
