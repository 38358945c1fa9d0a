import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { ensurePlayground, ensureRoot } from '../scripts/ensure.mjs';
import { stopChildren, stopChildrenOnSignals } from '../scripts/lib/children.mjs';
import { Problem, printProblem } from '../scripts/lib/problem.mjs';
import { seconds, step } from '../scripts/lib/progress.mjs';
import { OWNER, dataFolder, logFolder } from './lib/paths.mjs';
import { openSession, refreshCredentials } from './lib/session.mjs';
import { countTable, operationTable, requestTable, runTour } from './lib/tour.mjs';

const DEFAULT_PORT = 5678;
const ANSWERS_FILE = 'auto-reply.json';
const CUSTOMER = '14155550101';
const processFile = join(dataFolder, 'start.pid');

function readOptions() {
	const usage = ['Usage: npm start -- [--port 5678]'];
	try {
		const { values } = parseArgs({ options: { port: { type: 'string' } } });
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
	printLines('n8n', [
		['Editor', url],
		['E-mail', OWNER.email],
		['Password', OWNER.password],
		['Tour', `${url}/workflow/${tour.id}`],
		['Logs', logFolder],
	]);
	console.log('\nWorkflows\n');
	for (const { name } of workflows.values()) console.log(`  ${name}`);
}

/** The keys work in credentials of your own; the tour has replaced the first WATI token. */
async function printSimulator({ sandbox, metaApp, workflows }) {
	const { url, tenantId, watiToken, matonKey, connectionId } = await sandbox.state();
	printLines('Simulator of WATI, Maton and Meta', [
		['Requests', `${url}/__sandbox/requests`],
		['WATI endpoint', `${url}/${tenantId}`],
		['WATI token', watiToken],
		['Maton gateway', url],
		['Maton key', matonKey],
		['Connection ID', connectionId],
		['App Secret', metaApp.appSecret],
		['Verify Token', metaApp.verifyToken],
	]);
	const message = JSON.stringify({ whatsappNumber: CUSTOMER, text: 'Are you open on Sunday?' });
	const answers = workflows.get(ANSWERS_FILE);
	console.log(`\nPublish "${answers.name}", then let a customer write:\n`);
	console.log(`  curl ${url}/__sandbox/customer -H 'content-type: application/json' \\`);
	console.log(`    -d '${message}'`);
	console.log('\nCtrl-C stops everything.');
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
	console.log(`The editor is ready after ${seconds(performance.now() - started)}: ${session.url}`);
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
