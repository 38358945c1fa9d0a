import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const textOf = (file: string) => readFileSync(join(ROOT, file), 'utf8');

const page = textOf('docs/examples.md');
const readme = textOf('README.md');
const files = readdirSync(join(ROOT, 'examples'));

interface Example {
	nodes: Array<{ name: string; credentials?: object }>;
}

/** Each section of the page with the file that it is about. */
const sections = page
	.split('\n## ')
	.map((section) => ({ section, file: /\(\.\.\/examples\/([\w-]+\.json)\)/.exec(section)?.[1] }))
	.filter((one): one is { section: string; file: string } => one.file !== undefined);

const exampleOf = (file: string) => JSON.parse(textOf(`examples/${file}`)) as Example;

test('the page is about six examples', () => {
	expect(sections).toHaveLength(6);
});

test.each(sections)('the nodes that the page names are in $file', ({ section, file }) => {
	const [, table = ''] = section.split('\n| Part | Nodes |\n');
	const [rows = ''] = table.split('\n\n');
	const named = [...rows.matchAll(/\*([^*]+)\*/g)].map(([, name]) => name);
	const names = exampleOf(file).nodes.map(({ name }) => name);
	expect(named.length).toBeGreaterThan(4);
	expect(named.filter((name) => !names.includes(name ?? ''))).toEqual([]);
});

test.each(sections)('$file contains no credentials', ({ file }) => {
	expect(exampleOf(file).nodes.filter(({ credentials }) => credentials !== undefined)).toEqual([]);
});

test.each(files)('%s is linked from the README, and every number in it is made up', (file) => {
	expect(readme).toContain(`(examples/${file})`);
	const numbers = textOf(`examples/${file}`).match(/(?<![\w-])\+?\d{11,}(?![\w-])/g) ?? [];
	const madeUp = /^\+?(1415555\d{4}|1002003004\d{5})$/;
	expect(numbers.filter((number) => !madeUp.test(number))).toEqual([]);
});
