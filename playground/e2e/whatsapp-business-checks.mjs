import { createHmac } from 'node:crypto';

import { STACK_TRACE } from '../lib/services/strangers.mjs';
import { startOver } from '../lib/workflows/trigger.mjs';

const FILE = 'whatsapp-business-auto-reply.json';
const [ADA, BEN] = ['14155550101', '14155550102'];

/** The address of the published example, without anything secret: Meta signs instead. */
function callbackOf({ url, workflows }) {
	const { webhookId } = workflows.get(FILE).nodes.find((node) => node.webhookId !== undefined);
	return `${url}/webhook/${webhookId}/whatsapp-business`;
}

const control = async ({ sandbox }, method, path, body) =>
	await sandbox.control(method, `business/${path}`, body);

async function subscribe(session) {
	const callbackUrl = callbackOf(session);
	return await control(session, 'PUT', 'subscription', { callbackUrl, ...session.metaApp });
}

/** Publishes the example, lets Meta verify it, does the work, and leaves nothing published. */
async function withExample(session, work) {
	const { api, workflows } = session;
	await startOver(session);
	const workflow = workflows.get(FILE);
	await api.publish(workflow);
	try {
		await subscribe(session);
		const before = (await api.executionsOf(workflow)).length;
		await work({
			executions: async () => (await api.executionsOf(workflow)).length - before,
		});
	} finally {
		await control(session, 'DELETE', 'subscription');
		await api.unpublish(workflow);
	}
}

async function answersTo({ sandbox }, whatsappNumber) {
	const requests = await sandbox.requests();
	return requests.filter(
		({ method, path, body }) =>
			method === 'POST' && path.endsWith('/messages') && body?.to === whatsappNumber,
	);
}

/** Waits for n8n to end what it began, since a webhook is answered before its workflow ends. */
async function until(holds) {
	for (let round = 0; round < 100; round += 1) {
		if (await holds()) return;
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
}

export const whatsappBusinessChecks = {
	'Meta verifies the address with the right token alone': async (session) => {
		const { assert } = session;
		await withExample(session, async () => {
			const url = new URL(callbackOf(session));
			const ask = async (token) => {
				url.searchParams.set('hub.mode', 'subscribe');
				url.searchParams.set('hub.verify_token', token);
				url.searchParams.set('hub.challenge', '1158201444');
				const response = await fetch(url);
				return [response.status, await response.text()];
			};
			assert.deepEqual(await ask(session.metaApp.verifyToken), [200, '1158201444']);
			const [status, text] = await ask('another');
			assert.equal(status, 403);
			assert.ok(!text.includes('1158201444'));
		});
	},

	'a batch of three messages that comes twice is answered three times': async (session) => {
		const { assert } = session;
		await withExample(session, async ({ executions }) => {
			const messages = [ADA, BEN, ADA].map((whatsappNumber, index) => ({
				whatsappNumber,
				// What is beyond ASCII leaves Meta as escapes: another body than n8n would write.
				text: `Grüße ${index + 1}/3`,
			}));
			await control(session, 'POST', 'customer', { messages });
			await control(session, 'GET', 'deliveries');
			await control(session, 'POST', 'repeat', { number: 1 });
			await until(async () => (await answersTo(session, ADA)).length >= 2);
			const deliveries = await control(session, 'GET', 'deliveries');
			assert.ok(deliveries.every(({ status }) => status === 200));
			assert.equal(await executions(), 1);
			assert.equal((await answersTo(session, ADA)).length, 2);
			assert.equal((await answersTo(session, BEN)).length, 1);
		});
	},

	'what Meta did not sign gets 401 and starts nothing': async (session) => {
		const { assert, readLog } = session;
		await withExample(session, async ({ executions }) => {
			const bytes = JSON.stringify({
				object: 'whatsapp_business_account',
				entry: [{ id: '1', changes: [] }],
			});
			const signed = (text, secret) =>
				`sha256=${createHmac('sha256', secret).update(text).digest('hex')}`;
			const calls = {
				'no signature': undefined,
				'the signature of an old secret': signed(bytes, 'fedcba9876543210fedcba9876543210'),
				'the signature of another body': signed(`${bytes} `, session.metaApp.appSecret),
			};
			const log = await readLog();
			for (const [what, signature] of Object.entries(calls)) {
				const response = await fetch(callbackOf(session), {
					method: 'POST',
					headers: {
						'content-type': 'application/json',
						...(signature ? { 'x-hub-signature-256': signature } : {}),
					},
					body: bytes,
				});
				assert.equal(response.status, 401, what);
				assert.doesNotMatch(await response.text(), STACK_TRACE, what);
			}
			assert.equal(await executions(), 0);
			assert.doesNotMatch((await readLog()).slice(log.length), STACK_TRACE);
		});
	},
};
