import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

import { root } from './ensure.mjs';
import { stopChildrenOnSignals } from './lib/children.mjs';
import { Problem, printProblem } from './lib/problem.mjs';
import { packTarball, unpackTarball } from './lib/tarball.mjs';

const LARGEST_TARBALL_BYTES = 300_000;
const ALLOWED = /^(dist\/|docs\/|package\.json$|README\.md$|LICENSE$|CHANGELOG\.md$)/;
const UNWANTED =
	/(\.map|\.tsbuildinfo|\.test\.js|\.spec\.js|\.d\.ts)$|(^|\/)(test|tests|__tests__)\//;
const ICON = /['"]file:([^'"]+\.(?:svg|png))['"]/g;

/** Lint reads the source by the scanner's own rules beside all others (`eslint.config.mjs`), so after it the package is enough. */
const isPackageEnough = process.argv.includes('--package-only');

async function scan(label, folder, patterns) {
	const { analyzePackage } = await import(scannerUrl());
	const { passed, message, details } = await analyzePackage(folder, patterns);
	return passed ? [] : [`${label}: ${message}\n${details ?? ''}`];
}

function scannerUrl() {
	const require = createRequire(join(root, 'package.json'));
	const scanner = '@n8n/scan-community-package/scanner/scanner.mjs';
	return pathToFileURL(require.resolve(scanner)).href;
}

function findUnfit({ bytes, files }) {
	const findings = [];
	if (bytes > LARGEST_TARBALL_BYTES) {
		findings.push(`The tarball has ${bytes} bytes; at most ${LARGEST_TARBALL_BYTES} are wanted.`);
	}
	for (const file of files) {
		if (!ALLOWED.test(file)) findings.push(`${file} does not belong in the tarball.`);
		else if (UNWANTED.test(file)) findings.push(`${file} is of no use in the tarball.`);
	}
	for (const file of ['README.md', 'LICENSE']) {
		if (!files.includes(file)) findings.push(`${file} is missing in the tarball.`);
	}
	return findings;
}

async function findMissing(folder, { n8n }, files) {
	const findings = [];
	for (const path of [...n8n.nodes, ...n8n.credentials]) {
		if (!existsSync(join(folder, path)))
			findings.push(`package.json names ${path}, which is not packed.`);
	}
	for (const path of n8n.nodes) {
		const codex = path.replace(/\.js$/, '.json');
		if (!existsSync(join(folder, codex))) findings.push(`${codex} is not packed.`);
	}
	const loadedFrom = [...n8n.nodes, ...n8n.credentials].map((path) => dirname(path));
	for (const path of files.filter((file) => file.endsWith('.js'))) {
		const text = await readFile(join(folder, path), 'utf8');
		for (const [, icon] of text.matchAll(ICON)) {
			const targets = loadedFrom.map((from) => normalize(join(folder, from, icon)));
			if (!targets.some((target) => existsSync(target)))
				findings.push(`${path} refers to ${icon}, which is not packed.`);
		}
	}
	return findings;
}

async function findAll() {
	if (!existsSync(join(root, 'dist')))
		throw new Problem('Nothing is built.', ['Run `npm run build`.']);
	const target = join(root, 'playground', '.packed', 'scan');
	const unpacked = join(target, 'package');
	try {
		const { SOURCE_FILE_PATTERNS } = await import(scannerUrl());
		const tarball = await packTarball(root, target);
		const packageJson = await unpackTarball(tarball.path, unpacked);
		console.log(`Tarball: ${tarball.files.length} files, ${tarball.bytes} bytes packed.`);
		return [
			...findUnfit(tarball),
			...(await findMissing(unpacked, packageJson, tarball.files)),
			...(isPackageEnough ? [] : await scan('Scanner on the source', root, SOURCE_FILE_PATTERNS)),
			...(await scan('Scanner on the tarball', unpacked, ['**/*.js', 'package.json'])),
		];
	} finally {
		await rm(target, { recursive: true, force: true });
	}
}

stopChildrenOnSignals();
try {
	const findings = await findAll();
	for (const finding of findings) console.error(finding);
	console.log(`${findings.length} findings`);
	process.exitCode = findings.length === 0 ? 0 : 1;
} catch (error) {
	printProblem(error);
	process.exitCode = 1;
}
