const CANVAS_NODE = 'Greet by Template (v1)';

/** A node of each type in the examples, and the name of its icon. */
const ICONS = {
	'whatsapp-business-auto-reply.json': { 'Customer Writes': 'whatsapp-business' },
	'whatsapp-business.json': { 'Say Hello': 'whatsapp-business' },
	'auto-reply.json': { 'Customer Writes': 'wati', Answer: 'wati' },
};
const ICON_WIDTH = 64;

/** Enough for the names of the tour's nodes to be read. */
const TOUR_HEIGHT = 1900;

/** What a person sees in the editor, in the order in which they would do it. */
export const editorChecks = {
	'the icons of all nodes have a drawing for the light and for the dark theme': async (session) => {
		const { editor, workflows, assert, picture } = session;
		for (const theme of ['light', 'dark']) {
			await editor.preferTheme(theme);
			for (const [file, icons] of Object.entries(ICONS)) {
				await editor.openWorkflow(workflows.get(file).id);
				for (const [name, icon] of Object.entries(icons)) {
					const wanted = theme === 'dark' ? `${icon}.dark.svg` : `${icon}.svg`;
					assert.deepEqual(await editor.iconOf(name), { file: wanted, width: ICON_WIDTH }, name);
				}
			}
		}
		// The last one, in the dark.
		await picture('auto-reply-dark');
		await editor.preferTheme('light');
	},

	'the list of templates shows approved ones with their language': async (session) => {
		const { editor, tour, assert, picture } = session;
		await editor.openWorkflow(tour.id);
		await picture('tour', TOUR_HEIGHT);
		await editor.openNode(CANVAS_NODE);
		const templates = await editor.listOf('template');
		assert.ok(templates.includes('order_update (en, utility)'), templates.join());
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
			labels.some((label) => label.startsWith('trackingcode (link')),
			labels.join(),
		);
		const text = editor.page.locator('[data-test-id="empty-fields-notice"]');
		await text.getByText('Hi {{name}}, follow order {{ordernumber}} here.').waitFor();
		assert.match(await text.innerText(), /▸ Track → .*\{\{trackingcode\}\}\s+▸ Call us/);
		await editor.fill('name', '{{ $json.name.split(" ")[0] }}');
		await editor.fill('ordernumber', 'A-200');
		await editor.fill('trackingcode', 'TRACK200');
	},

	'a step sends the template and shows the answer': async ({
		editor,
		assert,
		sandbox,
		picture,
	}) => {
		await editor.executeStep();
		await editor.showTable();
		const output = await editor.outputText();
		for (const shown of ['accepted', 'whatsappNumber', 'true', '14155550190']) {
			assert.ok(output.includes(shown), output);
		}
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
		assert.match(output, /only within 24 hours after the customer last wrote/);
		assert.match(output, /Send a template instead \(resource Template, operation Send\)/);
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
};
