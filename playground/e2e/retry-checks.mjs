import { PACKAGE_NAME } from '../lib/paths.mjs';

const PEOPLE = 3_000;
const BAD_PLACE = 1_500;
const NOT_ON_WHATSAPP = '14155550111';
const TEXT = 'POST /api/v1/sendSessionMessage/{whatsappNumber}';
const RUN_MS = 60_000;
const AT_ONCE = 100;

const numberAt = (first, at) => String(14_155_000_000 + first + at);

/** A workflow of a trigger, a Code node that makes so many people, and a node that sends to them. */
function workflowFor({ name, first, count, parameters, credentials }) {
	const people = `Array.from({ length: ${count} }, (_, at) => ({ json: {
		phone: at === ${BAD_PLACE} ? '${NOT_ON_WHATSAPP}' : String(${14_155_000_000 + first} + at), name: 'Person ' + at } }))`;
	return {
		name,
		settings: { executionOrder: 'v1' },
		nodes: [
			['Start', 'n8n-nodes-base.manualTrigger', 1, {}],
			['People', 'n8n-nodes-base.code', 2, { jsCode: `return ${people};` }],
			['Send', `${PACKAGE_NAME}.wati`, 1, parameters],
		].map(([label, type, typeVersion, given], at) => ({
			id: label,
			name: label,
			type,
			typeVersion,
			position: [at * 240, 0],
			parameters: given,
			...(label === 'Send' ? { credentials: { matonApi: credentials.matonApi } } : {}),
		})),
		connections: {
			Start: { main: [[{ node: 'People', type: 'main', index: 0 }]] },
			People: { main: [[{ node: 'Send', type: 'main', index: 0 }]] },
		},
	};
}

const number = (value) => ({ __rl: true, mode: 'number', value });

const campaign = (phone) => ({
	resource: 'template',
	operation: 'sendToMany',
	template: { __rl: true, mode: 'name', value: 'order_update' },
	recipientsFrom: 'items',
	whatsappNumber: number(phone),
	templateParameters: {
		mappingMode: 'defineBelow',
		value: { name: '={{ $json.name }}', ordernumber: 'A-1' },
	},
	options: { broadcastName: '=Sale {{ $execution.id }}' },
});

/** How many people got so many messages, by that number, as the simulator has them on their phones. */
async function arrivals(sandbox, first, count) {
	const amounts = {};
	for (let start = 0; start < count; start += AT_ONCE) {
		const places = Array.from({ length: Math.min(AT_ONCE, count - start) }, (_, at) => start + at);
		const chats = await Promise.all(
			places.map((at) => sandbox.control('GET', `messages?whatsappNumber=${numberAt(first, at)}`)),
		);
		for (const { length } of chats) amounts[length] = (amounts[length] ?? 0) + 1;
	}
	return amounts;
}

/** What *Retry* in the list of executions does: with the workflow as it was, or as it is saved now. */
async function retry(api, failed, loadWorkflow) {
	const { id } = await api.request('POST', `/executions/${failed.id}/retry`, { loadWorkflow });
	return await api.execution(id);
}

const marked = ({ runData }) =>
	(runData.Send?.at(-1)?.data?.main[0] ?? []).filter(({ json }) => json.remembered === true);

/** n8n's own Retry of a failed execution. */
export const retryChecks = {
	'a failed campaign of 3,000 with one bad number, retried both ways: each person once': async (
		session,
	) => {
		const { api, credentials, sandbox, assert } = session;
		const first = 600_000;
		const workflow = await api.request(
			'POST',
			'/workflows',
			workflowFor({
				name: 'Campaign to retry',
				first,
				count: PEOPLE,
				parameters: campaign('={{ $json.phone }}'),
				credentials,
			}),
		);
		const failed = await api.runManually(workflow, { timeoutMs: RUN_MS });
		assert.equal(failed.status, 'error');
		assert.deepEqual(await arrivals(sandbox, first, PEOPLE), { 0: 1_001, 1: 1_999 });
		const asItWas = await retry(api, failed, false);
		assert.equal(asItWas.status, 'error');
		assert.deepEqual(await arrivals(sandbox, first, PEOPLE), { 0: 2, 1: 2_998 });
		const good = numberAt(first, BAD_PLACE);
		const send = campaign(`={{ $json.phone === '${NOT_ON_WHATSAPP}' ? '${good}' : $json.phone }}`);
		const saved = await api.request('GET', `/workflows/${workflow.id}`);
		const nodes = saved.nodes.map((node) =>
			node.name === 'Send' ? { ...node, parameters: send } : node,
		);
		await api.request('PATCH', `/workflows/${workflow.id}`, { ...saved, nodes });
		const asSaved = await retry(api, asItWas, true);
		assert.equal(asSaved.status, 'success');
		assert.deepEqual(await arrivals(sandbox, first, PEOPLE), { 1: PEOPLE });
		assert.equal(marked(asSaved).length, 2_998);
	},

	'single messages, one refused and one of unknown outcome: nobody gets a second one': async (
		session,
	) => {
		const { api, credentials, sandbox, assert } = session;
		const first = 700_000;
		const count = 12;
		for (let at = 0; at < count; at++) {
			const open = { whatsappNumber: numberAt(first, at), open: true };
			await sandbox.control('POST', 'window', open);
		}
		const parameters = {
			resource: 'message',
			operation: 'sendText',
			whatsappNumber: number('={{ $json.phone }}'),
			messageText: '=Hi {{ $json.name }}, it is {{ $now.toMillis() }}',
		};
		const given = { name: 'Messages to retry', first, count, parameters, credentials };
		const workflow = await api.request('POST', '/workflows', workflowFor(given));
		await sandbox.control('POST', 'faults', [
			{ endpoint: TEXT, kind: 'dropAfter', after: 3 },
			{ endpoint: TEXT, kind: 'status', status: 400, after: 5 },
		]);
		const failed = await api.runManually(workflow, { timeoutMs: RUN_MS });
		assert.equal(failed.status, 'error');
		const stuck = await retry(api, failed, false);
		assert.match(stuck.error.message, /^The execution that is retried sent this/);
		const saved = await api.request('GET', `/workflows/${workflow.id}`);
		const nodes = saved.nodes.map((node) =>
			node.name === 'Send' ? { ...node, onError: 'continueRegularOutput' } : node,
		);
		await api.request('PATCH', `/workflows/${workflow.id}`, { ...saved, nodes });
		assert.equal((await retry(api, stuck, true)).status, 'success');
		assert.deepEqual(await arrivals(sandbox, first, count), { 1: count });
	},
};
