import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const textOf = (file: string) => readFileSync(join(ROOT, file), 'utf8');

const page = textOf('docs/examples.md');
const readme = textOf('README.md');
const files = readdirSync(join(ROOT, 'examples'));

interface Example {
	name: string;
	nodes: Array<{ name: string; type: string; credentials?: object }>;
}

/** Each section of the page with the file that it is about. */
const sections = page
	.split('\n## ')
	.map((section) => ({ section, file: /\(\.\.\/examples\/([\w-]+\.json)\)/.exec(section)?.[1] }))
	.filter((one): one is { section: string; file: string } => one.file !== undefined);

const exampleOf = (file: string) => JSON.parse(textOf(`examples/${file}`)) as Example;

test('the page is about nine examples', () => {
	expect(sections).toHaveLength(9);
});

test.each(sections)('the nodes that the page names are in $file', ({ section, file }) => {
	const emphasized = [...section.matchAll(/(?<![*\w])\*([^*]+)\*(?!\*)/g)].map(([, name]) => name);
	const names = exampleOf(file).nodes.map(({ name }) => name);
	const looksLikeNode = (name = '') => /^[A-Z][^.]*\s/.test(name);
	const known = emphasized.filter((name = '') => names.includes(name));
	expect(known.length).toBeGreaterThan(2);
	expect(emphasized.filter(looksLikeNode).filter((name = '') => !names.includes(name))).toEqual([]);
});

test.each(sections)('$file is told in three paragraphs with a picture', ({ section, file }) => {
	const paragraphs = section.trim().split(/\n\n+/);
	const picture = `![`;
	expect(paragraphs[1]?.startsWith(picture)).toBe(true);
	expect(paragraphs[1]).toContain(`(images/example-${file.replace('.json', '')}.png)`);
	expect(paragraphs).toHaveLength(5);
});

/** Those that run every operation once. */
const TOURS = ['tour.json', 'whatsapp-business.json'];

test.each(files.filter((file) => !TOURS.includes(file)))('%s has ten nodes at most', (file) => {
	const nodes = exampleOf(file).nodes.filter(({ type }) => !type.endsWith('.stickyNote'));
	expect(nodes.length).toBeLessThanOrEqual(10);
});

test.each(sections)('$file contains no credentials', ({ file }) => {
	expect(exampleOf(file).nodes.filter(({ credentials }) => credentials !== undefined)).toEqual([]);
});

test.each(files)('%s has the same name in n8n, in the README and on the page', (file) => {
	const { name } = exampleOf(file);
	const row = readme.split('\n').find((line) => line.includes(`(examples/${file})`))!;
	const [[, first = ''] = []] = row.matchAll(/\[([^\]]+)\]\(/g);
	const own = new RegExp(`\\[([^\\]]+)\\]\\(examples/${file}\\)`).exec(row)![1]!;
	expect(name).toBe(own === first ? own : `${first} ${own}`);
	const [heading] = sections.find((one) => one.file === file)?.section.split('\n') ?? [name];
	expect(heading).toBe(name);
});

test.each(files)('%s is linked from the README, and every number in it is made up', (file) => {
	expect(readme).toContain(`(examples/${file})`);
	const numbers = textOf(`examples/${file}`).match(/(?<![\w-])\+?\d{11,}(?![\w-])/g) ?? [];
	const madeUp = /^\+?(1415555\d{4}|1002003004\d{5})$/;
	expect(numbers.filter((number) => !madeUp.test(number))).toEqual([]);
});
