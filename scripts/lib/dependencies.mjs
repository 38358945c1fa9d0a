import { existsSync } from 'node:fs';
import { readFile, readdir, statfs } from 'node:fs/promises';
import { join } from 'node:path';

import { npm, tail } from './command.mjs';
import { Problem } from './problem.mjs';
import { step } from './progress.mjs';

const GIGABYTE = 1e9;

const CAUSES = [
	{
		pattern: /ENOSPC|no space left/i,
		message: 'The disk is full.',
		advice: ['Free about 3 GB and run the command again.'],
	},
	{
		pattern:
			/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT|EIDLETIMEOUT|network (?:request|connectivity)/,
		message: 'The npm registry cannot be reached.',
		advice: [
			'Check the network connection (and `npm config get registry` and proxy settings),',
			'then run the command again. What is installed already is not downloaded again.',
		],
	},
	{
		pattern: /EACCES|EPERM/,
		message: 'npm may not write here.',
		advice: ['Make the folder yours (`chown -R`) and run the command again.'],
	},
	{
		pattern: /EINTEGRITY/,
		message: 'A downloaded package differs from the lock file.',
		advice: ['Run `npm cache clean --force` and the command again.'],
	},
	{
		pattern: /EUSAGE|can only install packages when/,
		message: 'package.json and package-lock.json do not fit together.',
		advice: ['Run `npm install` in the folder named above.'],
	},
	{
		pattern: /find Python|not found: make|g\+\+: (?:not found|No such)|no acceptable C|gyp ERR!/i,
		message: 'The database module could neither be downloaded nor compiled.',
		advice: [
			'Its ready-made file comes from github.com. Allow that address,',
			'or install a compiler: `apt-get install python3 make g++` on Debian.',
		],
	},
];

/** Turns the output of a failed npm into one clear message. */
export function npmProblem(what, output) {
	const cause = CAUSES.find(({ pattern }) => pattern.test(output));
	return new Problem(
		`${what} failed. ${cause?.message ?? 'npm stopped with the lines above.'}`,
		cause?.advice ?? ['Mend what they name and run the command again.'],
		tail(output, cause ? 6 : 25),
	);
}

async function readLock(path) {
	try {
		return JSON.parse(await readFile(path, 'utf8')).packages ?? {};
	} catch (error) {
		if (error.code === 'ENOENT' || error instanceof SyntaxError) return undefined;
		throw error;
	}
}

/**
 * Whether node_modules holds what the lock file asks for. npm writes its own record at the very end
 * of an installation, so a half-done one does not count.
 */
export async function isInstalled(folder) {
	const wanted = await readLock(join(folder, 'package-lock.json'));
	const present = await readLock(join(folder, 'node_modules', '.package-lock.json'));
	if (!wanted || !present) return false;
	return Object.entries(wanted).every(([path, entry]) => {
		if (path === '' || entry.link) return true;
		const found = present[path];
		if (!found) return entry.optional === true || entry.devOptional === true;
		return found.version === entry.version && found.integrity === entry.integrity;
	});
}

async function checkSpace(folder, gigabytes) {
	const { bavail, bsize } = await statfs(folder);
	const free = (bavail * bsize) / GIGABYTE;
	if (free >= gigabytes) return;
	throw new Problem(
		`Not enough disk space in ${folder}: ${free.toFixed(1)} GB free, about ${gigabytes} GB needed.`,
		['Free some space and run the command again.'],
	);
}

async function countFolders(modules) {
	const names = await readdir(modules).catch(() => []);
	return names.filter((name) => !name.startsWith('.')).length;
}

function topLevelNames(packages) {
	const names = Object.keys(packages)
		.filter((path) => path.lastIndexOf('node_modules/') === 0)
		.map((path) => path.split('/')[1]);
	return new Set(names).size;
}

/**
 * Runs `npm ci` when node_modules does not hold what the lock file asks for.
 * @param {string} folder
 * @param {{ label: string, gigabytes: number }} options what is installed, and the disk space it takes
 * @returns {Promise<boolean>} whether anything was installed
 * @throws {Problem} with what to do
 */
export async function ensureInstalled(folder, { label, gigabytes }) {
	if (await isInstalled(folder)) return false;
	const lock = await readLock(join(folder, 'package-lock.json'));
	if (!lock) throw new Problem(`${join(folder, 'package-lock.json')} is missing or broken.`);
	await checkSpace(folder, gigabytes);
	const modules = join(folder, 'node_modules');
	const expected = topLevelNames(lock);
	const { code, output } = await step(
		`Installing ${label} (${Object.keys(lock).length} packages)`,
		async (note) => {
			let folders = 0;
			const timer = setInterval(async () => {
				folders = await countFolders(modules);
			}, 2_000);
			note(() =>
				folders === 0 ? 'reading the lock file' : `${folders} of about ${expected} folders`,
			);
			try {
				return await npm(['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: folder });
			} finally {
				clearInterval(timer);
			}
		},
	);
	if (code !== 0 || !existsSync(modules)) throw npmProblem(`Installing ${label}`, output);
	return true;
}
