import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

import { homepage, repository, scripts } from '../../package.json';
import { slug } from '../../scripts/docs/markdown';

const ROOT = join(__dirname, '../..');

/** The pages that people read, outside of `node_modules`. */
const PAGES = [
	...readdirSync(ROOT).filter((file) => file.endsWith('.md')),
	...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.md'))
		.map((file) => join('docs', file)),
	'sandbox/README.md',
	'test/README.md',
];

const textOf = (page: string) => readFileSync(join(ROOT, page), 'utf8');

/** A page without its blocks of code. */
const prose = (page: string) => textOf(page).replace(/^```[^]*?^```/gm, '');

/** The anchors that GitHub makes of the headings; a second heading of a name has `-1` at its end. */
function anchorsOf(page: string): string[] {
	const seen = new Map<string, number>();
	return [...prose(page).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) => {
		const anchor = slug(heading.replace(/`|\[|\]\([^)]*\)/g, ''));
		const count = seen.get(anchor) ?? 0;
		seen.set(anchor, count + 1);
		return count === 0 ? anchor : `${anchor}-${count}`;
	});
}

interface Link {
	page: string;
	target: string;
}

const links: Link[] = PAGES.flatMap((page) =>
	[...prose(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => ({ page, target })),
);

function isBroken({ page, target }: Link): boolean {
	const [file = '', anchor] = target.split('#');
	const path = file === '' ? page : relative(ROOT, join(ROOT, dirname(page), decodeURI(file)));
	if (!existsSync(join(ROOT, path))) return true;
	return anchor !== undefined && path.endsWith('.md') && !anchorsOf(path).includes(anchor);
}

test('every link within the project leads to a file, and to a heading in it', () => {
	const within = links.filter(({ target }) => !/^[a-z]+:/.test(target));
	expect(within.length).toBeGreaterThan(100);
	expect(within.filter(isBroken)).toEqual([]);
});

test('every link elsewhere is https', () => {
	const elsewhere = links.filter(({ target }) => /^[a-z]+:/.test(target));
	expect(elsewhere.filter(({ target }) => !target.startsWith('https://'))).toEqual([]);
});

test('every npm command on a page exists', () => {
	const commands = PAGES.flatMap((page) =>
		[...textOf(page).matchAll(/npm (?:run (?:-s )?([\w:]+)|(start|test)\b)/g)].map(
			([, run, short]) => run ?? short ?? '',
		),
	);
	expect(commands.length).toBeGreaterThan(10);
	expect([...new Set(commands)].filter((name) => !(name in scripts))).toEqual([]);
});

test('every picture and page of the documentation is linked from somewhere', () => {
	const linked = new Set(
		links.map(({ page, target }) => join(dirname(page), target.split('#')[0] ?? '')),
	);
	const kept = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
		.filter((file) => /\.(md|png|gif|svg)$/.test(file))
		.map((file) => join('docs', file));
	expect(kept.filter((file) => !linked.has(file))).toEqual([]);
});

/** n8n appends its query to the address, which must not land behind a `#`. */
test("the editor's Docs links lead to pages of this project, without an anchor", () => {
	const sources = ['nodes', 'credentials'].flatMap((folder) =>
		readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
			.filter((file) => /\.node\.json$|\.credentials\.ts$/.test(file))
			.map((file) => textOf(join(folder, file))),
	);
	const addresses = sources.flatMap((text) => text.match(/https:\/\/github\.com\/[^'"]+/g) ?? []);
	const pages = addresses.map((address) => /\/blob\/main\/([^#?]+\.md)$/.exec(address)?.[1] ?? '');
	expect(pages.length).toBeGreaterThan(8);
	expect(addresses.filter((_, index) => !PAGES.includes(pages[index]!))).toEqual([]);
});

test('the address of the repository is the same everywhere', () => {
	const [address = ''] = homepage.split('#');
	expect(repository.url).toBe(`git+${address}.git`);
	const files = ['nodes', 'credentials'].flatMap((folder) =>
		readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
			.filter((file) => /\.node\.json$|\.credentials\.ts$/.test(file))
			.map((file) => join(folder, file)),
	);
	const other = ['README.md', ...files].filter((file) => !textOf(file).includes(address));
	expect(files.length).toBeGreaterThan(5);
	expect(other).toEqual([]);
});
