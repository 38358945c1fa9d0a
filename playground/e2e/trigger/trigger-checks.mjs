import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { root } from '../../../scripts/ensure.mjs';
import { PACKAGE_NAME } from '../../lib/paths.mjs';
import { CALLS_OF_STRANGERS, callAs, STACK_TRACE } from '../../lib/services/strangers.mjs';
import { markdownTable } from '../../lib/table.mjs';
import {
	addressOf,
	settled,
	startOver,
	subscribeToAll,
	triggerWorkflow,
	webhooksOf,
	webhookWorkflow,
} from '../../lib/workflows/trigger.mjs';

const ADA = '14155550101';
const REPEATS = 3;
const POSTS_OF_REPLAY = 9;

/** Each choice of events, and how many distinct facts of the recorded conversation it holds. */
const CHOICES = [
	['Message Received', { events: ['messageReceived'] }, 1],
	[
		'Message Delivered, Read and Replied',
		{ events: ['messageDelivered', 'messageRead', 'messageReplied'] },
		3,
	],
	['Any', { events: ['any'] }, 4],
	['Any, Direction: Both', { events: ['any'], filters: { direction: 'both' } }, 5],
];

const STATUS_NODE = 'Trigger Status';
const PATIENCE_MS = 30_000;

const page = await readFile(join(root, 'docs', 'trigger.md'), 'utf8');

/** Prints a table, and holds it against the page that shows it. */
function shownInPage(assert, headings, rows) {
	const text = markdownTable(headings, rows);
	console.log(`\n${text}\n`);
	assert.ok(page.includes(text), 'docs/trigger.md does not show this table');
}

async function answersTo(sandbox, whatsappNumber) {
	const messages = await sandbox.control('GET', `messages?whatsappNumber=${whatsappNumber}`);
	return messages.filter(({ text }) => text?.includes('thank you for your message'));
}

/** The workflow with a manual start of its own that leads to Account: Get Trigger Status. */
function withStatusNode({ nodes, connections, ...workflow }, { watiApi }) {
	const start = {
		id: randomUUID(),
		name: 'Ask',
		type: 'n8n-nodes-base.manualTrigger',
		typeVersion: 1,
		position: [0, 240],
		parameters: {},
	};
	const ask = {
		id: randomUUID(),
		name: STATUS_NODE,
		type: `${PACKAGE_NAME}.wati`,
		typeVersion: 1,
		position: [240, 240],
		parameters: {
			authentication: 'watiApi',
			resource: 'account',
			operation: 'getTriggerStatus',
		},
		credentials: { watiApi },
	};
	return {
		...workflow,
		nodes: [...nodes, start, ask],
		connections: {
			...connections,
			[start.name]: { main: [[{ node: ask.name, type: 'main', index: 0 }]] },
		},
	};
}

/** Events of WATI in a real n8n, from the sandbox's post to the executions. */
export const triggerChecks = {
	'an auto-reply answers once, whatever WATI repeats, and does not answer itself': async (
		session,
	) => {
		const { api, sandbox, workflows, editor, picture, assert } = session;
		await startOver(session);
		const workflow = workflows.get('auto-reply.json');
		await api.publish(workflow);
		const [webhook] = await webhooksOf(session, workflow);
		await subscribeToAll(session, webhook);
		await sandbox.control('POST', 'webhooks/settings', { repeats: REPEATS });
		await sandbox.control('POST', 'customer', { whatsappNumber: ADA, text: 'Are you open?' });

		const executions = await settled(session, workflow);
		assert.deepEqual(
			executions.map(({ status, mode }) => [status, mode]),
			[['success', 'webhook']],
		);
		assert.equal((await answersTo(sandbox, ADA)).length, 1);
		const names = (await sandbox.control('GET', 'deliveries')).map(({ eventType }) => eventType);
		const count = (name) => names.filter((one) => one.startsWith(name)).length;
		assert.deepEqual(
			{
				message: count('message'),
				sent: count('sessionMessageSent'),
				delivered: count('sentMessageDELIVERED'),
				read: count('sentMessageREAD'),
			},
			{ message: 8, sent: 16, delivered: 8, read: 8 },
		);

		await sandbox.control('POST', 'customer', { whatsappNumber: ADA, text: 'And on Sunday?' });
		assert.equal((await settled(session, workflow)).length, 2);
		assert.equal((await answersTo(sandbox, ADA)).length, 2);
		await api.unpublish(workflow);
		await editor.openWorkflow(workflow.id);
		await picture('auto-reply');
	},

	'a replayed conversation starts one execution per chosen fact': async (session) => {
		const { api, sandbox, credentials, assert } = session;
		await startOver(session);
		const own = await api.publishNew(webhookWorkflow('Replay into the Webhook node'));
		await sandbox.control('POST', 'webhooks', {
			url: addressOf(session, own),
			eventTypes: ['message'],
		});
		const rows = [];
		for (const [choice, parameters, facts] of CHOICES) {
			const workflow = triggerWorkflow(credentials, `Replay: ${choice}`, parameters);
			rows.push({ choice, facts, workflow: await api.publishNew(workflow), counts: [] });
		}
		rows.push({ choice: "n8n's Webhook node", workflow: own, counts: [] });

		let posts = 0;
		for (const habits of [{ repeats: 0 }, { repeats: REPEATS, reorder: true }]) {
			await sandbox.control('POST', 'webhooks/settings', habits);
			await sandbox.control('POST', 'webhooks/replay', {});
			for (const row of rows) {
				const executions = await settled(session, row.workflow);
				row.counts.push(executions.length - (row.counts[0] ?? 0));
			}
			posts += POSTS_OF_REPLAY * (1 + habits.repeats);
		}
		for (const { workflow } of rows) await api.unpublish(workflow);

		shownInPage(
			assert,
			[
				'Trigger, and its events',
				'Distinct facts',
				'Executions, posted once',
				'Four times, out of order',
			],
			rows.map(({ choice, facts, counts }) => [choice, facts ?? '', ...counts]),
		);
		const deliveries = await sandbox.control('GET', 'deliveries');
		assert.equal(deliveries.length, posts * rows.length);
		for (const { facts, counts } of rows) {
			const wanted = facts === undefined ? [9, 36] : [facts, facts];
			assert.deepEqual(counts, wanted);
		}
	},

	'a restart of n8n between an event and its repeat makes no second execution': async (session) => {
		const { api, sandbox, credentials, restart, assert } = session;
		await startOver(session);
		const workflow = await api.publishNew(
			triggerWorkflow(credentials, 'Survive a restart', { events: ['messageReceived'] }),
		);
		for (const [index, signal] of ['SIGTERM', 'SIGKILL'].entries()) {
			await sandbox.control('POST', 'customer', { whatsappNumber: ADA, text: signal });
			assert.equal((await settled(session, workflow)).length, index + 1);
			const [{ number }] = (await sandbox.control('GET', 'deliveries')).slice(-1);

			await restart(signal);
			await sandbox.control('POST', 'webhooks/repeat', { number });
			const executions = await settled(session, workflow);
			assert.equal(executions.length, index + 1, `after ${signal}`);
			const [{ status }] = (await sandbox.control('GET', 'deliveries')).slice(-1);
			assert.equal(status, 200);
		}
		await api.unpublish(workflow);
	},

	'publish, unpublish, publish: one webhook at WATI, and none of another party is touched': async (
		session,
	) => {
		const { api, sandbox, credentials, assert } = session;
		await startOver(session);
		const foreign = await sandbox.control('POST', 'webhooks', {
			url: 'https://crm.example.com/hooks/wati',
			eventTypes: ['message'],
		});
		const workflow = await api.publishNew(
			triggerWorkflow(credentials, 'Published again', { events: ['messageReceived'] }),
		);
		const [first, ...more] = await webhooksOf(session, workflow);
		assert.equal(more.length, 0);
		assert.deepEqual(first.eventTypes, ['message', 'message_bsuid']);
		await api.unpublish(workflow);
		assert.deepEqual(await webhooksOf(session, workflow), []);
		await api.publish(workflow);
		const again = await webhooksOf(session, workflow);
		assert.deepEqual(
			again.map(({ url, status }) => [url, status]),
			[[first.url, 1]],
		);
		await session.restart();
		assert.deepEqual(await webhooksOf(session, workflow), again);

		await sandbox.control('POST', 'webhooks/settings', { webhookDelete: false });
		await api.unpublish(workflow);
		assert.deepEqual(await webhooksOf(session, workflow), again);
		const secret = new URL(first.url).searchParams.get('token');
		const warning = `did not remove the webhook ${first.url.replace(secret, `...${secret.slice(-4)}`)}`;
		assert.ok((await session.readLog()).includes(warning), warning);
		await api.publish(workflow);
		assert.deepEqual(await webhooksOf(session, workflow), again);
		await sandbox.control('POST', 'webhooks/settings', { webhookDelete: true });
		await api.unpublish(workflow);
		assert.deepEqual(await sandbox.control('GET', 'webhooks'), [foreign]);
	},

	'calls of strangers are answered as documented, and start nothing': async (session) => {
		const { api, credentials, readLog, assert } = session;
		await startOver(session);
		const workflow = await api.publishNew(
			triggerWorkflow(credentials, 'Strangers', { events: ['messageReceived'] }),
		);
		const [webhook] = await webhooksOf(session, workflow);
		const before = (await readLog()).length;
		const rows = [];
		for (const call of CALLS_OF_STRANGERS) {
			const { status, text } = await callAs(call, webhook.url);
			assert.doesNotMatch(text, STACK_TRACE, call.label);
			rows.push([call.label, status, call.answeredBy, call.shown(text)]);
		}
		assert.deepEqual(await api.executionsOf(workflow), []);
		assert.deepEqual(await callAs({}, webhook.url), { status: 200, text: '{"started":true}' });
		assert.equal((await api.executionsOf(workflow)).length, 1);
		await api.unpublish(workflow);
		shownInPage(assert, ['Call', 'Status', 'Answered by', 'Answer'], rows);
		for (const [index, { label, status, says }] of CALLS_OF_STRANGERS.entries()) {
			assert.deepEqual([rows[index][1], label], [status, label]);
			assert.match(rows[index][3], says, label);
		}
		const log = (await readLog()).slice(before);
		assert.ok(
			!log.includes(new URL(webhook.url).searchParams.get('token')),
			'the secret is logged',
		);
		// n8n prints the stack of its own refusal of 20 MB; the package has no part in any.
		const ownStack = new RegExp(`^\\s+at .*node_modules/${PACKAGE_NAME}/`, 'm');
		assert.doesNotMatch(log, ownStack);
	},

	'the status of the trigger explains why a workflow is quiet': async (session) => {
		const { api, sandbox, credentials, restart, assert } = session;
		await startOver(session);
		const workflow = withStatusNode(
			triggerWorkflow(credentials, 'Why is it quiet', { events: ['messageReceived'] }),
			credentials,
		);
		const saved = await api.request('POST', '/workflows', { settings: {}, ...workflow });
		const status = async () => {
			const { runData } = await api.runManually(saved, { timeoutMs: PATIENCE_MS });
			return runData[STATUS_NODE][0].data.main[0][0].json;
		};
		assert.match((await status()).explanation, /no published WATI Trigger/);
		await api.publish(saved);
		assert.match((await status()).explanation, /^No call has arrived since/);
		const [{ url }] = await webhooksOf(session, saved);
		await callAs({ secret: 'guessed' }, url);
		assert.match((await status()).explanation, /are refused: The token is not the right one/);
		await sandbox.control('POST', 'customer', { whatsappNumber: ADA, text: 'Hello' });
		await settled(session, saved);
		await restart();
		const { trigger, explanation, accepted, refused, repeated, events } = await status();
		assert.match(explanation, /^It works: the last execution was started at 20/);
		assert.deepEqual(
			{ trigger, accepted, refused, repeated, events },
			{
				trigger: 'WATI Trigger',
				accepted: 1,
				refused: 1,
				repeated: 0,
				events: { messageReceived: 1 },
			},
		);
		await api.unpublish(saved);
	},
};
