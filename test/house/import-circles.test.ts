import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { findImportCircles, readImportGraph } from './import-graph';

const REPOSITORY = resolve(__dirname, '../..');

/** Folders whose files must not import each other in a circle. */
const FOLDERS = ['nodes', 'sandbox'];

/** The circles of a folder as text, one a line. */
function describeCircles(root: string, folder: string): string {
	const graph = readImportGraph([join(root, folder)]);
	return findImportCircles(graph, root)
		.map((circle) => circle.join('\n  imports '))
		.join('\n');
}

test.each(FOLDERS)('no file of %s imports itself through others', (folder) => {
	expect(describeCircles(REPOSITORY, folder)).toBe('');
});

describe('The search for circles', () => {
	let folder: string;

	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), 'import-circles-'));
	});

	afterEach(() => {
		rmSync(folder, { recursive: true, force: true });
	});

	const write = (files: Record<string, string>) => {
		for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
	};

	it('finds a planted circle, also one of types and of exports', () => {
		write({
			'a.ts': "import { b } from './b';\nexport const a = b;",
			'b.ts': "import type { C } from './c';\nexport const b: C = 1;",
			'c.ts': "export { a as again } from './a';\nexport type C = number;",
			'd.ts': "export const d = () => import('./e');",
			'e.ts': "export const e = (value: import('./d').D) => value;",
			'z.ts': "import { a } from './a';\nexport const z = a;",
		});
		expect(describeCircles(folder, '.')).toBe(
			'a.ts\n  imports b.ts\n  imports c.ts\n  imports a.ts\nd.ts\n  imports e.ts\n  imports d.ts',
		);
	});

	it('finds a file that imports itself', () => {
		write({ 'a.ts': "export * from './a';" });
		expect(describeCircles(folder, '.')).toBe('a.ts\n  imports a.ts');
	});

	it('lets files meet without a circle, and words in comments and texts be', () => {
		write({
			'a.ts': "import './b';\nimport './c';\n",
			'b.ts': "import './d';\n// import './a';\n",
			'c.ts': "import './d';\nexport const text = \"import './a'\";\n",
			'd.ts': "import 'node:fs';\n",
		});
		expect(describeCircles(folder, '.')).toBe('');
	});
});
