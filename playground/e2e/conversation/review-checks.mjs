import { randomUUID } from 'node:crypto';

import { META, WATI } from '../../lib/services/asked-services.mjs';
import { ENDS, itemsOf, statesOf } from '../../lib/workflows/conversation.mjs';
import { PACKAGE_NAME } from '../../lib/paths.mjs';
import { startScriptedModel } from '../../lib/services/scripted-model.mjs';
import { startShop } from '../../lib/services/shop.mjs';
import { addressOf, startOver } from '../../lib/workflows/trigger.mjs';
import { until } from '../../lib/until.mjs';

const SERVICES = [WATI, META];
const PATIENCE_MS = 600_000;
const STRANGER = '14155553690';

/** n8n waits that long where it crashed before (`crash-journal`), and some more. */
const AFTER_CRASH_MS = 15_000;

/** Each case with who is asked, and what the agent says in the end. */
const CASES = {
	approved: { order: 'A-1', reviewer: '14155553601', says: /"?refunded"?:\s*true/ },
	refused: { order: 'B-2', reviewer: '14155553602', says: /Only half of it/ },
	silent: { order: 'C-3', reviewer: '14155553603', says: /rejected the tool call/ },
};

/** For how many minutes each is asked: who is silent no longer than it takes, in queue mode over a start of the workers. */
function limitOf({ workers, startMs }, name) {
	if (name !== 'silent') return 30;
	return workers === undefined ? 1 : Math.ceil(startMs / 60_000) + 2;
}

function node(name, type, typeVersion, parameters, more = {}) {
	return { id: randomUUID(), name, type, typeVersion, position: [0, 0], parameters, ...more };
}

/** An agent whose refunds a person reviews in the chat. */
function reviewWorkflow({ credentials }, service, { model, shop, openAiApi }, eventsElsewhere) {
	const webhookId = randomUUID();
	const own = service.credentialTypes.map((type) => [type, credentials[type]]);
	const options = { ...service.options, ...(eventsElsewhere ? { eventsElsewhere } : {}) };
	const body = "$('Webhook').first().json.body";
	const nodes = [
		node(
			'Webhook',
			'n8n-nodes-base.webhook',
			2,
			{ httpMethod: 'POST', path: webhookId, responseMode: 'onReceived' },
			{ webhookId },
		),
		node('Agent', '@n8n/n8n-nodes-langchain.agent', 3.1, {
			promptType: 'define',
			text: '={{ $json.body.order }}',
			options: { enableStreaming: false },
		}),
		node(
			'Model',
			'@n8n/n8n-nodes-langchain.lmChatOpenAi',
			1.3,
			{
				model: { __rl: true, mode: 'id', value: 'scripted' },
				responsesApiEnabled: false,
				options: { baseURL: model.url },
			},
			{ credentials: { openAiApi } },
		),
		node(
			'Review',
			`${PACKAGE_NAME}.${service.node}HitlTool`,
			1,
			{
				...service.envelope(`={{ ${body}.reviewer }}`),
				resource: 'message',
				operation: 'sendAndWait',
				message: '=May I refund {{ JSON.stringify($tool.parameters) }}?',
				limitAmount: `={{ ${body}.limit }}`,
				limitUnit: 'minutes',
				options,
			},
			{ credentials: Object.fromEntries(own) },
		),
		node('Refund', 'n8n-nodes-base.httpRequestTool', 4.4, {
			toolDescription: 'Refunds an order.',
			method: 'POST',
			url: `=${shop.url}/orders/{{ $fromAI('order', 'Number of the order', 'string') }}/refund`,
			options: {},
		}),
	];
	const to = (name, type = 'main') => ({ [type]: [[{ node: name, type, index: 0 }]] });
	const connections = {
		Webhook: to('Agent'),
		Model: to('Agent', 'ai_languageModel'),
		Review: to('Agent', 'ai_tool'),
		Refund: to('Review', 'ai_tool'),
	};
	// As the editor makes workflows: in n8n's old order an agent goes on before its tool was reviewed.
	const settings = { executionOrder: 'v1' };
	return { name: `Review (${service.name})`, settings, nodes, connections };
}

/** Wants the refund of the order that it was told, and repeats what came of that. */
function decide({ messages }) {
	const { role, content } = messages.at(-1);
	if (role === 'tool') return { says: `Told: ${content}` };
	return { calls: 'Refund', sends: { toolParameters: { order: String(content) } } };
}

/** Waits until as many executions are in one of the states. */
async function untilAll(session, workflow, states, count = Object.keys(CASES).length) {
	let seen = [];
	return await until(
		() => `${states.join(' or ')}: ${seen.map(({ id, status }) => `${id} ${status}`).join(', ')}`,
		async () => {
			seen = await statesOf(session, workflow).catch(() => []);
			return seen.length === count && seen.every(({ status }) => states.includes(status))
				? seen
				: undefined;
		},
		PATIENCE_MS,
	);
}

/**
 * Kills what runs executions and starts it again, while all of them sleep: in queue mode the workers, which n8n lets take what wakes
 * meanwhile for crashed. So none is to wake by itself until then.
 */
async function restartAsleep(session, workflows) {
	if (session.workers === undefined) return await session.restart('SIGKILL');
	const wakesLater = ({ waitTill }) =>
		Date.parse(waitTill) > Date.now() + session.startMs + AFTER_CRASH_MS;
	await until(
		'a moment at which no execution wakes soon',
		async () => {
			const all = await Promise.all(workflows.map((one) => statesOf(session, one)));
			return all.flat().every((one) => one.status === 'waiting' && wakesLater(one))
				? true
				: undefined;
		},
		PATIENCE_MS,
	);
	return await Promise.all(session.workers.map(({ restart }) => restart('SIGKILL')));
}

/** The model that wants refunds, and the shop that makes them; `name` tells its credential from others. */
async function openShop({ api }, name) {
	const [model, shop] = await Promise.all([startScriptedModel(), startShop()]);
	model.decides(decide);
	const openAiApi = await api.saveCredential({
		name: `Scripted model (${name})`,
		type: 'openAiApi',
		data: { apiKey: 'key-of-the-reviewed-model', url: model.url },
	});
	return { model, shop, openAiApi };
}

/** Starts the workflow with an order to refund, as soon as n8n knows its address: publishing goes on in the background. */
async function start(session, { nodes }, request) {
	const hooks = nodes.filter(({ type }) => type === 'n8n-nodes-base.webhook');
	await until('n8n to take the order', async () => {
		const { status } = await fetch(addressOf(session, { nodes: hooks }), {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(request),
		});
		session.assert.ok(status === 200 || status === 404, `n8n answered ${status}`);
		return status === 200 ? true : undefined;
	});
}

/** Publishes an agent whose refunds people of a service review, and the trigger that hears them. */
async function openReview(session, service) {
	const { model, shop, openAiApi } = await openShop(session, service.name);
	const reviewers = Object.values(CASES).map(({ reviewer }) => ({ number: reviewer }));
	await service.prepare(session, [...reviewers, { number: STRANGER }], () => []);
	const replies = await service.publishReplies(session, `Reviewers (${service.name})`);
	const eventsElsewhere = !service.canLook && session.address !== undefined;
	const workflow = await session.api.publishNew(
		reviewWorkflow(session, service, { model, shop, openAiApi }, eventsElsewhere),
	);
	const close = async () => {
		await session.api.unpublish(workflow);
		await service.unpublishReplies(session, replies);
		await Promise.all([model.stop(), shop.stop()]);
	};
	return { service, workflow, shop, close };
}

/** Answers of those who are asked, and of one who is not. */
async function answer(session, service) {
	await service.says(session, STRANGER, { text: 'yes' });
	await service.says(session, CASES.refused.reviewer, { text: 'Only half of it' });
	for (const title of ['Approve', 'Decline']) {
		await service.says(session, CASES.approved.reviewer, { kind: 'replyButton', title });
	}
}

async function readQuestions(session, { service }) {
	const texts = [];
	for (const { reviewer } of Object.values(CASES)) {
		texts.push(await service.textsTo(session, reviewer));
	}
	return texts;
}

/** Asks people of both services for their reviews, and ends n8n before they answer. */
async function askAndEnd(session) {
	await startOver(session);
	// In queue mode as docs/scaling.md says: one process for a trigger, which keeps answers in their order.
	session.routeBy?.('path');
	await session.sandbox.control('POST', 'webhooks/settings', { retryEveryMs: 5_000 });
	const all = [];
	try {
		for (const service of SERVICES) all.push(await openReview(session, service));
		for (const [name, { order, reviewer }] of Object.entries(CASES)) {
			for (const { workflow } of all) {
				await start(session, workflow, { order, reviewer, limit: limitOf(session, name) });
			}
		}
		for (const { workflow } of all) await untilAll(session, workflow, ['waiting']);
		for (const one of all) one.questions = await readQuestions(session, one);
		const workflows = all.map(({ workflow }) => workflow);
		await restartAsleep(session, workflows);
		for (const { service } of all) await answer(session, service);
		return all;
	} catch (error) {
		for (const { close } of all) await close();
		throw error;
	}
}

let reviews;

/** The first check has people of both services asked, which is waiting for the most part, and each holds its own. */
async function review(session, service) {
	const { assert } = session;
	reviews ??= askAndEnd(session);
	const { workflow, shop, questions, close } = (await reviews).find(
		(one) => one.service === service,
	);
	try {
		assert.deepEqual(
			questions,
			Object.values(CASES).map(({ order }) => [`May I refund {"order":"${order}"}?`]),
		);
		const executions = await untilAll(session, workflow, ENDS);
		for (const { id, status } of executions) assert.equal(status, 'success', id);
		const said = await Promise.all(
			executions.map(async (one) => (await itemsOf(session, one, 'Agent'))[0].output),
		);
		for (const [name, { says }] of Object.entries(CASES)) {
			assert.equal(said.filter((text) => says.test(text)).length, 1, `${name}: ${said.join('; ')}`);
		}
		assert.deepEqual(shop.calls, [`POST /orders/${CASES.approved.order}/refund`]);
	} finally {
		await close();
	}
}

/** Where nothing hears the chat, the request is a link: a preview of it decides nothing, a button of its page does, once. */
async function reviewByLink(session) {
	const { api, assert } = session;
	await startOver(session);
	const { model, shop, openAiApi } = await openShop(session, 'link');
	const reviewer = '14155553691';
	await META.prepare(session, [{ number: reviewer }], () => []);
	const workflow = await api.publishNew(
		reviewWorkflow(session, META, { model, shop, openAiApi }, false),
	);
	try {
		await start(session, workflow, { order: 'D-4', reviewer, limit: 30 });
		await untilAll(session, workflow, ['waiting'], 1);
		const [text] = await META.textsTo(session, reviewer);
		assert.match(text, /^May I refund \{"order":"D-4"\}\?\n\nApprove \/ Decline: http/);
		const link = text.slice(text.indexOf('http'));
		const preview = await fetch(link, { headers: { 'user-agent': 'WhatsApp/2.24' } });
		assert.match(await preview.text(), /May I refund .*value="approve">Approve</s);
		await untilAll(session, workflow, ['waiting'], 1);
		const forged = await fetch(link.replace('request=', 'request=1'), { method: 'POST' });
		assert.equal(forged.status, 401);
		const tap = async (decision) =>
			await fetch(link, {
				method: 'POST',
				headers: { 'content-type': 'application/x-www-form-urlencoded' },
				body: `decision=${decision}`,
			});
		const taps = [await tap('approve'), await tap('decline')];
		assert.match(await taps[0].text(), /Got it, thanks/);
		const [execution] = await untilAll(session, workflow, ENDS, 1);
		const [{ output }] = await itemsOf(session, execution, 'Agent');
		assert.match(output, CASES.approved.says);
		assert.deepEqual(shop.calls, ['POST /orders/D-4/refund']);
		assert.match(await (await fetch(link)).text(), /No action required/i);
	} finally {
		await api.unpublish(workflow);
		await Promise.all([model.stop(), shop.stop()]);
	}
}

/** A person reviews what an agent's tool is about to do: approved, refused in words, silence, a stranger, a second tap. */
export const reviewChecks = {
	'an agent refunds what a person approves in WATI, over an end of n8n': async (session) =>
		await review(session, WATI),
	'an agent refunds what a person approves in WhatsApp Business, over an end of n8n': async (
		session,
	) => await review(session, META),
	'a person approves on a page of n8n where no trigger hears the chat': reviewByLink,
};
