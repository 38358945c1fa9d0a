import { setTimeout as sleep } from 'node:timers/promises';

import { newApiKey } from '../../lib/workflows/conversation.mjs';
import { readExample } from '../../lib/workflows/examples.mjs';
import { refreshCredentials } from '../../lib/session.mjs';
import { addressOf, startOver } from '../../lib/workflows/trigger.mjs';

const FILE = 'rotate-token.json';
const SCOPES = ['credential:update'];
const TIMEOUT_MS = 120_000;
const POLL_MS = 250;
const ROTATE = 'POST /api/v1/rotateToken';
const READ = 'GET /api/v1/getContacts';

/** The credential to rotate and the key to store by, of these checks alone. */
async function credentialsFor({ api, sandbox, url }) {
	const { url: host, tenantId, watiToken } = await sandbox.state();
	const apiKey = await newApiKey(api, 'This n8n (rotation)', SCOPES);
	return {
		watiApi: await api.saveCredential({
			name: 'WATI (rotation)',
			type: 'watiApi',
			data: { apiUrl: `${host}/${tenantId}`, accessToken: watiToken },
		}),
		n8nApi: await api.saveCredential({
			name: 'n8n (rotation)',
			type: 'n8nApi',
			data: { apiKey, baseUrl: `${url}/api/v1` },
		}),
	};
}

/** The example, with what a person fills in: credentials, settings and the confirmation. */
async function exampleFor(session, credentials) {
	const { sandbox, url } = session;
	const surroundings = { ...session, credentials, addresses: sandbox.addresses };
	const { nodes, ...rest } = await readExample(FILE, surroundings);
	const settings = { n8nApiUrl: `${url}/api/v1`, credentialId: credentials.watiApi.id };
	const filled = nodes.map((node) => {
		if (node.type === 'n8n-nodes-base.httpRequest') {
			return { ...node, credentials: { n8nApi: credentials.n8nApi } };
		}
		if (node.name === 'Settings') {
			const { assignments } = node.parameters.assignments;
			const own = assignments.map((one) => ({ ...one, value: settings[one.name] }));
			return { ...node, parameters: { ...node.parameters, assignments: { assignments: own } } };
		}
		if (node.name !== 'Rotate the Token') return node;
		return { ...node, parameters: { ...node.parameters, confirmRotation: true } };
	});
	return { ...rest, nodes: filled };
}

const withNode = (workflow, name, change) => ({
	...workflow,
	nodes: workflow.nodes.map((node) => (node.name === name ? { ...node, ...change(node) } : node)),
});

const itemsIn = ({ runData }, name, output = 0) =>
	(runData[name]?.at(-1)?.data?.main?.[output] ?? []).map(({ json }) => json);

const requestsTo = async ({ sandbox }, endpoint) =>
	(await sandbox.requests()).filter((request) => request.endpoint === endpoint);

/** What the page tells people to do with an execution that holds a token. */
async function forget({ api }, { id }) {
	await api.request('POST', '/executions/delete', { ids: [id] });
}

async function run(session, workflow) {
	const saved = await session.api.request('POST', '/workflows', workflow);
	return await session.api.runManually(saved, { timeoutMs: TIMEOUT_MS });
}

let prepared;

/** The new token of Account: Rotate Token gets into the credential, or stays where it can be found. */
export const rotationChecks = {
	'the example rotates the token, stores it and checks it': async (session) => {
		const { api, assert, editor, picture } = session;
		await startOver(session);
		const credentials = await credentialsFor(session);
		prepared = { credentials, workflow: await exampleFor(session, credentials) };
		const saved = await api.request('POST', '/workflows', prepared.workflow);
		const execution = await api.runManually(saved, { timeoutMs: TIMEOUT_MS });
		assert.equal(execution.status, 'success', execution.error?.message);
		const [{ token }] = itemsIn(execution, 'Rotate the Token');
		assert.ok(token.length > 10);
		const [done] = itemsIn(execution, 'Stored and Accepted');
		assert.match(done.result, /WATI accepts it/);
		const read = (await requestsTo(session, READ)).at(-1);
		assert.equal(read.headers.authorization, `Bearer ${token}`);
		await editor.openWorkflow(saved.id);
		await picture('example-rotate-token');
		await forget(session, execution);
	},

	'a key that may not store it fails before anything is blocked': async (session) => {
		const { api, assert } = session;
		const { workflow } = prepared;
		const before = (await requestsTo(session, ROTATE)).length;
		const apiKey = await newApiKey(api, 'This n8n (no scope)', ['execution:list']);
		const n8nApi = await api.saveCredential({
			name: 'n8n (no scope)',
			type: 'n8nApi',
			data: { apiKey, baseUrl: `${session.url}/api/v1` },
		});
		const changed = withNode(workflow, 'May It Be Stored', () => ({ credentials: { n8nApi } }));
		const execution = await run(session, changed);
		assert.equal(execution.status, 'error');
		assert.equal(execution.runData['Rotate the Token'], undefined);
		assert.equal((await requestsTo(session, ROTATE)).length, before);
	},

	'a token that cannot be stored stays in the execution that the message names': async (
		session,
	) => {
		const { api, assert } = session;
		const { credentials, workflow } = prepared;
		const changed = withNode(workflow, 'Store the Token', ({ parameters }) => ({
			waitBetweenTries: 0,
			parameters: { ...parameters, url: `${session.url}/api/v1/credentials/nobody` },
		}));
		const execution = await run(session, changed);
		assert.equal(execution.status, 'error');
		assert.match(
			execution.error.message,
			new RegExp(`could not be stored\\. It is in execution ${execution.id} `),
		);
		const [{ token: accessToken, secret }] = itemsIn(execution, 'Rotate the Token');
		assert.equal(secret, true);
		const { name, type } = { name: credentials.watiApi.name, type: 'watiApi' };
		const { url, tenantId } = session.sandbox.addresses;
		const data = { apiUrl: `${url}/${tenantId}`, accessToken };
		const { id } = credentials.watiApi;
		await api.request('PATCH', `/credentials/${id}`, { name, type, data });
		const { status, message } = await api.testCredential({ id, name, type, data });
		assert.equal(status, 'OK', message);
		await forget(session, execution);
	},

	'a published run leaves no execution, and so no token, behind': async (session) => {
		const { api, assert } = session;
		const path = 'rotate-now';
		const changed = withNode(prepared.workflow, 'Every Five Months', () => ({
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			webhookId: path,
			parameters: { httpMethod: 'POST', path, responseMode: 'lastNode' },
		}));
		const published = await api.publishNew(changed);
		const nodes = published.nodes.filter(({ type }) => type === 'n8n-nodes-base.webhook');
		const response = await fetch(addressOf(session, { nodes }), { method: 'POST' });
		assert.match(await response.text(), /WATI accepts it/);
		const filter = encodeURIComponent(JSON.stringify({ workflowId: published.id }));
		const deadline = Date.now() + TIMEOUT_MS;
		let left = [{}];
		while (left.length > 0 && Date.now() < deadline) {
			await sleep(POLL_MS);
			({ results: left } = await api.request('GET', `/executions?filter=${filter}`));
		}
		await api.unpublish(published);
		await startOver(session);
		await refreshCredentials(session);
		assert.deepEqual(left, []);
	},
};
