import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { ensurePlayground, ensureRoot } from '../scripts/ensure.mjs';
import { stopChildren, stopChildrenOnSignals } from '../scripts/lib/children.mjs';
import { Problem, printProblem } from '../scripts/lib/problem.mjs';
import { seconds, step } from '../scripts/lib/progress.mjs';
import { OWNER, dataFolder, logFolder } from './lib/paths.mjs';
import { openSession, refreshCredentials } from './lib/session.mjs';
import { countTable, operationTable, requestTable, runTour } from './lib/workflows/tour.mjs';

const DEFAULT_PORT = 5678;
const ANSWERS_FILE = 'auto-reply.json';
const META_ANSWERS_FILE = 'whatsapp-business-auto-reply.json';
const CUSTOMER = '14155550101';
const processFile = join(dataFolder, 'start.pid');

function printHelp(usage) {
	console.log(usage.join('\n'));
	console.log(
		'\nInstalls n8n (2.5 GB), starts it with this package and a simulator of WATI, Maton and Meta,',
	);
	console.log('runs the tour, and prints the address of the editor, its login, and what to try.');
	console.log('\n  --port  Port of the editor. Without it, 5678 or the next unused one.');
	process.exit(0);
}

function readOptions() {
	const usage = ['Usage: npm start -- [--port 5678]'];
	try {
		const { values } = parseArgs({
			options: { port: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
		});
		if (values.help) printHelp(usage);
		if (values.port === undefined) return { port: DEFAULT_PORT, exactPort: false };
		const port = Number(values.port);
		if (Number.isInteger(port) && port > 0 && port < 65_500) return { port, exactPort: true };
	} catch (error) {
		throw new Problem(error.message, usage);
	}
	throw new Problem('--port needs a number from 1 to 65499.', usage);
}

function isAlive(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return error.code === 'EPERM';
	}
}

/** Two n8n on one database damage it. */
async function claimDataFolder() {
	const pid = Number(await readFile(processFile, 'utf8').catch(() => ''));
	if (pid > 0 && pid !== process.pid && isAlive(pid)) {
		throw new Problem(`The playground is running already, as process ${pid}.`, [
			'Use that one, or stop it with Ctrl-C in its terminal.',
		]);
	}
	await mkdir(dataFolder, { recursive: true });
	await writeFile(processFile, String(process.pid));
}

/** Before the tables of the tour, and again behind them. */
function printLogin(url) {
	printLines('n8n', [
		['Editor', url],
		['E-mail', OWNER.email],
		['Password', OWNER.password],
	]);
}

function printTour(tour) {
	console.log(`\nWhat the tour sent and received:\n\n${requestTable(tour)}`);
	console.log(`\nOperations:\n\n${operationTable(tour)}`);
	console.log(`\nRequests per endpoint:\n\n${countTable(tour)}`);
	if (tour.status !== 'success')
		console.log(`\nThe tour ended with "${tour.status}": ${tour.error}`);
}

function printLines(title, lines) {
	console.log(`\n${title}\n`);
	for (const [label, value] of lines) console.log(`  ${label.padEnd(14)} ${value}`);
}

function printAddresses({ url, tour, workflows }) {
	printLogin(url);
	printLines('Tour', [
		['Workflow', `${url}/workflow/${tour.id}`],
		['Logs', logFolder],
	]);
	console.log('\nWorkflows\n');
	for (const { name } of workflows.values()) console.log(`  ${name}`);
}

/**
 * A call of the simulator to copy into a terminal.
 * @param {Record<string, string>} [variables] values of the body that would make lines too long, by the shell's name for them
 */
function printCurl(method, address, body, variables = {}) {
	let json = JSON.stringify(body, null, 1);
	for (const [name, value] of Object.entries(variables)) {
		console.log(`  ${name}=${value}`);
		json = json.replace(value, `'$${name}'`);
	}
	console.log(`  curl -X ${method} ${address} \\`);
	console.log(`    -H 'content-type: application/json' -d '${json}'`);
}

/** The keys work in credentials of your own; the tour has replaced the first WATI token. */
async function printSimulator({ url: n8nUrl, sandbox, metaApp, workflows }) {
	const { url, tenantId, watiToken, matonKey, connectionId, meta } = await sandbox.state();
	printLines('Simulator of WATI, Maton and Meta', [
		['Requests', `${url}/__sandbox/requests`],
		['WATI endpoint', `${url}/${tenantId}`],
		['WATI token', watiToken],
		['Maton gateway', url],
		['Maton key', matonKey],
		['For WATI', `Connection ID ${connectionId}`],
		['For Meta', `Connection ID ${meta.connectionId}`],
		['Meta token', meta.token],
		['Meta account', meta.accountId],
		['App Secret', metaApp.appSecret],
		['Verify Token', metaApp.verifyToken],
	]);
	const message = { whatsappNumber: CUSTOMER, text: 'Are you open on Sunday?' };
	console.log(`\nPublish "${workflows.get(ANSWERS_FILE).name}", then let a customer write:\n`);
	printCurl('POST', `${url}/__sandbox/customer`, message);
	console.log('\nThe same call with another text answers a question that an execution waits for.');
	console.log('An operator writes to the customer in WATI:\n');
	const byOperator = { whatsappNumber: CUSTOMER, text: 'I am taking over.' };
	printCurl('POST', `${url}/__sandbox/operator`, byOperator);
	console.log('\nWhat the customer sees, with the messages of workflows and operators:\n');
	console.log(`  curl '${url}/__sandbox/messages?whatsappNumber=${CUSTOMER}'`);
	console.log("\nAn operator's message starts workflows whose WATI Trigger has the event Session");
	console.log('Message Sent. With Human Pause, the workflow then stays silent in this chat.');
	console.log('\nFor a WATI Trigger with the Maton key, publish its workflow, put its');
	console.log('Production URL in place of the address below, and add it in WATI:\n');
	const address = `${n8nUrl}/webhook/the-id-of-your-trigger/wati`;
	const webhook = { url: address, eventTypes: ['message'] };
	printCurl('POST', `${url}/__sandbox/webhooks`, webhook, { PRODUCTION_URL: address });
	const ofMeta = workflows.get(META_ANSWERS_FILE);
	const { webhookId } = ofMeta.nodes.find((node) => node.webhookId !== undefined);
	console.log(`\nPublish "${ofMeta.name}", enter its address at Meta,`);
	console.log('and let a customer write:\n');
	const callbackUrl = `${n8nUrl}/webhook/${webhookId}/whatsapp-business`;
	const subscription = { callbackUrl, ...metaApp };
	printCurl('PUT', `${url}/__sandbox/business/subscription`, subscription, { CALLBACK: callbackUrl });
	printCurl('POST', `${url}/__sandbox/business/customer`, message);
	console.log('\nCtrl-C stops everything.');
}

/** A Maton key names one connection, so that WhatsApp Business has a credential of its own. */
async function offerMeta({ api, sandbox }) {
	const { url, matonKey, meta } = sandbox.addresses;
	await api.saveCredential({
		name: 'Maton for WhatsApp Business (sandbox)',
		type: 'matonApi',
		data: { apiKey: matonKey, connectionId: meta.connectionId, gatewayUrl: url },
	});
}

async function endEarly(what, logFile) {
	console.error(`\n${what} ended by itself. Its output is in ${logFile}`);
	await stopChildren();
	await rm(processFile, { force: true });
	process.exit(1);
}

const started = performance.now();
let isClaimed = false;
const release = async () => {
	if (isClaimed) await rm(processFile, { force: true });
};
stopChildrenOnSignals(release);
try {
	const options = readOptions();
	await ensureRoot();
	await ensurePlayground();
	await claimDataFolder();
	isClaimed = true;
	const session = await openSession({
		...options,
		userFolder: dataFolder,
		name: 'start',
		onEnd: endEarly,
	});
	console.log(`The editor is ready after ${seconds(performance.now() - started)}.`);
	printLogin(session.url);
	await offerMeta(session);
	const tour = await step('Running the tour', () =>
		runTour({ ...session, workflow: session.tour }),
	);
	await refreshCredentials(session);
	printTour(tour);
	printAddresses(session);
	await printSimulator(session);
} catch (error) {
	printProblem(error);
	await stopChildren();
	await release();
	process.exit(1);
}
