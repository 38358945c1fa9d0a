import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

import { itemsOf } from '../lib/conversation.mjs';
import { PACKAGE_NAME } from '../lib/paths.mjs';
import { startScriptedModel } from '../lib/scripted-model.mjs';
import { settled, startOver, subscribeToAll, webhooksOf } from '../lib/trigger.mjs';
import { until } from '../lib/until.mjs';

const [ADA, BEN] = ['14155550101', '14155550102'];
const PATIENCE_MS = 90_000;
const KILLS_MS = [1_000, 3_000, 4_500];

let model;

function node(name, type, typeVersion, place, more) {
	return { id: randomUUID(), name, type, typeVersion, position: [place * 240, 0], ...more };
}

/** Trigger, agent and Send Text, with nothing mapped; model and memory hang on the agent. */
function assistant({ watiApi }, openAiApi, options) {
	const trigger = node('WATI Trigger', `${PACKAGE_NAME}.watiTrigger`, 2, 0, {
		webhookId: randomUUID(),
		parameters: { authentication: 'watiApi', events: ['messageReceived'], options },
		credentials: { watiApi },
	});
	const agent = node('AI Agent', '@n8n/n8n-nodes-langchain.agent', 2.2, 1, { parameters: {} });
	const chat = node('Model', '@n8n/n8n-nodes-langchain.lmChatOpenAi', 1.2, 1, {
		parameters: { model: { __rl: true, mode: 'id', value: 'scripted' }, options: {} },
		credentials: { openAiApi },
	});
	const memory = node('Memory', '@n8n/n8n-nodes-langchain.memoryBufferWindow', 1.3, 2, {
		parameters: {},
	});
	const answer = node('Send Text', `${PACKAGE_NAME}.wati`, 1, 3, {
		parameters: { authentication: 'watiApi', resource: 'message', operation: 'sendText' },
		credentials: { watiApi },
	});
	const to = (name, type) => [[{ node: name, type, index: 0 }]];
	return {
		name: 'Assistant of three nodes',
		nodes: [trigger, agent, chat, memory, answer],
		connections: {
			'WATI Trigger': { main: to('AI Agent', 'main') },
			'AI Agent': { main: to('Send Text', 'main') },
			Model: { ai_languageModel: to('AI Agent', 'ai_languageModel') },
			Memory: { ai_memory: to('AI Agent', 'ai_memory') },
		},
	};
}

const wordsOf = ({ content }) =>
	typeof content === 'string' ? content : content.map(({ text }) => text).join('');

/** What the person said in each turn that the model remembers. */
const turnsIn = ({ messages }) =>
	messages.filter(({ role }) => role === 'user').map((message) => wordsOf(message));

async function open(session, options) {
	const { api, sandbox, credentials } = session;
	await startOver(session);
	model = await startScriptedModel();
	model.decides((body) => ({ says: `You said: ${turnsIn(body).join(' / ')}` }));
	const openAiApi = await api.saveCredential({
		name: 'Scripted model of the assistant',
		type: 'openAiApi',
		data: { apiKey: 'key-of-the-scripted-model', url: model.url },
	});
	const workflow = await api.publishNew(assistant(credentials, openAiApi, options));
	const [webhook] = await webhooksOf(session, workflow);
	await subscribeToAll(session, webhook);
	for (const whatsappNumber of [ADA, BEN]) {
		await sandbox.control('POST', 'window', { whatsappNumber, open: true });
	}
	return workflow;
}

const says = async ({ sandbox }, whatsappNumber, text) =>
	await sandbox.control('POST', 'customer', { whatsappNumber, text });

const textsTo = async ({ sandbox }, number) =>
	(await sandbox.control('GET', `messages?whatsappNumber=${number}`)).map(({ text }) => text);

/** Messages that follow one another in a real n8n, and people who answer beside the bot. */
export const turnsChecks = {
	'bursts of two people are two turns each, answered to the right one, with memories of their own':
		async (session) => {
			const { api, sandbox, assert } = session;
			const workflow = await open(session, { combineMessages: { turn: {} } });
			await sandbox.control('POST', 'webhooks/settings', { repeats: 2, reorder: true });
			for (const texts of [
				['1', '2', '3'],
				['4', '5'],
			]) {
				for (const text of texts) {
					await Promise.all([says(session, ADA, `a${text}`), says(session, BEN, `b${text}`)]);
					await pause(1_200);
				}
				await pause(6_000);
			}
			assert.equal((await settled(session, workflow)).length, 4);
			for (const [number, name] of [
				[ADA, 'a'],
				[BEN, 'b'],
			]) {
				const texts = await until(
					`two answers to ${number}`,
					async () => {
						const all = await textsTo(session, number);
						return all.length >= 2 ? all : undefined;
					},
					PATIENCE_MS,
				);
				const [first, second] = [`${name}1\n${name}2\n${name}3`, `${name}4\n${name}5`];
				assert.deepEqual(texts, [`You said: ${first}`, `You said: ${first} / ${second}`]);
			}
			await api.unpublish(workflow);
			await model.stop();
		},

	'n8n is killed during a turn: nothing lost, nothing double': async (session) => {
		const { api, sandbox, restart, assert } = session;
		const workflow = await open(session, { combineMessages: { turn: {} } });
		await sandbox.control('POST', 'webhooks/settings', { retryEveryMs: 5_000 });
		for (const [run, afterMs] of KILLS_MS.entries()) {
			const texts = [`k${run}1`, `k${run}2`];
			await says(session, ADA, texts[0]);
			await pause(1_000);
			await says(session, ADA, texts[1]);
			await pause(afterMs);
			await restart('SIGKILL');
			const found = await until(
				`the messages of kill ${run}`,
				async () => {
					const executions = await settled(session, workflow);
					const items = await Promise.all(
						executions.map((one) => itemsOf(session, one, 'WATI Trigger')),
					);
					const all = items.flat().flatMap(({ messages }) => messages.map(({ text }) => text));
					const own = all.filter((text) => texts.includes(text));
					return texts.every((text) => own.includes(text)) ? own : undefined;
				},
				PATIENCE_MS,
			);
			assert.deepEqual(found.sort(), texts, `kill ${run}`);
		}
		await api.unpublish(workflow);
		await model.stop();
	},

	'an operator writes: the bot is silent, also after a restart': async (session) => {
		const { api, sandbox, restart, assert } = session;
		const workflow = await open(session, { pauseHours: 1 });
		await says(session, ADA, 'before');
		assert.equal((await settled(session, workflow)).length, 1);
		await sandbox.control('POST', 'operator', { whatsappNumber: ADA, text: 'One moment' });
		await says(session, ADA, 'during');
		assert.equal((await settled(session, workflow)).length, 1);
		await restart();
		await says(session, ADA, 'after a restart');
		assert.equal((await settled(session, workflow)).length, 1);
		await says(session, BEN, 'somebody else');
		assert.equal((await settled(session, workflow)).length, 2);
		await api.unpublish(workflow);
		await model.stop();
	},
};
