import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { nodeForN8n, playground, root } from '../../../scripts/ensure.mjs';
import { runImage } from './docker.mjs';
import { startServer } from '../processes.mjs';

/** Leads connections of n8n to Meta's own hosts to the sandbox: nothing in n8n or the package does. */
const META_HOSTS = join(root, 'sandbox', 'meta-hosts.cjs');

/** What n8n is started with so that the sandbox at a port is Meta to it. */
export function withMetaAt(port, { env, nodeOptions = [] }) {
	return {
		env: { ...env, SIMULATOR_OF_META: String(port) },
		nodeOptions: [...nodeOptions, '--require', META_HOSTS],
	};
}

const START_TIMEOUT_MS = 180_000;

/** Parts of n8n that the playground has no use for; some of them call the outside world. */
const DISABLED_MODULES = [
	'agent-evals',
	'agents',
	'breaking-changes',
	'chat-hub',
	'external-secrets',
	'insights',
	'instance-ai',
	'ldap',
	'log-streaming',
	'mcp',
	'mcp-registry',
	'otel',
	'promotions',
	'quick-connect',
	'source-control',
	'sso-oidc',
	'sso-saml',
	'workflow-builder',
];

function environment({ userFolder, port, brokerPort }) {
	return {
		NODE_ENV: 'production',
		N8N_USER_FOLDER: userFolder,
		N8N_HOST: 'localhost',
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_PORT: String(port),
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		N8N_ENCRYPTION_KEY: 'n8n-nodes-maton-wati-playground',
		N8N_SECURE_COOKIE: 'false',
		N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true',
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		N8N_REINSTALL_MISSING_PACKAGES: 'false',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
		N8N_AI_ENABLED: 'false',
		N8N_LOG_LEVEL: 'info',
		NO_COLOR: '1',
		N8N_DISABLED_MODULES: DISABLED_MODULES.join(','),
	};
}

/** Folders of an n8n that lives in the given user folder. */
export function foldersOf(userFolder) {
	const home = join(userFolder, '.n8n');
	return {
		home,
		nodes: join(home, 'nodes'),
		database: join(home, 'database.sqlite'),
		// Where n8n finds it, it waits ten seconds before it starts, so as not to crash again and again.
		crashJournal: join(home, 'crash.journal'),
	};
}

async function answers(url, isRight) {
	try {
		const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
		return response.ok && isRight(await response.json());
	} catch {
		return false;
	}
}

/** What a process of n8n does, and when it is ready for it. */
const ROLES = {
	main: {
		command: ['start'],
		isReady: async (output, url) =>
			output.includes('Editor is now accessible') &&
			(await answers(`${url}/rest/settings`, ({ data }) => data !== undefined)),
	},
	webhook: {
		command: ['webhook'],
		isReady: async (output, url) =>
			output.includes('Webhook listener waiting') &&
			(await answers(`${url}/healthz/readiness`, ({ status }) => status === 'ok')),
	},
	worker: {
		command: ['worker', '--concurrency=10'],
		isReady: (output) => output.includes('n8n worker is now ready'),
	},
};

/**
 * Starts a process of n8n and waits until it answers.
 * @param {{ userFolder: string, port: number, brokerPort: number, name: string, role?: keyof typeof ROLES, env?: object,
 *   nodeOptions?: string[], image?: string, onEnd?: (logFile: string) => void, keepsLog?: boolean }} options
 *   `name` is that of the log file, which `keepsLog` continues; `env` comes on top of the playground's settings;
 *   `nodeOptions` go to Node itself; `image` is the Docker image to run in place of an installed n8n
 * @returns {ReturnType<typeof startServer<string>>} its `answer` is the address of the process
 */
export async function startN8n(options) {
	const { userFolder, port, brokerPort, role = 'main', env, nodeOptions = [], ...rest } = options;
	const { n8nFolder = playground, image } = options;
	const { command, isReady } = ROLES[role];
	const { home } = foldersOf(userFolder);
	await mkdir(home, { recursive: true });
	const url = `http://localhost:${port}`;
	const settings = { ...environment({ userFolder, port, brokerPort }), ...env };
	const program = {
		command: nodeForN8n(),
		args: [...nodeOptions, join(n8nFolder, 'node_modules', 'n8n', 'bin', 'n8n'), ...command],
		env: settings,
	};
	return await startServer({
		...rest,
		...(image === undefined ? program : runImage({ image, home, env: settings, command })),
		cwd: playground,
		timeoutMs: START_TIMEOUT_MS,
		ready: async (output) => ((await isReady(output, url)) ? url : undefined),
	});
}

/** n8n as it runs now, which may be stopped and started again in the same place; `startMs` is what a start takes. */
export async function startAgainAndAgain(options) {
	const started = performance.now();
	let server = await startN8n(options);
	const startMs = performance.now() - started;
	const stop = async (signal) => await server.stop(signal);
	return {
		url: server.answer,
		startMs,
		readLog: async () => await readFile(server.logFile, 'utf8'),
		stop,
		restart: async (signal) => {
			await stop(signal);
			await rm(foldersOf(options.userFolder).crashJournal, { force: true });
			server = await startN8n({ ...options, keepsLog: true });
		},
	};
}
