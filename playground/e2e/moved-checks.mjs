import { buildMovedWorkflow, MOVED_MESSAGES } from '../lib/services/own-whatsapp.mjs';

const TIMEOUT_MS = 120_000;

/** A message without what only says the usual in more words: one person gets it, which Meta takes for granted. */
function readMessage({ body }) {
	const message = { ...body };
	delete message.recipient_type;
	return message;
}

/** n8n's own node sends empty texts for fields left empty, and numbers where this one sends texts. */
function plain(value) {
	if (Array.isArray(value)) return value.map(plain);
	if (typeof value !== 'object' || value === null) return String(value);
	return Object.fromEntries(
		Object.entries(value)
			.filter(([, inner]) => inner !== '')
			.sort(([one], [other]) => one.localeCompare(other))
			.map(([name, inner]) => [name, plain(inner)]),
	);
}

/** What people see who move from n8n's own WhatsApp node. */
export const movedChecks = {
	"n8n's own WhatsApp node and ours send the same, with one credential": async ({
		assert,
		api,
		credentials,
		editor,
		picture,
		sandbox,
	}) => {
		await sandbox.control('POST', 'reset', {});
		const workflow = await api.request(
			'POST',
			'/workflows',
			buildMovedWorkflow(credentials.whatsAppApi),
		);
		const { status, error, runData } = await api.runManually(workflow, { timeoutMs: TIMEOUT_MS });
		assert.equal(status, 'success', error?.message);
		assert.equal(Object.keys(runData).length, workflow.nodes.length);
		const sent = (await sandbox.requests()).filter(
			({ method, path }) => method === 'POST' && path.endsWith('/messages'),
		);
		const hosts = new Set(sent.map(({ headers }) => headers.host));
		assert.deepEqual([...hosts], ['graph.facebook.com']);
		const labels = Object.keys(MOVED_MESSAGES);
		assert.equal(sent.length, labels.length * 2);
		const byLabel = (side) =>
			Object.fromEntries(
				labels.map((label, place) => [label, plain(readMessage(sent[place * 2 + side]))]),
			);
		await editor.openWorkflow(workflow.id);
		await picture('moved-from-n8n', 900);
		assert.deepEqual(byLabel(1), byLabel(0));
	},
};
