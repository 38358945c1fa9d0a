const CANVAS_NODE = 'Greet by Template (v1)';

/** What a person sees in the editor, in the order in which they would do it. */
export const editorChecks = {
	'the palette finds the node by "wati" and by "whatsapp"': async ({
		editor,
		tour,
		assert,
		picture,
	}) => {
		await editor.openWorkflow(tour.id);
		await picture('tour');
		assert.ok((await editor.searchPalette('wati')).includes('WATI'));
		assert.ok((await editor.searchPalette('whatsapp')).includes('WATI'));
	},

	'the list of templates shows approved ones with their language': async ({ editor, assert }) => {
		await editor.openNode(CANVAS_NODE);
		const templates = await editor.listOf('template');
		assert.ok(templates.includes('order_update (en, approved)'), templates.join());
		assert.ok(
			!templates.some((name) => name.startsWith('spring_sale')),
			'a pending template is offered',
		);
	},

	'a picked template turns its variables into fields': async ({ editor, assert }) => {
		await editor.pick('parcel_tracking');
		const labels = await editor.mapperLabels('trackingcode');
		assert.equal(labels.length, 3, labels.join());
		assert.ok(
			labels.some((label) => label.startsWith('trackingcode (button link')),
			labels.join(),
		);
		await editor.fill('name', '{{ $json.fullName.split(" ")[0] }}');
		await editor.fill('ordernumber', 'A-200');
		await editor.fill('trackingcode', 'TRACK200');
	},

	'a step sends the template and shows the answer': async ({
		editor,
		assert,
		sandbox,
		picture,
	}) => {
		const output = await editor.executeStep();
		assert.match(output, /accepted/);
		await picture('template-sent');
		const sent = await sandbox.control('GET', 'messages?whatsappNumber=14155550190');
		assert.equal(sent.at(-1)?.text, 'Hi Lena, follow order A-200 here.');
	},

	'a refused send shows the words of WATI and what to do': async ({ editor, assert, picture }) => {
		await editor.closeNode();
		await editor.openNode('Answer in Text');
		await editor.field('whatsappNumber').locator('input').last().fill('14155550110');
		const output = await editor.executeStep();
		assert.match(output, /Ticket has been expired/);
		await picture('refused-send');
		await editor.closeNode();
	},

	'a list that cannot be loaded says why': async ({ editor, assert, sandbox }) => {
		const endpoint = 'GET /api/v1/getMessageTemplates';
		await sandbox.control('POST', 'faults', { endpoint, kind: 'status', status: 403, times: 0 });
		await editor.openNode('Tell Them It Shipped');
		const shown = await editor.listOf('template');
		await sandbox.control('DELETE', 'faults');
		assert.match(shown.join(' '), /does not allow|could not|403/i);
	},

	'the credential test tells good, wrong and unreachable apart': async ({
		api,
		sandbox,
		assert,
	}) => {
		const { url, matonKey } = sandbox.addresses;
		const { id, name } = await api.saveCredential({
			name: 'Tested',
			type: 'matonApi',
			data: { apiKey: matonKey, connectionId: '', gatewayUrl: url },
		});
		const test = async (data) => await api.testCredential({ id, name, type: 'matonApi', data });
		const good = { apiKey: matonKey, connectionId: '', gatewayUrl: `${url}/` };
		assert.equal((await test(good)).status, 'OK');
		assert.match((await test({ ...good, apiKey: 'wrong' })).message, /did not accept the API key/);
		assert.match(
			(await test({ ...good, connectionId: 'none' })).message,
			/no active WATI connection/,
		);
		assert.equal(
			(await test({ ...good, gatewayUrl: 'http://127.0.0.1:9' })).message,
			'ECONNREFUSED',
		);
	},
};
