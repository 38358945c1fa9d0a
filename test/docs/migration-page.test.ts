import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { slug } from '../../scripts/docs/markdown';
import { generatedPages } from '../../scripts/docs/pages';

const page = readFileSync(join(__dirname, '../../docs/migration.md'), 'utf8');
const pages = generatedPages();

test('every operation that the page leads to exists', () => {
	const operations = [...page.matchAll(/(\w+): \*\*([^*]+)\*\*/g)];
	const missing = operations.filter(([, resource = '', label = '']) => {
		const text = pages[`operations/wati-${slug(resource)}.md`] ?? '';
		return !text.includes(`\n## ${label}\n`);
	});
	expect(operations.length).toBeGreaterThan(10);
	expect(missing.map(([place]) => place)).toEqual([]);
});
