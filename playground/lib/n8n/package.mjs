import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { root } from '../../../scripts/ensure.mjs';
import { npm, run, tail } from '../../../scripts/lib/command.mjs';
import { npmProblem } from '../../../scripts/lib/dependencies.mjs';
import { Problem } from '../../../scripts/lib/problem.mjs';
import { step } from '../../../scripts/lib/progress.mjs';
import { packTarball, unpackTarball } from '../../../scripts/lib/tarball.mjs';
import { PACKAGE_NAME, packedFolder } from '../paths.mjs';

const SOURCES = [
	'credentials',
	'nodes',
	'icons',
	'docs',
	'gulpfile.js',
	'tsconfig.json',
	'package.json',
	'package-lock.json',
	'README.md',
	'LICENSE',
	'CHANGELOG.md',
];
const STAMP = 'stamp.json';

async function filesBelow(path) {
	const entries = await readdir(path, { withFileTypes: true, recursive: true }).catch((error) => {
		if (error.code === 'ENOTDIR') return undefined;
		if (error.code === 'ENOENT') return [];
		throw error;
	});
	if (entries === undefined) return [path];
	return entries
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath ?? entry.path, entry.name))
		.sort();
}

async function hashSources() {
	const hash = createHash('sha256');
	for (const source of SOURCES) {
		for (const file of await filesBelow(join(root, source))) {
			hash.update(file.slice(root.length)).update(await readFile(file));
		}
	}
	return hash.digest('hex');
}

async function readJson(path) {
	return await readFile(path, 'utf8').then(JSON.parse, () => undefined);
}

/**
 * Builds and packs the package, unless the tarball of the very same sources is there.
 * @returns {Promise<{ path: string, bytes: number, sources: string }>} `sources` is a hash of what was packed
 */
export async function buildTarball() {
	const sources = await hashSources();
	const stamp = await readJson(join(packedFolder, STAMP));
	if (stamp?.sources === sources && existsSync(stamp.path)) return stamp;
	await step('Building the package', async () => {
		const { code, output } = await npm(['run', '--silent', 'build'], { cwd: root });
		if (code !== 0) throw new Problem('The package does not build.', [], tail(output, 60));
	});
	return await step('Packing the tarball', async () => {
		const { path, bytes } = await packTarball(root, packedFolder);
		const packed = { path, bytes, sources };
		await writeFile(join(packedFolder, STAMP), JSON.stringify(packed));
		return packed;
	});
}

/**
 * Installs the tarball the way n8n 2.41 installs community packages: unpack into its folder, drop the
 * development and peer dependencies, `npm install` without scripts, note the version in the ledger.
 * @param {{ path: string, sources: string }} tarball
 * @param {string} nodesFolder n8n's folder of community packages, `<user folder>/.n8n/nodes`
 * @throws {Problem}
 */
export async function installTarball(tarball, nodesFolder) {
	const target = join(nodesFolder, 'node_modules', PACKAGE_NAME);
	const stampFile = join(nodesFolder, STAMP);
	const ledgerFile = join(nodesFolder, 'package.json');
	const stamp = await readJson(stampFile);
	if (stamp?.sources === tarball.sources && existsSync(join(target, 'package.json'))) return;
	await step('Installing the tarball into n8n', async () => {
		await rm(stampFile, { force: true });
		await rm(target, { recursive: true, force: true });
		const packageJson = await unpackTarball(tarball.path, target);
		const installed = { ...packageJson };
		for (const name of ['devDependencies', 'peerDependencies', 'optionalDependencies']) {
			delete installed[name];
		}
		await writeFile(join(target, 'package.json'), JSON.stringify(installed, null, 2));
		const { code, output } = await npm(
			[
				'install',
				'--audit=false',
				'--fund=false',
				'--bin-links=false',
				'--install-strategy=shallow',
				'--ignore-scripts=true',
				'--package-lock=false',
			],
			{ cwd: target },
		);
		if (code !== 0) throw npmProblem('Installing the tarball', output);
		const ledger = (await readJson(ledgerFile)) ?? { name: 'installed-nodes', private: true };
		ledger.dependencies = { ...ledger.dependencies, [PACKAGE_NAME]: installed.version };
		await mkdir(nodesFolder, { recursive: true });
		await writeFile(ledgerFile, JSON.stringify(ledger, null, 2));
		await writeFile(stampFile, JSON.stringify({ sources: tarball.sources }));
	});
}

/**
 * Enters the package into n8n's list of installed community packages, as its installer does, so that
 * the settings page shows it. The table rows are written by the Node of n8n, which knows SQLite.
 * @param {{ node: string, nodesFolder: string, database: string, nodeTypes: object[] }} options
 *   `nodeTypes` are the descriptions n8n loaded from the package
 */
export async function registerPackage({ node, nodesFolder, database, nodeTypes }) {
	const { version, author } = await readJson(
		join(nodesFolder, 'node_modules', PACKAGE_NAME, 'package.json'),
	);
	const record = {
		packageName: PACKAGE_NAME,
		version,
		author,
		nodes: nodeTypes.map((type) => ({
			name: type.displayName,
			type: type.name,
			version: Array.isArray(type.version) ? Math.max(...type.version) : type.version,
		})),
	};
	const script = join(root, 'playground', 'lib', 'n8n', 'register-package.mjs');
	const { code, output } = await run(node, [script, database, JSON.stringify(record)], {
		cwd: root,
	});
	if (code !== 0) throw new Problem('The package cannot be entered into n8n.', [], tail(output));
}
