import { operationOfNode, operationsOf } from './operations.mjs';
import { table } from '../table.mjs';
import { triggerWorkflow } from './trigger.mjs';

const TIMEOUT_MS = 180_000;

function failureOfItem(item) {
	const failure = item.error ?? item.json?.error;
	if (failure === undefined || failure === null) return undefined;
	return typeof failure === 'string' ? failure : (failure.message ?? JSON.stringify(failure));
}

/** What each node did: runs in order, output items, and the first failure. */
function readNodes(workflow, nodeTypes, runData) {
	return workflow.nodes
		.filter(({ type }) => nodeTypes.has(type))
		.map((node) => {
			const runs = runData[node.name] ?? [];
			const items = runs.flatMap((run) => (run.data?.main ?? []).flatMap((list) => list ?? []));
			const failure =
				runs.find((run) => run.error)?.error.message ??
				items.map(failureOfItem).find((text) => text !== undefined);
			return {
				name: node.name,
				type: node.type,
				...operationOfNode(nodeTypes.get(node.type), node.parameters),
				starts: runs.map(({ startTime }) => startTime),
				items: items.length,
				failure,
			};
		});
}

/** n8n runs one node after the other, so a request belongs to the node that started last before it. */
function assignRequests(requests, nodes) {
	const starts = nodes
		.flatMap((node) => node.starts.map((at) => ({ at, node })))
		.sort((one, other) => one.at - other.at);
	return requests.map((request) => ({
		...request,
		node: starts.findLast(({ at }) => at <= request.at)?.node,
	}));
}

function judge({ sends }, nodes, requests) {
	if (nodes.length === 0) return { passed: false, result: 'not in the tour' };
	const failing = nodes.find(({ failure }) => failure !== undefined);
	if (failing) return { passed: false, result: `"${failing.name}": ${failing.failure}` };
	const idle = nodes.find(({ starts }) => starts.length === 0);
	if (idle) return { passed: false, result: `"${idle.name}" did not run` };
	const empty = nodes.find(({ items }) => items === 0);
	if (empty) return { passed: false, result: `"${empty.name}" gave no items` };
	const silent = nodes.find((node) => !requests.some((request) => request.node === node));
	if (silent && sends) return { passed: false, result: `"${silent.name}" sent no request` };
	const items = nodes.reduce((sum, node) => sum + node.items, 0);
	return { passed: true, result: `done, ${items} ${items === 1 ? 'item' : 'items'}` };
}

/** Runs with a published trigger that hears nothing, where an operation needs one. */
async function withTrigger({ api, credentials }, { nodes }, run) {
	if (!nodes.some(({ parameters }) => parameters.operation === 'resumeBot')) return await run();
	const workflow = triggerWorkflow(credentials, 'Trigger beside the tour', {
		authentication: 'matonApi',
		events: ['phoneNumberDeleted'],
	});
	workflow.nodes[0].credentials = { matonApi: credentials.matonApi };
	const saved = await api.publishNew(workflow);
	try {
		return await run();
	} finally {
		await api.unpublish(saved);
	}
}

/**
 * Runs a tour and holds every operation of the nodes in it against what n8n and the sandbox saw.
 * @param {{ api: import('../n8n/n8n-api.mjs').N8nApi, sandbox: object, credentials: object, workflow: object, nodeTypes: object[] }} options
 * @returns {Promise<{ status: string, error?: string, rows: object[], requests: object[], counts: object }>}
 *   `rows` has one entry per operation: names, endpoints, requests, whether the workflow holds it, passed, result
 */
export async function runTour({ api, sandbox, credentials, workflow, nodeTypes }) {
	const before = (await sandbox.requests()).length;
	const execution = await withTrigger({ api, credentials }, workflow, () =>
		api.runManually(workflow, { timeoutMs: TIMEOUT_MS }),
	);
	const types = new Map(nodeTypes.map((type) => [type.name, type]));
	const nodes = readNodes(workflow, types, execution.runData);
	const requests = assignRequests((await sandbox.requests()).slice(before), nodes);
	const inTour = nodeTypes.filter(({ name }) => nodes.some(({ type }) => type === name));
	const rows = inTour.flatMap(operationsOf).map((operation) => {
		const own = nodes.filter(
			(node) =>
				node.type === operation.type &&
				node.resource === operation.resource &&
				node.operation === operation.operation,
		);
		const seen = requests.filter(({ node }) => own.includes(node));
		const endpoints = [...new Set(seen.map(({ endpoint }) => endpoint))];
		const row = { ...operation, endpoints, requests: seen.length, isHeld: own.length > 0 };
		return { ...row, ...judge(operation, own, seen) };
	});
	const counts = await sandbox.counts();
	return { status: execution.status, error: execution.error?.message, rows, requests, counts };
}

/** One line per operation, and one more for each further endpoint it used. */
export function operationTable({ rows }) {
	const lines = rows.flatMap((row) => [
		[row.resourceName, row.operationName, row.endpoints[0] ?? '-', row.requests, row.result],
		...row.endpoints.slice(1).map((endpoint) => ['', '', endpoint, '', '']),
	]);
	return table(['Resource', 'Operation', 'Endpoint', 'Requests', 'Result'], lines);
}

/** Requests the sandbox saw, per endpoint. */
export function countTable({ counts }) {
	return table(['Endpoint', 'Requests'], Object.entries(counts).sort());
}

function describeBody({ query, body, files }) {
	const parts = [];
	parts.push(...Object.entries(query).map(([name, value]) => `${name}=${value}`));
	if (files.length > 0)
		parts.push(files.map(({ fileName, size }) => `${fileName} (${size} bytes)`));
	else if (body !== undefined && body !== null && body !== '') parts.push(JSON.stringify(body));
	return parts.join(' ');
}

/** What was sent and received, request by request. */
export function requestTable({ requests }) {
	const lines = requests.map((request) => [
		request.node?.name ?? '',
		`${request.method} ${request.path}`,
		describeBody(request),
		`${request.status} ${typeof request.answer === 'string' ? request.answer : JSON.stringify(request.answer ?? '')}`,
	]);
	return table(['Node', 'Request', 'Sent', 'Received'], lines);
}
