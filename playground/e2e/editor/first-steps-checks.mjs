const MANUAL_TRIGGER = 'When clicking ‘Execute workflow’';
const WHATSAPP_BUSINESS = 'WhatsApp Business (Maton)';

const AGENT = {
	name: 'An agent on WhatsApp',
	settings: {},
	nodes: [
		{
			id: 'chat',
			name: 'Chat',
			type: '@n8n/n8n-nodes-langchain.chatTrigger',
			typeVersion: 1.1,
			position: [0, 0],
			parameters: {},
			webhookId: 'an-agent-on-whatsapp',
		},
		{
			id: 'agent',
			name: 'AI Agent',
			type: '@n8n/n8n-nodes-langchain.agent',
			typeVersion: 2,
			position: [240, 0],
			parameters: {},
		},
	],
	connections: { Chat: { main: [[{ node: 'AI Agent', type: 'main', index: 0 }]] } },
};

/** From an empty workflow to nodes on the canvas, a credential that works, and a first event. */
export const firstStepsChecks = {
	'the palette finds nodes and triggers by "wati" and by "whatsapp"': async (session) => {
		const { editor, assert, picture } = session;
		await editor.openNewWorkflow();
		await editor.palette.openForFirstStep();
		// n8n shows a node and its trigger as one, and what is inside by what is looked for.
		assert.ok((await editor.palette.search('wati', 'WATI')).includes(WHATSAPP_BUSINESS));
		await editor.palette.pick('WATI');
		await editor.palette.offers('On message received');

		await editor.openNewWorkflow();
		await editor.palette.openForFirstStep();
		assert.ok((await editor.palette.search('whatsapp', 'WATI')).includes(WHATSAPP_BUSINESS));
		await picture('palette');
		await editor.palette.pick(WHATSAPP_BUSINESS);
		await editor.palette.offers('On message received');
	},

	'a search for "wati" adds the node, and one for "whatsapp" WhatsApp Business': async (
		session,
	) => {
		const { editor } = session;
		await editor.openNewWorkflow();
		await editor.palette.openForFirstStep();
		await editor.palette.search('manual', 'Manual Trigger');
		await editor.palette.pick('Manual Trigger');
		await editor.palette.openBehind(MANUAL_TRIGGER);
		await editor.palette.search('whatsapp', WHATSAPP_BUSINESS);
		await editor.palette.pick(WHATSAPP_BUSINESS);
		await editor.palette.pickAction('Send a text message');
		await editor.opened();
		await editor.closeNode();
		await editor.palette.openBehind('Send a text message');
		await editor.palette.search('wati', 'WATI');
		await editor.palette.pick('WATI');
		await editor.palette.pickAction('Send a template');
		await editor.opened();
	},

	'a credential made in the editor tells good, wrong and unreachable apart': async (session) => {
		const { api, editor, sandbox, assert, picture } = session;
		const { url, matonKey, matonKeyWithoutConnections } = sandbox.addresses;
		const unconnected = {
			name: 'Maton without a connection',
			type: 'matonApi',
			data: { apiKey: matonKeyWithoutConnections, connectionId: '', gatewayUrl: url },
		};
		const { id } = await api.saveCredential(unconnected);
		const remark = await api.testCredential({ ...unconnected, id });
		await api.request('DELETE', `/credentials/${id}`);
		assert.equal(remark.status, 'OK');
		assert.match(remark.message, /has no active WATI connection yet/);
		const dialog = editor.credentialDialog;
		await dialog.begin('Maton Key');
		await dialog.fill({ apiKey: 'wrong', gatewayUrl: url });
		await dialog.save();
		assert.match(await dialog.trouble(), /did not accept the API key/);
		await picture('credential-refused', 1000);
		await dialog.fill({ apiKey: matonKey, gatewayUrl: 'http://127.0.0.1:9' });
		await dialog.save();
		assert.match(await dialog.trouble(), /could not reach 127\.0\.0\.1:9: nothing answers there/);
		await dialog.fill({ gatewayUrl: url });
		await dialog.save();
		await dialog.closed();
		const templates = await editor.listOf('template');
		assert.ok(templates.includes('order_update (en, utility)'), templates.join());
	},

	'the trigger shows its address to copy, listens, and shows an event': async (session) => {
		const { editor, assert, picture } = session;
		await editor.openNewWorkflow();
		await editor.palette.openForFirstStep();
		await editor.palette.search('whatsapp', 'WATI');
		await editor.palette.pick('WATI');
		await editor.palette.pickAction('On message received');
		await editor.opened();
		await editor.chooseCredential('Maton (sandbox)');
		const address = await editor.copyTestAddress();
		assert.match(address, /^http:\/\/localhost:\d+\/webhook-test\/\S+\/wati$/);
		await editor.listen();
		await picture('trigger-panel');
		assert.match(await (await fetch(address)).text(), /The test address is right/);
		const event = { eventType: 'message', id: '1', waId: '14155550101', type: 'text' };
		const answer = await fetch(address, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ ...event, text: 'Do you have it in blue?' }),
		});
		assert.equal(answer.status, 200);
		await editor.outputWith('Do you have it in blue?');
		assert.match(await editor.outputText(), /messageReceived/);
		await editor.closeNode();
	},

	'an agent gets the node as a tool from the palette of its connector': async (session) => {
		const { api, editor, assert, picture } = session;
		const { id } = await api.request('POST', '/workflows', AGENT);
		await editor.openWorkflow(id);
		await editor.palette.openAtConnector('AI Agent', 'Tool');
		const found = await editor.palette.search('wati', 'WATI Tool');
		assert.ok(found.includes(`${WHATSAPP_BUSINESS} Tool`), found.join());
		await editor.palette.pick('WATI Tool');
		await editor.opened();
		await editor.closeNode();
		const tools = editor.page.locator('[data-node-type="n8n-nodes-maton-wati.watiTool"]');
		assert.equal(await tools.count(), 1);
		const name = await tools.getAttribute('data-node-name');
		const edge = `[data-source-node-name="${name}"][data-target-node-name="AI Agent"]`;
		await editor.page.locator(edge).first().waitFor({ state: 'attached' });
		assert.deepEqual(await editor.iconOf(name), { file: 'wati.svg', width: 64 });
		await picture('agent-tool');
	},
};
