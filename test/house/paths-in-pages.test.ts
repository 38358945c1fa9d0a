import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const REPOSITORY = resolve(__dirname, '../..');
const PAGES = ['docs/architecture.md', 'CONTRIBUTING.md', 'test/README.md'];

const read = (path: string) => readFileSync(join(REPOSITORY, path), 'utf8');

/** What a page writes as code, blocks of commands aside. */
const codeIn = (page: string) =>
	[
		...read(page)
			.replace(/^```[^]*?^```/gm, '')
			.matchAll(/`([^`\n]+)`/g),
	].map(([, code]) => code!);

/** Paths from the root of the repository, without a placeholder such as `<Node>`. */
const isPath = (code: string) =>
	/^(nodes|sandbox|test|scripts|docs|bench|examples|credentials|playground)\/[\w./-]*$/.test(code);

test.each(PAGES)('each path in %s exists', (page) => {
	const paths = codeIn(page).filter(isPath);
	const linked = [...read(page).matchAll(/\]\((?!https?:)([^)#\s]+)/g)].map(([, to]) =>
		join(dirname(page), to!),
	);
	const all = [...paths, ...linked];
	expect(all.length).toBeGreaterThan(3);
	const missing = all.filter((path) => !existsSync(join(REPOSITORY, path)));
	expect(missing.filter((path) => !AS_WRONG.includes(path))).toEqual([]);
});

/** Folders that a page names to say that they must not be. */
const AS_WRONG = ['test/Wati'];

test('each name in the architecture is one of the code', () => {
	const names = codeIn('docs/architecture.md').filter((code) =>
		/^([a-z]+[A-Z]\w*|[A-Z]+_[A-Z_]+|[A-Z][a-z]+[A-Z]\w*)$/.test(code),
	);
	expect(names.length).toBeGreaterThan(5);
	const code = readdirSync(join(REPOSITORY, 'nodes'), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.ts'))
		.map((name) => read(join('nodes', name)))
		.join('\n');
	const known = `${code}\n${read('eslint.config.mjs')}`;
	const words = new Set(known.match(/\w+/g));
	expect(names.filter((name) => !words.has(name) && name !== 'WeakMap')).toEqual([]);
});

test('a unit test lies at the path of its source', () => {
	const strays = readdirSync(join(REPOSITORY, 'test/nodes'), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.test.ts'))
		.filter(
			(name) => !existsSync(join(REPOSITORY, 'nodes', name.replace(/(\.\w+)?\.test\.ts$/, '.ts'))),
		);
	expect(strays).toEqual([]);
});
