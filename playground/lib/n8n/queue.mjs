import { rmSync } from 'node:fs';
import { chmod, cp, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { step } from '../../../scripts/lib/progress.mjs';
import { startBalancer } from './balancer.mjs';
import { foldersOf, startAgainAndAgain, withMetaAt } from './n8n.mjs';
import { buildTarball, installTarball } from './package.mjs';
import { unusedPort } from '../ports.mjs';
import { startSandbox } from '../services/sandbox.mjs';
import { findServices, startPostgres, startRedis } from '../services/services.mjs';
import { setUpAccount } from '../session.mjs';

const WEBHOOK_PROCESSES = 2;
const WORKERS = 2;

async function portsFrom(first, count) {
	const ports = [];
	while (ports.length < count) {
		ports.push(await unusedPort((ports.at(-1) ?? first - 1) + 1));
	}
	return ports;
}

/** A place that PostgreSQL's own user can reach, gone when this process ends. */
async function temporaryFolder() {
	const folder = await mkdtemp(join(tmpdir(), 'n8n-queue-'));
	await chmod(folder, 0o755);
	process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
	return folder;
}

async function startServices({ ports, name, onEnd }) {
	const programs = findServices();
	const folder = await temporaryFolder();
	return await Promise.all([
		startRedis({
			program: programs.redis,
			folder: join(folder, 'redis'),
			port: ports.redis,
			name: `${name}-redis`,
			onEnd: (logFile) => onEnd('Redis', logFile),
		}),
		startPostgres({
			programs,
			folder: join(folder, 'postgres'),
			port: ports.postgres,
			name: `${name}-postgres`,
			onEnd: (logFile) => onEnd('PostgreSQL', logFile),
		}),
	]);
}

function settingsOf({ services, address }) {
	return {
		...Object.assign({}, ...services.map(({ env }) => env)),
		EXECUTIONS_MODE: 'queue',
		OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
		N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true',
		WEBHOOK_URL: `${address}/`,
	};
}

/**
 * Starts the processes of n8n: first the main one, which makes the tables, then the others at once. Each has a
 * folder of its own with a copy of the package, as on machines of their own.
 */
async function startProcesses({ userFolder, name, port, env, nodeOptions, onEnd }) {
	const [brokerPort, ...free] = await portsFrom(port + 1, 1 + WEBHOOK_PROCESSES + 2 * WORKERS);
	const mainNodes = foldersOf(join(userFolder, 'main')).nodes;
	const homes = [];
	const start = async (label, role, ownPort, ownBroker) => {
		const home = join(userFolder, label);
		homes.push(foldersOf(home).home);
		if (role !== 'main') await cp(mainNodes, foldersOf(home).nodes, { recursive: true });
		return await startAgainAndAgain({
			userFolder: home,
			port: ownPort,
			brokerPort: ownBroker,
			role,
			env,
			nodeOptions,
			name: `${name}-${label}`,
			onEnd: (logFile) => onEnd(`n8n (${label})`, logFile),
		});
	};
	const main = await start('main', 'main', port, brokerPort);
	const webhookPorts = free.slice(0, WEBHOOK_PROCESSES);
	const workerPorts = free.slice(WEBHOOK_PROCESSES);
	const [webhooks, workers] = await Promise.all([
		Promise.all(webhookPorts.map((own, at) => start(`webhook-${at + 1}`, 'webhook', own, own))),
		Promise.all(
			Array.from({ length: WORKERS }, (_, at) =>
				start(`worker-${at + 1}`, 'worker', workerPorts[2 * at], workerPorts[2 * at + 1]),
			),
		),
	]);
	return { main, webhooks, workers, homes };
}

/**
 * n8n in queue mode, for tests and measurements: Redis and PostgreSQL of its own, a main process, two webhook
 * processes, two workers, the sandbox, and one address before all of them. What `openSession` of session.mjs
 * gives is there as well, so the same work runs in both:
 *
 *     await runHeadless({ name: 'queue', port: 5780, open: openQueueSession, work: async (session) => {
 *       await session.webhooks[0].restart('SIGKILL');
 *       return { passed: 1, failed: 0 };
 *     } });
 *
 * Redis and PostgreSQL come from the packages of the system (`apt-get install -y redis-server postgresql`).
 * @param {{ userFolder: string, name: string, port: number, env?: object, nodeOptions?: string[],
 *   keyMark?: string, metaApp?: { appSecret: string, verifyToken: string }, onEnd: (what: string, logFile: string) => void }} options
 *   `port` is the first of about a dozen, those in use are passed over; `env` and `nodeOptions` go to each process of n8n
 * @returns {Promise<object>} a session, with `address` (webhooks of the published workflows, balanced),
 *   `routeBy(way)` (how the balancer chooses a webhook process: `turn`, as at first, or `path`),
 *   `main`, `webhooks` and `workers` (each `url`, `restart(signal?)`, `stop(signal?)`, `readLog()`), `restart(signal?)`
 *   of all of them, `redis` (`host` and `port`), and `stop()`, which ends everything
 * @throws {Problem} when Redis or PostgreSQL are not installed
 */
export async function openQueueSession(options) {
	const { userFolder, name, port, env, nodeOptions, keyMark, metaApp, onEnd } = options;
	findServices();
	const tarball = await buildTarball();
	await installTarball(tarball, foldersOf(join(userFolder, 'main')).nodes);
	const [front, redis, postgres, sandboxPort, foreignPort, first] = await portsFrom(port, 6);
	const address = `http://localhost:${front}`;
	const services = await step('Starting Redis and PostgreSQL', () =>
		startServices({ ports: { redis, postgres }, name, onEnd }),
	);
	const sandbox = await startSandbox({
		port: sandboxPort,
		foreignPort,
		keyMark,
		name: `${name}-sandbox`,
		onEnd: (logFile) => onEnd('The sandbox', logFile),
	});
	const processes = await step('Starting five processes of n8n', () =>
		startProcesses({
			userFolder,
			name,
			port: first,
			...withMetaAt(sandboxPort, {
				env: { ...settingsOf({ services, address }), ...env },
				nodeOptions,
			}),
			onEnd,
		}),
	);
	const { main, webhooks, workers } = processes;
	const all = [main, ...webhooks, ...workers];
	const balancer = await startBalancer({
		port: front,
		main: main.url,
		webhooks: webhooks.map(({ url }) => url),
	});
	const account = await setUpAccount({
		url: main.url,
		home: foldersOf(join(userFolder, 'main')).home,
		sandbox,
		metaApp,
		// n8n's list of packages serves its settings page alone.
		register: async () => {},
	});
	return {
		...account,
		...processes,
		url: main.url,
		startMs: Math.max(...all.map(({ startMs }) => startMs)),
		address,
		routeBy: balancer.routeBy,
		redis: services[0].redis,
		sandbox,
		readLog: async () => (await Promise.all(all.map(({ readLog }) => readLog()))).join('\n'),
		restart: async (signal) => {
			await Promise.all(all.map(({ restart }) => restart(signal)));
		},
		stop: async () => {
			await balancer.stop();
			await Promise.all(all.map(({ stop }) => stop()));
			await Promise.all(services.map(({ stop }) => stop()));
			await sandbox.stop();
		},
	};
}
