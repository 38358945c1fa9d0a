import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

import { newKeyMark } from '../../lib/leaks/canaries.mjs';
import { markdownTable } from '../../lib/table.mjs';
import { addressOf, triggerWorkflow } from '../../lib/workflows/trigger.mjs';

const SECRET = '0123456789abcdef0123456789abcdef';
const SILENCE_MS = 3_000;
const CALLERS = 10;

/** Files of WATI that never come, so that n8n ends while it fetches one. */
async function openStuckFiles() {
	const asked = [];
	const server = createServer((_request, response) => asked.push(response));
	await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${server.address().port}/123456`,
		async wereAsked() {
			for (let look = 0; look < 200 && asked.length === 0; look++) await pause(50);
		},
		/** From now on files come at once. */
		give() {
			for (const response of asked.splice(0)) response.end('bytes');
			server.removeAllListeners('request');
			server.on('request', (_request, response) => response.end('bytes'));
		},
		close() {
			server.closeAllConnections();
			server.close();
		},
	};
}

function eventNumber(run, number, more = {}) {
	return {
		eventType: 'message',
		id: `id-${run}-${number}`,
		whatsappMessageId: `wamid.${run}.${number}`,
		waId: '14155550101',
		type: 'text',
		text: `message ${number}`,
		owner: false,
		statusString: 'SENT',
		timestamp: String(Math.floor(Date.now() / 1_000)),
		...more,
	};
}

const image = (run, number) =>
	eventNumber(run, number, { type: 'image', text: null, data: 'data/images/1.jpg' });

/** Posts as WATI does; a connection that breaks has the status 0. */
async function post(address, body) {
	try {
		const response = await fetch(address, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
		});
		await response.text();
		return response.status;
	} catch {
		return 0;
	}
}

/** Posts all of them with some callers at once, and gives the statuses in the same order. */
async function postAll(address, bodies) {
	const statuses = [];
	let next = 0;
	const caller = async () => {
		while (next < bodies.length) {
			const place = next++;
			statuses[place] = await post(address, bodies[place]);
		}
	};
	await Promise.all(Array.from({ length: CALLERS }, caller));
	return statuses;
}

/** How often each event of a run started an execution, by the ID of its message. */
async function countsOf({ api }, workflow, run) {
	await api.executionsOf(workflow);
	const counts = new Map();
	for (const { id } of await api.allExecutions({ workflowId: workflow.id })) {
		const { data } = await api.request('GET', `/executions/${id}`);
		const [found] = new RegExp(`wamid\\.${run}\\.\\d+`).exec(String(data)) ?? ['unreadable'];
		counts.set(found, (counts.get(found) ?? 0) + 1);
	}
	return counts;
}

const BURST = Array.from({ length: 150 }, (_, number) => number);

/** What is posted before n8n ends, in the order of posting; the last of `during` never gets its answer before that. */
const SCENARIOS = {
	'one event': { before: (run) => [eventNumber(run, 0)] },
	'150 events': { before: (run) => BURST.map((number) => eventNumber(run, number)) },
	'while a file is fetched': { during: (run) => [image(run, 0)] },
	'while a file is fetched, a copy': { during: (run) => [image(run, 0), image(run, 0)] },
	'while a file is fetched, another event': {
		during: (run) => [image(run, 0)],
		before: (run) => [eventNumber(run, 1)],
	},
};

/** What n8n is at when it ends: with a burst, which keeps it busy, or with all the rest. */
const ENDS = [
	['150 events'],
	Object.keys(SCENARIOS).filter((scenario) => scenario !== '150 events'),
];

/** Publishes a trigger of its own for a scenario. */
async function openScenario(session, signal, scenario) {
	const { api, credentials } = session;
	const { before = () => [], during = () => [] } = SCENARIOS[scenario];
	const run = `${signal}-${Object.keys(SCENARIOS).indexOf(scenario)}`;
	const files = await openStuckFiles();
	const watiApi = await api.saveCredential({
		name: `Files ${run}`,
		type: 'watiApi',
		data: { apiUrl: files.url, accessToken: `token${newKeyMark()}` },
	});
	const workflow = await api.publishNew(
		triggerWorkflow({ ...credentials, watiApi }, `Ends: ${run}`, {
			registration: 'manual',
			events: ['messageReceived'],
			options: { downloadMedia: true, webhookSecret: SECRET },
		}),
	);
	const address = `${addressOf(session, workflow)}?token=${SECRET}`;
	return { scenario, run, files, workflow, address, before: before(run), during: during(run) };
}

/** Posts all of a scenario again, and counts what came of it. */
async function repeatScenario(session, { run, files, workflow, address, before, during }) {
	files.give();
	await postAll(address, [...during, ...before]);
	const counts = await countsOf(session, workflow, run);
	await session.api.unpublish(workflow);
	files.close();
	const all = [...during, ...before].map(({ whatsappMessageId }) => whatsappMessageId);
	const distinct = [...new Set(all)];
	return {
		events: distinct.length,
		lost: distinct.filter((id) => !counts.has(id)).length,
		double: [...counts.values()].filter((count) => count > 1).length,
	};
}

/** Ends n8n in the middle of some scenarios, starts it, and lets WATI repeat everything. */
async function endDuring(session, signal, scenarios) {
	const opened = [];
	for (const one of scenarios) opened.push(await openScenario(session, signal, one));
	const hanging = opened.flatMap(({ address, during }) =>
		during.map((body) => post(address, body)),
	);
	for (const { during, files } of opened) if (during.length > 0) await files.wereAsked();
	await Promise.all(opened.map(({ address, before }) => postAll(address, before)));
	const isBurst = opened.some(({ before }) => before.length > 1);
	if (signal === 'SIGTERM' && isBurst) await pause(SILENCE_MS);
	await session.restart(signal);
	await Promise.all(hanging);
	const rows = [];
	for (const one of opened) {
		const { events, lost, double } = await repeatScenario(session, one);
		rows.push([signal, one.scenario, events, lost, double]);
		console.log(rows.at(-1).join(' · '));
	}
	return rows;
}

/** n8n ends at the worst moments: what was posted starts one execution, and so do no repeats. */
export const restartChecks = {
	'whenever n8n ends, every event starts one execution': async (session) => {
		const rows = [];
		for (const signal of ['SIGTERM', 'SIGKILL']) {
			for (const scenarios of ENDS) rows.push(...(await endDuring(session, signal, scenarios)));
		}
		console.log(
			`\n${markdownTable(['n8n ends by', 'What it was at', 'Events', 'Lost', 'Double'], rows)}\n`,
		);
		for (const [signal, scenario, , lost, double] of rows) {
			session.assert.equal(lost, 0, `${signal}, ${scenario}: lost`);
			const isRightAfter = signal === 'SIGKILL' && scenario === '150 events';
			session.assert.ok(
				double <= (isRightAfter ? CALLERS : 0),
				`${signal}, ${scenario}: ${double}`,
			);
		}
	},
};
