import { randomUUID } from 'node:crypto';

import { parseFlatted } from '../flatted.mjs';
import { PACKAGE_NAME } from '../paths.mjs';
import { triggerWorkflow } from './trigger.mjs';
import { until } from '../until.mjs';

/** States of executions that are over. */
export const ENDS = ['success', 'error', 'crashed', 'canceled'];

/** What the trigger needs to find waiting executions. */
const SCOPES = ['execution:list', 'execution:read'];

/** A key for n8n's own API, in place of the one of that name. */
export async function newApiKey(api, name, scopes) {
	const answer = await api.request('GET', `/api-keys?label=${encodeURIComponent(name)}`);
	// n8n before 2.41 answers with the bare list of all keys.
	const keys = Array.isArray(answer) ? answer : answer.items;
	for (const { id } of keys.filter(({ label }) => label === name)) {
		await api.request('DELETE', `/api-keys/${id}`);
	}
	const { rawApiKey } = await api.request('POST', '/api-keys', {
		label: name,
		expiresAt: null,
		scopes,
	});
	return rawApiKey;
}

/** A credential for n8n's own API, with a key made for it in place of the one of an earlier start. */
export async function saveN8nCredential({ api, url }, name) {
	const data = { baseUrl: `${url}/api/v1`, apiKey: await newApiKey(api, name, SCOPES) };
	return await api.saveCredential({ name, type: 'n8nApi', data });
}

/** A workflow whose trigger hands what executions wait for over to them. */
export function handoverWorkflow(credentials, name, events) {
	const workflow = triggerWorkflow(credentials, name, {
		events,
		options: { useN8nApi: true },
	});
	const [trigger] = workflow.nodes;
	trigger.credentials = { ...trigger.credentials, n8nApi: credentials.n8nApi };
	return workflow;
}

function node(name, type, place, parameters, more = {}) {
	return {
		id: randomUUID(),
		name,
		type,
		typeVersion: 1,
		position: [place * 220, 0],
		parameters,
		...more,
	};
}

/** Shows each item beside the person it was asked for, found by n8n's item linking. */
function shows(name, place, row, fields) {
	const assignments = Object.entries(fields).map(([field, value]) => ({
		id: field,
		name: field,
		value: `={{ ${value} }}`,
		type: 'string',
	}));
	const set = node(name, 'n8n-nodes-base.set', place, {
		assignments: { assignments },
		options: {},
	});
	return { ...set, typeVersion: 3.4, position: [place * 220, row * 160] };
}

/**
 * A workflow that takes people by webhook, one item each, leads them through nodes of the package, and puts
 * what comes out of the last one's two outputs into "First" and "Second".
 * @param {{ name: string, steps: { name: string, parameters: object }[], fields: Record<string, string>,
 *   credentials: object, nodeName?: string }} options `fields` of the shown items, as expressions
 */
export function peopleWorkflow({ name, steps, fields, credentials, nodeName = 'wati' }) {
	const webhookId = randomUUID();
	const webhook = node('Webhook', 'n8n-nodes-base.webhook', 0, {
		httpMethod: 'POST',
		path: webhookId,
		responseMode: 'onReceived',
	});
	const start = { ...webhook, typeVersion: 2, webhookId };
	const people = node('People', 'n8n-nodes-base.splitOut', 1, {
		fieldToSplitOut: 'body.people',
		options: {},
	});
	const own = steps.map((step, index) =>
		node(step.name, `${PACKAGE_NAME}.${nodeName}`, 2 + index, step.parameters, { credentials }),
	);
	const line = [start, people, ...own];
	const last = line.at(-1);
	const ends = ['First', 'Second'].map((end, row) => shows(end, line.length, row, fields));
	const to = (target) => ({ node: target.name, type: 'main', index: 0 });
	const connections = Object.fromEntries(
		line.slice(0, -1).map((from, index) => [from.name, { main: [[to(line[index + 1])]] }]),
	);
	connections[last.name] = { main: ends.map((end) => [to(end)]) };
	return { name, nodes: [...line, ...ends], connections };
}

/** Opens the 24-hour window of all people, and tells the sandbox what each answers, by place. */
export async function preparePeople({ sandbox }, people, script) {
	for (const { number } of people) {
		await sandbox.control('POST', 'window', { whatsappNumber: number, open: true });
	}
	await sandbox.control(
		'POST',
		'customer-script',
		people.map(({ number }, place) => ({ whatsappNumber: number, answers: script(place) })),
	);
}

/** Starts a published workflow of {@link peopleWorkflow}. */
export async function startWith({ url, address = url }, workflow, people) {
	const { path } = workflow.nodes.find(({ webhookId }) => webhookId).parameters;
	const response = await fetch(`${address}/webhook/${path}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ people }),
	});
	if (!response.ok) throw new Error(`n8n answered ${response.status} to the start`);
}

/** All executions of a workflow, whatever they do. */
export async function statesOf({ api }, { id }) {
	return await api.allExecutions({ workflowId: id });
}

/** The newest execution of a workflow after another one; undefined when there is none, or n8n is down. */
export async function newestOf(session, workflow, afterId = 0) {
	const all = await statesOf(session, workflow).catch(() => []);
	const later = all.filter(({ id }) => Number(id) > afterId);
	return later.sort((one, other) => Number(other.id) - Number(one.id))[0];
}

/**
 * Waits until the newest execution of a workflow has one of the states.
 * @param {number} [afterId] of an execution that does not count: n8n's list leaves out one that changes its state meanwhile
 * @returns {Promise<object>} the execution
 */
export async function untilState(session, workflow, states, patienceMs, afterId = 0) {
	let seen;
	return await until(
		() => `"${workflow.name}" to be ${states.join(' or ')}: ${seen?.id} ${seen?.status}`,
		async () => {
			seen = await newestOf(session, workflow, afterId);
			return states.includes(seen?.status) ? seen : undefined;
		},
		patienceMs,
	);
}

/** Presses Retry at the newest execution of a workflow: n8n goes on with what it stored of it in a new one. */
export async function retry(session, workflow, { id }, patienceMs) {
	const pressed = { refusal: undefined };
	// In queue mode n8n answers only once the new execution is over.
	session.api
		.request('POST', `/executions/${id}/retry`, { loadWorkflow: false })
		.catch((error) => (pressed.refusal = error));
	await until(
		() => `a new execution by Retry of ${id}: ${pressed.refusal?.message}`,
		async () => {
			return await newestOf(session, workflow, Number(id));
		},
		patienceMs,
	);
}

/** What an execution's node put out at its last run, as plain objects. */
export async function itemsOf({ api }, execution, name) {
	const { data } = await api.request('GET', `/executions/${execution.id}`);
	const { runData = {} } = parseFlatted(data).resultData ?? {};
	return (runData[name]?.at(-1)?.data?.main?.[0] ?? []).map(({ json }) => json);
}

/**
 * What an execution began with. Of one that n8n was killed over it stored this and nothing that came after, and shows
 * items that it made up.
 * @returns {Promise<{ items: object[], isCrashed: boolean }>} none where another trigger started it
 */
export async function beginningOf(session, execution, trigger) {
	if (execution.status !== 'crashed') {
		return { items: await itemsOf(session, execution, trigger), isCrashed: false };
	}
	const { data } = await session.api.request('GET', `/executions/${execution.id}`);
	const [first] = parseFlatted(data).executionData?.nodeExecutionStack ?? [];
	const begun = first?.node?.name === trigger ? (first.data?.main?.[0] ?? []) : [];
	return { items: begun.map(({ json }) => json), isCrashed: true };
}
