import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { DOCS, generatedPages, outdatedPages } from '../../scripts/docs/pages';

const pages = generatedPages();

function kept(file: string): string {
	const path = join(DOCS, file);
	return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

/** Fails with the pages and what to do, instead of with thousands of lines. */
function expectFresh(stale: string[]): void {
	expect({ stale, cure: 'npm run docs' }).toEqual({ stale: [], cure: 'npm run docs' });
}

test('every generated page is what the nodes and the catalogue say', () => {
	expectFresh(Object.keys(pages).filter((file) => kept(file) !== pages[file]));
});

test('no page is left of operations that are gone', () => {
	expectFresh(outdatedPages(pages));
});

test('every operation with an output schema has its section', () => {
	const nodes = join(DOCS, '../nodes');
	const schemas = readdirSync(nodes, { recursive: true, encoding: 'utf8' }).filter((file) =>
		/__schema__\/v[12]\.0\.0\/\w+\/\w+\.json$/.test(file),
	);
	const sections = Object.entries(pages)
		.filter(([file, text]) => file.startsWith('operations/') && text.includes('\nRequest: '))
		.flatMap(([, text]) => text.match(/^## /gm) ?? []);
	expect(schemas.length).toBeGreaterThan(60);
	expect(sections).toHaveLength(schemas.length);
});

test('no page is longer than 450 lines', () => {
	const long = Object.entries(pages).filter(([, text]) => text.split('\n').length > 450);
	expect(long.map(([file]) => file)).toEqual([]);
});
