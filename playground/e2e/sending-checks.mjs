import { PACKAGE_NAME } from '../lib/paths.mjs';

const PEOPLE = [
	{ phone: '14155550121', name: 'Nora Vale', order: 'A-401' },
	{ phone: '+1 (415) 555-0122', name: 'Omar Reyes', order: 'A-402' },
	{ phone: '14155550123', name: 'Pia Lund', order: 'A-403' },
];

const toMany = {
	resource: 'template',
	operation: 'sendToMany',
	template: { __rl: true, mode: 'list', value: 'order_update', cachedResultName: 'order_update' },
	recipientsFrom: 'items',
	whatsappNumber: { __rl: true, mode: 'number', value: '={{ $json.phone }}' },
	templateParameters: {
		mappingMode: 'defineBelow',
		value: { name: '={{ $json.name }}', ordernumber: '={{ $json.order }}' },
	},
};

const guarded = {
	resource: 'message',
	operation: 'sendText',
	whatsappNumber: { __rl: true, mode: 'number', value: '14155550101' },
	messageText: 'Your order is on its way.',
	options: {
		window: { check: { windowCheck: 'stop' } },
		defaultCountryCode: '1',
		includeUsage: true,
		verify: true,
		agentLimits: {
			allowedNumbers: '1415*',
			allowedTemplates: ['order_update'],
			mostRecipients: 10,
			mostSends: 10,
		},
	},
};

/** People from a Code node, and a node for each way to send to them. */
function sendingWorkflow(credentials) {
	const wati = (name, parameters, row) => ({
		id: name,
		name,
		type: `${PACKAGE_NAME}.wati`,
		typeVersion: 1,
		position: [480, row * 200],
		parameters,
		credentials: { matonApi: credentials.matonApi },
	});
	const sends = [
		wati('Preview to Many', { ...toMany, options: { previewOnly: true } }, 0),
		wati('Send to Many', { ...toMany, options: { includeUsage: true } }, 1),
		wati('Guarded Text', guarded, 2),
	];
	const people = PEOPLE.map((json) => ({ json }));
	return {
		name: 'Send to many people',
		settings: {},
		nodes: [
			{
				id: 'start',
				name: 'Start',
				type: 'n8n-nodes-base.manualTrigger',
				typeVersion: 1,
				position: [0, 200],
				parameters: {},
			},
			{
				id: 'people',
				name: 'People',
				type: 'n8n-nodes-base.code',
				typeVersion: 2,
				position: [240, 200],
				parameters: { jsCode: `return ${JSON.stringify(people)};` },
			},
			...sends,
		],
		connections: {
			Start: { main: [[{ node: 'People', type: 'main', index: 0 }]] },
			People: { main: [sends.map(({ name }) => ({ node: name, type: 'main', index: 0 }))] },
		},
	};
}

const bulkCalls = async (sandbox) =>
	(await sandbox.control('GET', 'counts'))['POST /api/v2/sendTemplateMessages'] ?? 0;

/** Sending to many people, and the options that decide what leaves. */
export const sendingChecks = {
	'a preview shows the text, the request and its cost, and sends nothing': async (session) => {
		const { api, credentials, editor, sandbox, picture, assert } = session;
		const before = await bulkCalls(sandbox);
		const { id } = await api.request('POST', '/workflows', sendingWorkflow(credentials));
		await editor.openWorkflow(id);
		await editor.openNode('Preview to Many');
		const output = await editor.executeStep();
		assert.match(output, /Hi Nora Vale, order A-401 shipped\./);
		await editor.showFields();
		await picture('preview');
		await editor.closeNode();
		assert.equal(await bulkCalls(sandbox), before);
	},

	'all items leave in one call, and each shows its own result': async (session) => {
		const { editor, sandbox, picture, assert } = session;
		const before = await bulkCalls(sandbox);
		await editor.openNode('Send to Many');
		await editor.executeStep();
		await editor.showTable();
		const output = await editor.outputText();
		for (const shown of ['14155550121', '14155550122', '14155550123']) {
			assert.ok(output.includes(shown), output);
		}
		await editor.page.getByText('3 recipients in 1 call, which saved 2 calls.').waitFor();
		await picture('send-to-many');
		assert.equal((await bulkCalls(sandbox)) - before, 1);
		const [sent] = await sandbox.control('GET', 'messages?whatsappNumber=14155550122');
		assert.equal(sent.text, 'Hi Omar Reyes, order A-402 shipped.');
		await editor.closeNode();
	},

	'the options can be read in full': async ({ editor, picture }) => {
		await editor.openNode('Guarded Text');
		const fields = editor.page.locator('[data-test-id="node-parameters"]');
		for (const label of ['Allowed Templates', '24-Hour Window', 'Agent Limits']) {
			await fields.getByText(label).first().waitFor();
		}
		await picture('delivery-options', 1340);
		await editor.closeNode();
	},
};
