import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { ensureNativeModules, playground } from '../../../scripts/ensure.mjs';
import { npm } from '../../../scripts/lib/command.mjs';
import { npmProblem } from '../../../scripts/lib/dependencies.mjs';
import { Problem } from '../../../scripts/lib/problem.mjs';
import { step } from '../../../scripts/lib/progress.mjs';

const STAMP = 'installed.json';

/** The n8n that the playground's lock file names. */
export async function playgroundVersion() {
	const { dependencies } = JSON.parse(await readFile(join(playground, 'package.json'), 'utf8'));
	return dependencies.n8n;
}

/**
 * What an older n8n is installed with. Its ranges admit packages that came out long after it and do not fit it
 * (`@langchain/langgraph-checkpoint` 1.2), so only those are taken that were out on a day when all fitted; and its
 * `xlsx` lies on a server of its own instead of npm.
 */
const OLDER = { before: '2026-09-30', overrides: { xlsx: '0.18.5' } };

function isOlder(version, other) {
	return version.localeCompare(other, 'en', { numeric: true }) < 0;
}

/** The exact version behind `latest` or another tag. */
export async function exactVersion(wanted) {
	const { code, output } = await npm(['view', `n8n@${wanted}`, 'version', '--json'], {
		cwd: playground,
	});
	const [, version] = /"(\d+\.\d+\.\d+[^"]*)"/.exec(output) ?? [];
	if (code === 0 && version) return version;
	throw new Problem(`npm knows no n8n ${wanted}.`);
}

/**
 * Installs a version of n8n into a folder of its own, unless it is there; the playground's own version is taken from
 * the playground.
 * @param {string} version exact
 * @param {string} cache folder for all versions
 * @returns {Promise<string>} the folder that holds its node_modules
 * @throws {Problem} with npm's words
 */
export async function installN8n(version, cache) {
	const own = await playgroundVersion();
	if (version === own) return playground;
	const folder = join(cache, version);
	if (existsSync(join(folder, STAMP))) return folder;
	const { before, overrides } = isOlder(version, own) ? OLDER : {};
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	const manifest = { private: true, dependencies: { n8n: version }, overrides };
	await writeFile(join(folder, 'package.json'), JSON.stringify(manifest, null, 2));
	await step(`Installing n8n ${version} (about 2 GB)`, async () => {
		const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
		if (before) options.push(`--before=${before}`);
		const { code, output } = await npm(['install', ...options], { cwd: folder });
		if (code !== 0) throw npmProblem(`Installing n8n ${version}`, output);
		await ensureNativeModules(folder);
	});
	await writeFile(join(folder, STAMP), JSON.stringify({ version }));
	return folder;
}
