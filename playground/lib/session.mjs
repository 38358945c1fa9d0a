import { join } from 'node:path';

import { nodeForN8n } from '../../scripts/ensure.mjs';
import { Problem } from '../../scripts/lib/problem.mjs';
import { step } from '../../scripts/lib/progress.mjs';
import { saveN8nCredential } from './workflows/conversation.mjs';
import { importExamples } from './workflows/examples.mjs';
import { N8nApi } from './n8n/n8n-api.mjs';
import { foldersOf, startAgainAndAgain, withMetaAt } from './n8n/n8n.mjs';
import { buildTarball, installTarball, registerPackage } from './n8n/package.mjs';
import { OWNER, PACKAGE_NAME } from './paths.mjs';
import { unusedPort } from './ports.mjs';
import { startSandbox } from './services/sandbox.mjs';

/** Types of credentials that n8n brings. */
const OF_N8N = ['whatsAppApi', 'whatsAppTriggerApi'];

const SANDBOX_PORT = 4010;
const TOUR_FILE = 'tour.json';

/** What the sandbox's app at Meta signs and verifies with, unless a run has its own. */
const META_APP = {
	appSecret: '0123456789abcdef0123456789abcdef',
	verifyToken: 'playground-verify-token',
};

/** The credentials of the playground, which lead to the sandbox instead of Maton and WATI. */
function credentialsFor({ url, tenantId, matonKey, watiToken, connectionId, meta }, metaApp) {
	return [
		{
			name: 'Maton (sandbox)',
			type: 'matonApi',
			data: { apiKey: matonKey, connectionId, gatewayUrl: url },
		},
		{
			name: 'WATI (sandbox)',
			type: 'watiApi',
			data: { apiUrl: `${url}/${tenantId}`, accessToken: watiToken },
		},
		{
			name: 'WhatsApp webhooks (sandbox)',
			type: 'matonWhatsAppBusinessWebhookApi',
			data: metaApp,
		},
		{
			name: 'WhatsApp API (sandbox)',
			type: 'whatsAppApi',
			data: { accessToken: meta.token, businessAccountId: meta.accountId },
		},
		{
			name: 'WhatsApp OAuth API (sandbox)',
			type: 'whatsAppTriggerApi',
			data: { clientId: meta.appId, clientSecret: meta.appSecret },
		},
	];
}

async function saveCredentials(api, addresses, metaApp) {
	const saved = {};
	for (const credential of credentialsFor(addresses, metaApp)) {
		const { id, name } = await api.saveCredential(credential);
		saved[credential.type] = { id, name };
		// n8n's own tests of its types reach Meta itself where n8n runs from an image.
		if (OF_N8N.includes(credential.type)) continue;
		const { status, message } = await api.testCredential({ ...credential, id });
		if (status !== 'OK') throw new Problem(`The credential "${name}" does not work: ${message}`);
	}
	return saved;
}

async function choosePorts({ port, exactPort }) {
	const n8n = await unusedPort(port, { exact: exactPort });
	const broker = await unusedPort(n8n + 1, { taken: [n8n] });
	const sandbox = await unusedPort(SANDBOX_PORT, { taken: [n8n, broker] });
	const foreign = await unusedPort(sandbox + 1, { taken: [n8n, broker, sandbox] });
	if (n8n !== port) console.log(`Port ${port} is in use, the editor takes ${n8n}.`);
	return { n8n, broker, sandbox, foreign };
}

/**
 * Makes the owner, the credentials and the example workflows on an n8n that runs.
 * @param {{ url: string, home: string, sandbox: object, metaApp?: { appSecret: string, verifyToken: string },
 *   register: (nodeTypes: object[]) => Promise<void> }} options
 *   `home` is n8n's own folder; `register` is given the descriptions that n8n loaded from the package
 */
export async function setUpAccount({ url, home, sandbox, metaApp = META_APP, register }) {
	const api = new N8nApi(url);
	return await step('Setting up the account, credentials and workflows', async () => {
		await api.signIn(OWNER);
		const nodeTypes = await api.nodeTypesOf(PACKAGE_NAME);
		if (nodeTypes.length === 0) throw new Problem(`n8n did not load ${PACKAGE_NAME}.`);
		await register(nodeTypes);
		const credentials = {
			...(await saveCredentials(api, sandbox.addresses, metaApp)),
			n8nApi: await saveN8nCredential({ api, url }, 'This n8n (playground)'),
		};
		const workflows = await importExamples({
			api,
			credentials,
			nodeTypes,
			addresses: sandbox.addresses,
			stampFile: join(home, 'examples.json'),
		});
		const tour = workflows.get(TOUR_FILE);
		if (!tour) throw new Problem(`examples/${TOUR_FILE} is missing.`);
		return { api, workflows, tour, nodeTypes, credentials, metaApp };
	});
}

/**
 * Brings everything up: tarball built and installed, sandbox and n8n running, owner, credentials and
 * example workflows in place.
 * @param {{ userFolder: string, name: string, port: number, exactPort?: boolean, n8nFolder?: string, image?: string,
 *   keyMark?: string, metaApp?: { appSecret: string, verifyToken: string }, onEnd: (what: string, logFile: string) => void }} options `name` tells the log files apart; `n8nFolder` is where n8n is
 *   installed, if not in the playground, and `image` a Docker image of it instead; `onEnd` is told when a server ends by itself
 * @returns {Promise<{ url: string, api: N8nApi, sandbox: object, workflows: Map<string, object>, tour: object, nodeTypes: object[],
 *   credentials: Record<string, { id: string, name: string }>, restart: (signal?: NodeJS.Signals) => Promise<void>,
 *   homes: string[], database?: string, readLog: () => Promise<string> }>} `credentials` by type; `homes` are n8n's own folders, `database` is
 *   its file where there is one; `restart` ends n8n with the signal and starts it again
 *   in the same place; `readLog` gives what n8n has printed so far
 */
export async function openSession(options) {
	const { userFolder, name, port, exactPort = false, n8nFolder, image } = options;
	const { env, nodeOptions, onEnd } = options;
	const { keyMark, metaApp } = options;
	const folders = foldersOf(userFolder);
	const tarball = await buildTarball();
	await installTarball(tarball, folders.nodes);
	const ports = await choosePorts({ port, exactPort });
	const [sandbox, n8n] = await step('Starting the sandbox and n8n', () =>
		Promise.all([
			startSandbox({
				port: ports.sandbox,
				foreignPort: ports.foreign,
				keyMark,
				name: `${name}-sandbox`,
				onEnd: (logFile) => onEnd('The sandbox', logFile),
			}),
			startAgainAndAgain({
				userFolder,
				n8nFolder,
				image,
				port: ports.n8n,
				brokerPort: ports.broker,
				...withMetaAt(ports.sandbox, { env, nodeOptions }),
				name: `${name}-n8n`,
				onEnd: (logFile) => onEnd('n8n', logFile),
			}),
		]),
	);
	const account = await setUpAccount({
		url: n8n.url,
		home: folders.home,
		sandbox,
		metaApp,
		register: async (nodeTypes) =>
			await registerPackage({
				node: nodeForN8n(),
				nodesFolder: folders.nodes,
				database: folders.database,
				nodeTypes,
			}),
	});
	return { ...n8n, ...account, homes: [folders.home], database: folders.database, sandbox };
}

/** Writes the sandbox's present token into the direct credential: the tour rotates it. */
export async function refreshCredentials({ api, sandbox, metaApp }) {
	await saveCredentials(api, await sandbox.state(), metaApp);
}

/** Saves one of the credentials again, by its name: n8n's editor fills the form with the one that was saved last. */
export async function saveCredentialLast({ api, sandbox, metaApp }, name) {
	const all = credentialsFor(await sandbox.state(), metaApp);
	await api.saveCredential(all.find((credential) => credential.name === name));
}
