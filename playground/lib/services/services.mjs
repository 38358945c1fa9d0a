import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { chown, mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

import { run, tail } from '../../../scripts/lib/command.mjs';
import { Problem } from '../../../scripts/lib/problem.mjs';
import { startServer } from '../processes.mjs';

const START_TIMEOUT_MS = 60_000;
const HOST = '127.0.0.1';
const DATABASE_USER = 'n8n';
const DATABASE_PASSWORD = 'n8n-nodes-maton-wati-playground';
/** Debian keeps PostgreSQL's programs off the path, in a folder for each version. */
const POSTGRES_FOLDER = '/usr/lib/postgresql';

function postgresFolders() {
	if (!existsSync(POSTGRES_FOLDER)) return [];
	const versions = readdirSync(POSTGRES_FOLDER).map(Number).filter(Number.isInteger);
	return versions.sort((a, b) => b - a).map((one) => join(POSTGRES_FOLDER, String(one), 'bin'));
}

function programPath(name, folders = []) {
	return [...folders, ...(process.env.PATH ?? '').split(delimiter)]
		.map((folder) => join(folder, name))
		.find((path) => existsSync(path));
}

/**
 * Where the programs of Redis and PostgreSQL are.
 * @returns {{ redis: string, initdb: string, postgres: string }}
 * @throws {Problem} with what to install
 */
export function findServices() {
	const folders = postgresFolders();
	const programs = {
		redis: programPath('redis-server'),
		initdb: programPath('initdb', folders),
		postgres: programPath('postgres', folders),
	};
	const missing = [
		...(programs.redis ? [] : ['Redis']),
		...(programs.initdb && programs.postgres ? [] : ['PostgreSQL']),
	];
	if (missing.length === 0) return programs;
	throw new Problem(`${missing.join(' and ')} missing: n8n's queue mode needs both.`, [
		'On Debian and Ubuntu, as root: apt-get install -y redis-server postgresql',
		'They need not run as services: this starts its own, on free ports, and removes them afterwards.',
	]);
}

/** PostgreSQL refuses to run as root, so there it runs as the user that its package made. */
function databaseUser() {
	if (process.getuid?.() !== 0) return undefined;
	const id = (flag) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
	return { uid: id('-u'), gid: id('-g') };
}

/**
 * Starts a Redis that keeps nothing.
 * @param {{ program: string, folder: string, port: number, name: string, onEnd?: (logFile: string) => void }} options
 * @returns {Promise<{ env: object, stop: () => Promise<void>, redis: { host: string, port: number } }>} `env` leads n8n to it
 */
export async function startRedis({ program, folder, port, name, onEnd }) {
	await mkdir(folder, { recursive: true });
	const { stop } = await startServer({
		name,
		command: program,
		args: ['--port', String(port), '--bind', HOST, '--dir', folder, '--save', ''],
		cwd: folder,
		timeoutMs: START_TIMEOUT_MS,
		ready: (output) => (output.includes('Ready to accept connections') ? true : undefined),
		onEnd,
	});
	const env = { QUEUE_BULL_REDIS_HOST: HOST, QUEUE_BULL_REDIS_PORT: String(port) };
	return { env, stop, redis: { host: HOST, port } };
}

/**
 * Makes a fresh PostgreSQL and starts it, with the settings of its package.
 * @param {{ programs: { initdb: string, postgres: string }, folder: string, port: number, name: string,
 *   onEnd?: (logFile: string) => void }} options
 *   `folder` must be one that other users can reach, where this runs as root
 * @returns {Promise<{ env: object, stop: () => Promise<void> }>} `env` leads n8n to it
 */
export async function startPostgres({ programs, folder, port, name, onEnd }) {
	const user = databaseUser();
	const data = join(folder, 'data');
	const passwordFile = join(folder, 'password');
	await mkdir(folder, { recursive: true });
	await writeFile(passwordFile, DATABASE_PASSWORD);
	if (user) {
		for (const path of [folder, passwordFile]) await chown(path, user.uid, user.gid);
	}
	const { code, output } = await run(
		programs.initdb,
		[
			...['--pgdata', data, '--username', DATABASE_USER, '--pwfile', passwordFile],
			...['--auth', 'scram-sha-256', '--encoding', 'UTF8', '--locale', 'C'],
		],
		{ cwd: folder, user },
	);
	if (code !== 0) throw new Problem('PostgreSQL makes no database.', [], tail(output));
	const { stop } = await startServer({
		name,
		command: programs.postgres,
		args: [
			...['-D', data, '-p', String(port)],
			...['-c', `listen_addresses=${HOST}`, '-c', 'unix_socket_directories='],
		],
		cwd: folder,
		user,
		// It ends on SIGTERM only once all its clients have gone.
		stopSignal: 'SIGINT',
		timeoutMs: START_TIMEOUT_MS,
		ready: (log) => (log.includes('ready to accept connections') ? true : undefined),
		onEnd,
	});
	const env = {
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: HOST,
		DB_POSTGRESDB_PORT: String(port),
		DB_POSTGRESDB_DATABASE: 'postgres',
		DB_POSTGRESDB_USER: DATABASE_USER,
		DB_POSTGRESDB_PASSWORD: DATABASE_PASSWORD,
	};
	return { env, stop };
}
