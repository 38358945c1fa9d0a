import { runTour } from '../lib/workflows/tour.mjs';

const EXAMPLE = 'whatsapp-business.json';
const TEMPLATE_NODE = 'Send the Invoice';

/**
 * Operations that the example leaves out: they need a message of a customer, a person in front of a browser,
 * Meta's own token, a published trigger that wakes them, or an approved template that is reviewed again.
 */
const LEFT_OUT = [
	'conversation/resumeBot',
	'media/download',
	'message/markAsRead',
	'message/sendAndWait',
	'message/sendAndWaitForReply',
	'message/waitForDelivery',
	'connection/create',
	'connection/delete',
	'connection/get',
	'template/update',
];

/** What a person sees of the node WhatsApp Business (Maton). */
export const cloudApiChecks = {
	'the example runs every operation it holds': async ({ assert, workflows, ...session }) => {
		const workflow = workflows.get(EXAMPLE);
		assert.ok(workflow, `${EXAMPLE} was not imported`);
		const { status, error, rows } = await runTour({ ...session, workflow });
		assert.equal(status, 'success', error);
		const failed = rows
			.filter(({ passed }) => !passed)
			.map(({ resource, operation, result }) => ({ name: `${resource}/${operation}`, result }))
			.filter(({ name }) => !LEFT_OUT.includes(name));
		assert.deepEqual(failed, []);
	},

	'the palette finds the node by "cloud api"': async ({ assert, editor, workflows }) => {
		await editor.openWorkflow(workflows.get(EXAMPLE).id);
		await editor.palette.open();
		const [first] = await editor.palette.search('cloud api', 'WhatsApp Business (Maton)');
		assert.equal(first, 'WhatsApp Business (Maton)');
		await editor.palette.close();
	},

	'templates are picked from the account, by language': async ({ assert, editor }) => {
		await editor.openNode(TEMPLATE_NODE);
		// The example keeps the fields as they are now: n8n offers to renew others.
		await editor.mapperLabels('Button 1 link ending');
		assert.equal(await editor.page.locator('[class*=staleDataWarning]').count(), 0);
		const templates = await editor.listOf('template');
		assert.ok(templates.includes('order_update (de, utility)'), templates.join());
		assert.ok(!templates.some((name) => name.startsWith('new_hours')), templates.join());
	},

	'a picked template turns header, body and buttons into fields': async ({
		assert,
		editor,
		picture,
	}) => {
		await editor.pick('invoice_ready (en_US, utility)');
		const labels = await editor.mapperLabels('Button 1 link ending');
		assert.ok(labels.includes('Document (link or ID) *'), labels.join());
		assert.ok(!labels.includes('Button 2 payload'), labels.join());
		await editor.page.getByText('Add variable to send').waitFor();
		await picture('whatsapp-business-template', 1250);
	},
};
