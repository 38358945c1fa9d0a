import { addressOf, settled, startOver, triggerWorkflow, webhooksOf } from '../../lib/workflows/trigger.mjs';

const ADA = '14155550101';
const TRIGGER = 'WATI Trigger';
const V3_LIST = 'GET /api/ext/v3/webhooks';

const received = { events: ['messageReceived'] };

async function save({ api, credentials }, name, parameters) {
	const workflow = triggerWorkflow(credentials, name, parameters);
	return await api.request('POST', '/workflows', { settings: {}, ...workflow });
}

/** How the trigger gets to know of events, as a person sees it in the editor. */
export const registrationChecks = {
	'a test event arrives in the panel, and the published webhook stays as it is': async (
		session,
	) => {
		const { api, editor, sandbox, picture, assert } = session;
		await startOver(session);
		const workflow = await save(session, 'Listen for an event', received);
		await api.publish(workflow);
		const published = await sandbox.control('GET', 'webhooks');
		await editor.openWorkflow(workflow.id);
		await editor.openNode(TRIGGER);
		await editor.listen();
		const urls = (await sandbox.control('GET', 'webhooks')).map(({ url }) => new URL(url).pathname);
		assert.equal(urls.length, 2);
		assert.ok(urls[1].startsWith('/webhook-test/'), urls.join());

		await sandbox.control('POST', 'customer', { whatsappNumber: ADA, text: 'Is it open today?' });
		const output = await editor.outputText();
		for (const shown of ['messageReceived', ADA, 'Is it open today?']) {
			assert.ok(output.includes(shown), output);
		}
		await editor.showFields();
		await picture('trigger-test-event');
		await editor.closeNode();
		await sandbox.control('GET', 'webhooks/settled');
		assert.deepEqual(await sandbox.control('GET', 'webhooks'), published);
		const modes = (await settled(session, workflow)).map(({ mode }) => mode);
		assert.deepEqual(modes.sort(), ['manual', 'webhook']);
		await api.unpublish(workflow);
	},

	'a refused registration says in the editor what to do by hand': async (session) => {
		const { api, editor, sandbox, picture, assert } = session;
		await startOver(session);
		await sandbox.control('POST', 'webhooks/settings', { webhookPlan: 'growth' });
		const workflow = await save(session, 'A plan without webhooks', received);
		await editor.openWorkflow(workflow.id);
		await editor.openNode(TRIGGER);
		await editor.execute();
		const expected = /does not let this account register webhooks.*'Registration' to By Hand/s;
		assert.match(await editor.notice('Problem running workflow'), expected);
		await picture('trigger-refused');
		await editor.closeNode();
		await editor.publish();
		assert.match(await editor.notice('Workflow could not be published'), expected);
		await api.unpublish(workflow);
	},

	'by hand, WATI can use the Production URL as it is': async (session) => {
		const { api, editor, sandbox, picture, assert } = session;
		await startOver(session);
		const byHand = { ...received, registration: 'manual' };
		const guessed = triggerWorkflow(session.credentials, 'By hand, guessed path', byHand);
		guessed.nodes[0].webhookId = 'orders';
		const refused = await api.publishNew(guessed).then(
			() => '',
			({ message }) => message,
		);
		assert.match(refused, /Others can guess .*Webhook Secret/);
		const workflow = await save(session, 'By hand', byHand);
		await editor.openWorkflow(workflow.id);
		await editor.openNode(TRIGGER);
		await picture('trigger-by-hand');
		await editor.closeNode();
		await editor.publish();
		await api.published(workflow);
		const address = addressOf(session, workflow);
		assert.match(await (await fetch(address)).text(), /its random ID keeps it secret.*WATI cannot reach it: localhost/s);

		const hook = await sandbox.control('POST', 'webhooks', {
			url: address,
			eventTypes: ['message'],
		});
		await sandbox.control('POST', 'webhooks/sample', { id: hook.id, eventType: 'message' });
		const modes = (await settled(session, workflow)).map(({ mode }) => mode);
		assert.deepEqual(modes, ['webhook']);
		await api.unpublish(workflow);
		assert.deepEqual(
			(await sandbox.control('GET', 'webhooks')).map(({ id }) => id),
			[hook.id],
		);
	},

	'a full account and an address that exists already are told apart': async (session) => {
		const { api, sandbox, assert } = session;
		await startOver(session);
		const secret = '0123456789abcdef'.repeat(4);
		const fixed = { ...received, options: { webhookSecret: secret } };
		const existing = await save(session, 'Exists at WATI', fixed);
		const surplus = await save(session, 'One too many', received);
		await sandbox.control('POST', 'webhooks', {
			url: `${addressOf(session, existing)}?token=${secret}`,
			eventTypes: ['message'],
			phoneNumber: (await sandbox.state()).tenants[0].channelPhoneNumber,
		});
		await sandbox.control('POST', 'webhooks/settings', { webhookLimit: 1 });
		await sandbox.control('POST', 'faults', {
			endpoint: V3_LIST,
			kind: 'status',
			status: 403,
			times: 0,
		});
		const refusalOf = async (workflow) =>
			await api.publish(workflow).then(
				() => '',
				({ message }) => message,
			);
		const refusals = await Promise.all([existing, surplus].map(refusalOf));
		await sandbox.control('DELETE', 'faults');
		assert.match(refusals[0], /this address already.*Remove it in WATI under Connector, Webhooks/);
		assert.match(refusals[1], /reached its limit of webhooks.*Remove an unused one/);
		assert.ok(!refusals.join().includes(secret));
		assert.equal((await webhooksOf(session, surplus)).length, 0);
		for (const workflow of [existing, surplus]) await api.unpublish(workflow);
	},
};
