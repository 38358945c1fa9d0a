import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

import { beginningOf, itemsOf } from '../../lib/workflows/conversation.mjs';
import { PACKAGE_NAME } from '../../lib/paths.mjs';
import { randomFrom } from '../../lib/random.mjs';
import { startScriptedModel } from '../../lib/services/scripted-model.mjs';
import { addressOf, settled, startOver, subscribeToAll, webhooksOf } from '../../lib/workflows/trigger.mjs';
import { until } from '../../lib/until.mjs';

const [ADA, BEN] = ['14155550101', '14155550102'];
const PATIENCE_MS = 300_000;
/** Of a kill: the longest pause between messages, and the longest time from the last one, which is after their turn. */
const LONGEST_GAP_MS = 3_000;
const LATEST_KILL_MS = 7_000;

/** How long the bot is silent in the check that waits for its end. */
const PAUSE_MS = 20_000;

let model;

function node(name, type, typeVersion, place, more) {
	return { id: randomUUID(), name, type, typeVersion, position: [place * 240, 0], ...more };
}

/**
 * Trigger, agent and Send Text, with nothing mapped; model and memory hang on the agent. Beside them a webhook by which
 * the checks call Resume Bot.
 */
function assistant({ watiApi }, openAiApi, options, keeper) {
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
	const memory = node('Memory', `@n8n/n8n-nodes-langchain.${keeper.type}`, keeper.version, 2, {
		parameters: {},
		credentials: keeper.credentials,
	});
	const answer = node('Send Text', `${PACKAGE_NAME}.wati`, 1, 3, {
		parameters: { authentication: 'watiApi', resource: 'message', operation: 'sendText' },
		credentials: { watiApi },
	});
	const path = randomUUID();
	const call = node('Call', 'n8n-nodes-base.webhook', 2, 0, {
		webhookId: path,
		parameters: { httpMethod: 'POST', path, responseMode: 'lastNode' },
	});
	const resume = node('Resume Bot', `${PACKAGE_NAME}.wati`, 1, 1, {
		parameters: {
			authentication: 'watiApi',
			resource: 'conversation',
			operation: 'resumeBot',
			whatsappNumber: { __rl: true, mode: 'number', value: '={{ $json.body.number }}' },
		},
		credentials: { watiApi },
	});
	const to = (name, type) => [[{ node: name, type, index: 0 }]];
	return {
		name: 'Assistant of three nodes',
		nodes: [trigger, agent, chat, memory, answer, call, resume],
		connections: {
			'WATI Trigger': { main: to('AI Agent', 'main') },
			'AI Agent': { main: to('Send Text', 'main') },
			Model: { ai_languageModel: to('AI Agent', 'ai_languageModel') },
			Memory: { ai_memory: to('AI Agent', 'ai_memory') },
			Call: { main: to('Resume Bot', 'main') },
		},
	};
}

const wordsOf = ({ content }) =>
	typeof content === 'string' ? content : content.map(({ text }) => text).join('');

/** What the person said in each turn that the model remembers. */
const turnsIn = ({ messages }) =>
	messages.filter(({ role }) => role === 'user').map((message) => wordsOf(message));

/** Simple Memory is in one process; in queue mode, where any worker runs the next turn, what keeps it is Redis. */
async function chooseMemory({ api, redis }) {
	if (redis === undefined) return { type: 'memoryBufferWindow', version: 1.3, credentials: {} };
	const saved = await api.saveCredential({
		name: 'Redis of the assistant',
		type: 'redis',
		data: { ...redis, password: '', user: '', database: 0, ssl: false },
	});
	return { type: 'memoryRedisChat', version: 1.5, credentials: { redis: saved } };
}

async function open(session, options) {
	const { api, sandbox, credentials } = session;
	await startOver(session);
	// In queue mode as docs/scaling.md says: one process for a trigger.
	session.routeBy?.('path');
	model = await startScriptedModel();
	model.decides((body) => ({ says: `You said: ${turnsIn(body).join(' / ')}` }));
	const openAiApi = await api.saveCredential({
		name: 'Scripted model of the assistant',
		type: 'openAiApi',
		data: { apiKey: 'key-of-the-scripted-model', url: model.url },
	});
	const memory = await chooseMemory(session);
	const workflow = await api.publishNew(assistant(credentials, openAiApi, options, memory));
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

async function close({ api }, workflow) {
	await api.unpublish(workflow);
	await model.stop();
}

/** How many executions messages have started, once nothing is under way. */
async function countTurns(session, workflow) {
	const executions = await settled(session, workflow);
	const items = await Promise.all(executions.map((one) => itemsOf(session, one, 'WATI Trigger')));
	return items.filter(({ length }) => length > 0).length;
}

/** What Resume Bot says of a person. */
async function resume(session, { nodes }, number) {
	const hooks = nodes.filter(({ name }) => name === 'Call');
	const response = await fetch(addressOf(session, { nodes: hooks }), {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ number }),
	});
	return await response.json();
}

/** Reads the messages that executions of a workflow began with, each execution once it is over. */
function messageReader(session, workflow) {
	const read = new Map();
	return async () => {
		for (const one of await settled(session, workflow)) {
			if (read.has(one.id)) continue;
			const { items, isCrashed } = await beginningOf(session, one, 'WATI Trigger');
			const texts = items.flatMap(({ messages }) => messages.map(({ text }) => text));
			read.set(
				one.id,
				texts.map((text) => ({ text, isCrashed })),
			);
		}
		return [...read.values()].flat();
	};
}

/** Those that more than one execution has run. One that a kill ended right after it was stored has answered nobody. */
function findDouble(found) {
	const ran = found.filter(({ isCrashed }) => !isCrashed).map(({ text }) => text);
	return ran.filter((text, place) => ran.indexOf(text) < place);
}

const hasAll = (found, texts) => texts.every((text) => found.some((one) => one.text === text));

/** Sends some messages of one person, kills n8n at any moment, and waits until it has them all. */
async function killOnce(session, readTexts, { random, seed }) {
	const texts = Array.from(
		{ length: 2 + Math.floor(random() * 3) },
		(_, place) => `${seed}-${place}`,
	);
	for (const [place, text] of texts.entries()) {
		if (place > 0) await pause(Math.floor(random() * LONGEST_GAP_MS));
		await says(session, ADA, text);
	}
	const afterMs = Math.floor(random() * LATEST_KILL_MS);
	await pause(afterMs);
	await session.restart('SIGKILL');
	const deadline = Date.now() + PATIENCE_MS;
	let found = [];
	do {
		found = (await readTexts()).filter(({ text }) => texts.includes(text));
	} while (!hasAll(found, texts) && Date.now() < deadline);
	return { texts, found, afterMs };
}

/** Messages that follow one another in a real n8n, and people who answer beside the bot. */
export const turnsChecks = {
	'bursts of two people are two turns each, answered to the right one, with memories of their own':
		async (session) => {
			const { sandbox, assert } = session;
			const workflow = await open(session, { combineMessages: { turn: {} } });
			await sandbox.control('POST', 'webhooks/settings', { repeats: 2, reorder: true });
			const bursts = [
				['1', '2', '3'],
				['4', '5'],
			];
			for (const [place, texts] of bursts.entries()) {
				for (const text of texts) {
					await Promise.all([says(session, ADA, `a${text}`), says(session, BEN, `b${text}`)]);
					await pause(600);
				}
				const enough = 2 * (place + 1);
				await until(
					`the executions of burst ${place + 1}`,
					async () => ((await settled(session, workflow)).length >= enough ? true : undefined),
					PATIENCE_MS,
				);
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
			await close(session, workflow);
		},

	'n8n is killed during a turn: nothing lost, nothing double': async (session) => {
		const { sandbox, seeds, assert } = session;
		const workflow = await open(session, { combineMessages: { turn: {} } });
		// After more than a hundred failures in a row WATI gives a webhook up, so no sooner than n8n may be up again.
		const retryEveryMs = Math.max(5_000, session.startMs);
		await sandbox.control('POST', 'webhooks/settings', { retryEveryMs });
		const readTexts = messageReader(session, workflow);
		const sent = [];
		for (let run = 0; run < seeds; run++) {
			const given = process.env.E2E_SEED;
			const chance = randomFrom(given === undefined ? undefined : Number(given) + run);
			const started = Date.now();
			const { texts, found, afterMs } = await killOnce(session, readTexts, chance);
			sent.push(...texts);
			const lost = texts.filter((text) => !hasAll(found, [text])).length;
			const crashed = found.filter(({ isCrashed }) => isCrashed).length;
			const took = Math.round((Date.now() - started) / 1_000);
			console.log(
				`Seed ${chance.seed}: ${texts.length} messages, killed ${afterMs} ms after the last: ${lost} lost, ${findDouble(found).length} double, ${crashed} in a crashed execution, ${took} s`,
			);
		}
		// Again at the end, since a copy may come late.
		const read = await readTexts();
		assert.deepEqual([...new Set(read.map(({ text }) => text))].sort(), sent.sort());
		assert.deepEqual(findDouble(read), []);
		await close(session, workflow);
	},

	'an operator writes: the bot is silent, also after a restart, until Resume Bot': async (
		session,
	) => {
		const { sandbox, restart, assert } = session;
		const workflow = await open(session, { pauseHours: 1 });
		await says(session, ADA, 'before');
		assert.equal(await countTurns(session, workflow), 1);
		await sandbox.control('POST', 'operator', { whatsappNumber: ADA, text: 'One moment' });
		await says(session, ADA, 'during');
		assert.equal(await countTurns(session, workflow), 1);
		await restart();
		await says(session, ADA, 'after a restart');
		assert.equal(await countTurns(session, workflow), 1);
		await says(session, BEN, 'somebody else');
		assert.equal(await countTurns(session, workflow), 2);
		await sandbox.control('POST', 'operator', {
			whatsappNumber: BEN,
			type: 'document',
			text: 'offer.pdf',
		});
		await says(session, BEN, 'thank you for the file');
		assert.equal(await countTurns(session, workflow), 2);
		const { resumed, stored } = await resume(session, workflow, ADA);
		assert.deepEqual({ resumed, stored }, { resumed: true, stored: true });
		await says(session, ADA, 'the bot has the chat again');
		assert.equal(await countTurns(session, workflow), 3);
		await restart('SIGKILL');
		await says(session, ADA, 'after another restart');
		assert.equal(await countTurns(session, workflow), 4);
		await close(session, workflow);
	},

	'an operator writes: the bot answers again when the time is over': async (session) => {
		const { sandbox, assert } = session;
		const workflow = await open(session, { pauseHours: PAUSE_MS / 3_600_000 });
		await sandbox.control('POST', 'operator', { whatsappNumber: ADA, text: 'One moment' });
		await sandbox.control('GET', 'webhooks/settled');
		const begun = Date.now();
		await says(session, ADA, 'during');
		const during = await countTurns(session, workflow);
		// Where the machine was so slow that the time was over meanwhile, nothing is shown.
		assert.ok(Date.now() - begun > PAUSE_MS || during === 0, `${during} during the pause`);
		await pause(Math.max(0, begun + PAUSE_MS - Date.now()));
		await says(session, ADA, 'later');
		assert.equal(await countTurns(session, workflow), during + 1);
		await close(session, workflow);
	},
};
