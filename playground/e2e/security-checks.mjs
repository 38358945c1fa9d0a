import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { root } from '../../scripts/ensure.mjs';
import { handoverWorkflow } from '../lib/workflows/conversation.mjs';
import { ALLOWED } from '../lib/leaks/allowed.mjs';
import { secretsInAddresses, secretsOfCredentials } from '../lib/leaks/canaries.mjs';
import { PLACES, readExecutions, readFiles, readRequests, readRows } from '../lib/leaks/places.mjs';
import { missedPlants } from '../lib/leaks/planted.mjs';
import { expectedLines, leakLines, leakSummary, leakTable } from '../lib/leaks/report.mjs';
import { Search } from '../lib/leaks/search.mjs';
import { PACKAGE_NAME } from '../lib/paths.mjs';
import { runTour } from '../lib/workflows/tour.mjs';
import { settled, startOver } from '../lib/workflows/trigger.mjs';

const ADA = '14155550101';
const MOVED = ['GET /api/v1/getMedia', 'GET /api/v1/getMessageTemplates'];

/** A node in a column behind the start. */
function step(name, row, authentication, credentials, parameters) {
	return {
		id: name,
		name,
		type: `${PACKAGE_NAME}.wati`,
		typeVersion: 1,
		position: [240, row * 160],
		onError: 'continueRegularOutput',
		parameters: { authentication, ...parameters },
		credentials: { [authentication]: credentials[authentication] },
	};
}

/** Nodes that are led to another host: by an address in the data, and by the API's own answer. */
function ledAwayWorkflow(credentials, foreignUrl) {
	const elsewhere = `${foreignUrl}/files/report.pdf`;
	const steps = ['matonApi', 'watiApi'].flatMap((route, at) => [
		step(`File from elsewhere, ${route}`, 3 * at, route, credentials, {
			resource: 'message',
			operation: 'sendFile',
			whatsappNumber: { __rl: true, mode: 'number', value: ADA },
			fileSource: 'url',
			fileUrl: `${foreignUrl}/redirect?to=${encodeURIComponent(elsewhere)}`,
		}),
		step(`Media that moved, ${route}`, 3 * at + 1, route, credentials, {
			resource: 'media',
			operation: 'download',
			fileName: 'data/images/photo.jpg',
		}),
		step(`Templates that moved, ${route}`, 3 * at + 2, route, credentials, {
			resource: 'template',
			operation: 'getAll',
		}),
	]);
	const start = {
		id: 'start',
		name: 'Start',
		type: 'n8n-nodes-base.manualTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	return {
		name: 'Led to another host',
		settings: {},
		nodes: [start, ...steps],
		connections: {
			Start: { main: [steps.map(({ name }) => ({ node: name, type: 'main', index: 0 }))] },
		},
	};
}

/** What people entered in the option Webhook Secret. */
async function fixedSecrets(api) {
	const workflows = await api.request('GET', '/workflows');
	const found = [];
	for (const { id } of workflows) {
		const { nodes } = await api.request('GET', `/workflows/${id}`);
		found.push(...nodes.map(({ parameters }) => parameters.options?.webhookSecret).filter(Boolean));
	}
	return found.map((value) => ({ kind: 'webhook secret', value }));
}

/** Everything in this run that is secret. */
async function secretsOf({ api, sandbox }) {
	const requests = await sandbox.allRequests();
	const secretFields = await fixedSecrets(api);
	const rotated = requests
		.filter(({ endpoint, status }) => endpoint === 'POST /api/v1/rotateToken' && status === 200)
		.map(({ answer }) => ({ kind: 'rotated token', value: answer }));
	return [
		...secretsOfCredentials(api.savedCredentials),
		...secretsInAddresses(JSON.stringify(requests)),
		...secretFields,
		...rotated,
	];
}

async function searchEverything(session, pages) {
	const { api, homes, readLog, sandbox } = session;
	const search = new Search(await secretsOf(session), ALLOWED);
	search.read(PLACES.log, 'log', await readLog());
	for (const home of homes) await readFiles(search, home);
	if (session.database) await readRows(search, session.database);
	await readExecutions(search, api);
	readRequests(search, await sandbox.allRequests());
	for (const { label, text } of pages) search.read(PLACES.pages, label, text);
	return search;
}

/** What must hold at the end of a run: no secret of it is anywhere but in its own place. */
export const securityChecks = {
	'every operation of the tour runs': async ({ assert, tour, ...session }) => {
		await startOver(session);
		// The checks in the editor have changed it.
		await session.api.request('PATCH', `/workflows/${tour.id}?forceSave=true`, tour);
		const { status, error } = await runTour({ ...session, workflow: tour });
		assert.equal(status, 'success', error);
	},

	'another host is asked without any key': async (session) => {
		const { api, assert, credentials, sandbox } = session;
		await startOver(session);
		const { foreignUrl } = sandbox.addresses;
		for (const endpoint of MOVED) {
			const location = `${foreignUrl}/files/photo.png`;
			const fault = { endpoint, kind: 'status', status: 302, location, times: 0 };
			await sandbox.control('POST', 'faults', fault);
		}
		const workflow = ledAwayWorkflow(credentials, foreignUrl);
		const saved = await api.request('POST', '/workflows', workflow);
		await api.runManually(saved, { timeoutMs: 60_000 });
		await sandbox.control('DELETE', 'faults');
		const foreign = (await sandbox.requests()).filter(({ side }) => side === 'foreign');
		// With a WATI access token, WATI fetches the file by itself.
		assert.equal(foreign.length, 6, foreign.map(({ endpoint }) => endpoint).join());
		for (const { headers } of foreign) {
			assert.equal(headers.authorization, undefined);
			assert.equal(headers['maton-connection'], undefined);
		}
	},

	'a trigger asks n8n for waiting executions with its key': async (session) => {
		const { api, assert, credentials, sandbox } = session;
		await startOver(session);
		const workflow = await api.publishNew(
			handoverWorkflow(credentials, 'Nobody waits', ['messageReceived']),
		);
		await sandbox.control('POST', 'customer', { whatsappNumber: ADA, text: 'Hello?' });
		assert.equal((await settled(session, workflow)).length, 1);
		await api.unpublish(workflow);
	},

	'the search finds a planted secret in every kind of place and form': async ({ assert }) => {
		const { forms, missed, falseFinds } = await missedPlants();
		assert.ok(forms >= 7, `${forms} forms`);
		assert.deepEqual(missed, []);
		assert.equal(falseFinds, 0);
	},

	'no secret of this run is where it does not belong': async (session) => {
		const { assert, pages } = session;
		const started = performance.now();
		const search = await searchEverything(session, pages);
		const took = ((performance.now() - started) / 1000).toFixed(1);
		const report = [
			leakTable(search),
			'',
			'By design:',
			...expectedLines(search),
			'',
			...leakLines(search),
			`${leakSummary(search)} (${took} s)`,
		].join('\n');
		console.log(`\n${report}\n`);
		await mkdir(join(root, 'test-results'), { recursive: true });
		await writeFile(join(root, 'test-results', 'leaks.txt'), `${report}\n`);
		for (const place of Object.values(PLACES)) {
			assert.ok(search.counts.get(place)?.pieces > 0, `Nothing was read of ${place}`);
		}
		assert.deepEqual(leakLines(search), []);
	},
};
