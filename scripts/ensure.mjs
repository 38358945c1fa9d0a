import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { stopChildrenOnSignals } from './lib/children.mjs';
import { npm } from './lib/command.mjs';
import { ensureInstalled, npmProblem } from './lib/dependencies.mjs';
import { Problem, printProblem } from './lib/problem.mjs';
import { step } from './lib/progress.mjs';

const OLDEST_NODE = 20;
const NODE_FOR_N8N = 24;

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
export const playground = join(root, 'playground');

function checkNodeVersion() {
	const [major] = process.versions.node.split('.').map(Number);
	if (major >= OLDEST_NODE) return;
	throw new Problem(
		`Node ${process.versions.node} is too old: ${OLDEST_NODE} or newer is needed.`,
		['Install a newer one from https://nodejs.org and run the command again.'],
	);
}

/** Sees to the packages of the project itself. */
export async function ensureRoot() {
	checkNodeVersion();
	await ensureInstalled(root, { label: 'the tools', gigabytes: 0.5 });
}

/**
 * The Node that runs n8n, which needs a newer one than this project: the one that came with the
 * playground's packages, else this one when it is new enough.
 * @returns {string} path of the binary
 */
export function nodeForN8n() {
	const platform = process.platform === 'win32' ? 'win' : process.platform;
	const file = process.platform === 'win32' ? 'node.exe' : 'node';
	for (const prefix of ['node', 'node-bin']) {
		const name = `${prefix}-${platform}-${process.arch}`;
		const binary = join(playground, 'node_modules', name, 'bin', file);
		if (existsSync(binary)) return binary;
	}
	if (Number(process.versions.node.split('.')[0]) >= NODE_FOR_N8N) return process.execPath;
	throw new Problem(
		`n8n needs Node ${NODE_FOR_N8N}, which is not packaged for ${platform}-${process.arch}.`,
		[`Run this command with Node ${NODE_FOR_N8N}.`],
	);
}

/**
 * n8n's database and sandbox modules have native parts, and install scripts are off: builds only those.
 * @param {string} folder where n8n is installed
 */
export async function ensureNativeModules(folder) {
	const built = join(folder, 'node_modules', 'sqlite3', 'build', 'Release', 'node_sqlite3.node');
	if (existsSync(built)) return;
	const node = nodeForN8n();
	const home = dirname(dirname(node));
	const env = {
		PATH: `${dirname(node)}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH}`,
	};
	if (existsSync(join(home, 'include', 'node'))) env.npm_config_nodedir = home;
	await step('Preparing the database module (compiled if it cannot be downloaded)', async () => {
		const { code, output } = await npm(
			['rebuild', 'sqlite3', 'isolated-vm', '--ignore-scripts=false', '--foreground-scripts'],
			{ cwd: folder, env },
			node,
		);
		if (code !== 0 || !existsSync(built)) throw npmProblem('Preparing the database module', output);
	});
}

/** Sees to n8n, its Node and its native parts. */
export async function ensurePlayground() {
	checkNodeVersion();
	await ensureInstalled(playground, { label: 'n8n', gigabytes: 2.4 });
	await ensureNativeModules(playground);
}

const isProgram =
	process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url);
if (isProgram) {
	stopChildrenOnSignals();
	try {
		await ensureRoot();
		if (!process.argv.includes('--root-only')) await ensurePlayground();
		console.log('Everything is installed.');
	} catch (error) {
		printProblem(error);
		process.exitCode = 1;
	}
}
