import { readFile, statfs } from 'node:fs/promises';
import { join } from 'node:path';

import { npm, tail } from './command.mjs';
import { Problem } from './problem.mjs';
import { step } from './progress.mjs';

const GIGABYTE = 1e9;
/** Room for npm's cache besides the packages. */
const SPARE = 1.25;
const NOTE_INTERVAL_MS = 2_000;

const CAUSES = [
	{
		pattern: /find Python|not found: make|g\+\+: (?:not found|No such)|no acceptable C|gyp ERR!/i,
		message: 'The database module could neither be downloaded nor compiled.',
		advice: [
			'Its ready-made file comes from github.com. Allow that address,',
			'or install a compiler: `apt-get install python3 make g++` on Debian.',
		],
	},
	{
		pattern: /ENOSPC|no space left/i,
		message: 'The disk is full.',
		advice: ['Free about 3 GB and run the command again.'],
	},
	{
		pattern:
			/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT|EIDLETIMEOUT|ENOTCACHED|network (?:request|connectivity)/,
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
];

/** Leaves out what npm prints after every failure. */
function withoutChatter(output) {
	const chatter =
		/^npm (?:warn|error$|error (?:aliases|Options|Usage|Run |A complete log|\[|npm ci$|Clean install))/;
	return output
		.split(/\r?\n/)
		.filter((line) => !chatter.test(line.trim()))
		.join('\n');
}

/** Turns the output of a failed npm into one clear message. */
export function npmProblem(what, output) {
	const cause = CAUSES.find(({ pattern }) => pattern.test(output));
	return new Problem(
		`${what} failed. ${cause?.message ?? 'npm stopped with the lines above.'}`,
		cause?.advice ?? ['Mend what they name and run the command again.'],
		tail(withoutChatter(output), cause ? 6 : 25),
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

async function freeGigabytes(folder) {
	const { bavail, bsize } = await statfs(folder);
	return (bavail * bsize) / GIGABYTE;
}

async function checkSpace(folder, gigabytes) {
	const free = await freeGigabytes(folder);
	if (free >= gigabytes * SPARE) return;
	throw new Problem(
		`Not enough disk space in ${folder}: ${free.toFixed(1)} GB free, about ${gigabytes} GB needed and some to spare.`,
		['Free some space and run the command again.'],
	);
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
	await step(
		`Installing ${label} (${Object.keys(lock).length} packages, about ${gigabytes} GB)`,
		async (note) => {
			const before = await freeGigabytes(folder);
			const timer = setInterval(async () => {
				const written = before - (await freeGigabytes(folder));
				note(written < 0.05 ? 'downloading' : `${written.toFixed(1)} GB written`);
			}, NOTE_INTERVAL_MS);
			try {
				const { code, output } = await npm(['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
					cwd: folder,
				});
				if (code !== 0) throw npmProblem(`Installing ${label}`, output);
			} finally {
				clearInterval(timer);
			}
		},
	);
	return true;
}
