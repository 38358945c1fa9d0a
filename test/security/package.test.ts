import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../..');

interface Manifest {
	scripts: Record<string, string>;
	files: string[];
	[dependencies: string]: unknown;
}

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;

/** What shipped code may load: n8n's own package, and the part of Node that n8n allows. */
const ALLOWED = ['n8n-workflow', 'crypto'];

function sourcesIn(folder: string): string[] {
	return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.ts'))
		.map((name) => join(folder, name));
}

test('the package brings no other package along, and runs nothing when it is installed', () => {
	for (const kind of ['dependencies', 'optionalDependencies', 'bundleDependencies']) {
		expect(manifest[kind]).toBeUndefined();
	}
	expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	const atInstall = /^(pre|post)?install$|^prepare$|^prepublish$/;
	expect(Object.keys(manifest.scripts).filter((name) => atInstall.test(name))).toEqual([]);
	expect(manifest.files).toEqual([
		'dist',
		'!dist/**/*.map',
		'!dist/nodes/Wati/service.js',
		'!dist/nodes/shared/{sending,waiting,webhooks}',
	]);
});

const libraries = sourcesIn('nodes').filter((path) => path.endsWith('-library.ts'));

test('a library that ships is one file with its licence beside it, and loads nothing', () => {
	expect(libraries.length).toBeGreaterThan(0);
	for (const path of libraries) {
		const [, name = ''] = / from '((?:@[^/']+\/)?[^/']+)/.exec(
			readFileSync(join(root, path), 'utf8'),
		)!;
		const built = join(root, 'dist', path.replace(/\.ts$/, ''));
		const bundle = readFileSync(`${built}.js`, 'utf8');
		expect([
			path,
			/\b(?:require|import)\(|\bprocess\.|\beval\(|\bnew Function\b/.exec(bundle)?.[0],
		]).toEqual([path, undefined]);
		const licences = readFileSync(`${built}.LICENSE.txt`, 'utf8');
		expect(licences).toMatch(new RegExp(`^${name} \\d+\\.\\d+`));
		expect(licences).toContain('Copyright');
	}
});

test('shipped code loads nothing else, and reads neither files nor the environment', () => {
	const all = [...sourcesIn('nodes'), ...sourcesIn('credentials')];
	const sources = all.filter((path) => !libraries.includes(path));
	expect(sources.length).toBeGreaterThan(100);
	const loaded = new Set<string>();
	for (const path of sources) {
		const text = readFileSync(join(root, path), 'utf8');
		for (const [, name = ''] of text.matchAll(/^(?:import|export|\}).* from '([^'.]+)';$/gm)) {
			loaded.add(name);
		}
		expect([
			path,
			/\bprocess\.\w|\beval\(|new Function\b|globalThis|\brequire\(|\bimport\(/.exec(text)?.[0],
		]).toEqual([path, undefined]);
	}
	expect([...loaded].filter((name) => !ALLOWED.includes(name))).toEqual([]);
});
