import { setTimeout as sleep } from 'node:timers/promises';

import { META, WATI } from '../../lib/services/asked-services.mjs';
import {
	ENDS,
	itemsOf,
	newestOf,
	peopleWorkflow,
	retry,
	startWith,
	statesOf,
	untilState,
} from '../../lib/workflows/conversation.mjs';
import { randomFrom } from '../../lib/random.mjs';
import { startOver } from '../../lib/workflows/trigger.mjs';
import { until } from '../../lib/until.mjs';

const SERVICES = [WATI, META];
const PEOPLE = 20;
const SILENT = [4, 13];
const WRONG_FIRST = [2, 9, 17];
const LATEST_MS = 30_000;
const PATIENCE_MS = 300_000;

/** A look into a chat, which no answer should need that the trigger hands over. */
const LOOK = 'GET /api/v1/getMessages/{whatsappNumber}';

const SEND = 'POST /api/v1/sendSessionMessage/{whatsappNumber}';

const ASKED_AGAIN = 'Please answer with a number.';

const numberOf = (place, first = 2000) => `1415555${String(first + place)}`;
const rightAnswer = (place) => `${10 + place}`;
const say = (text, afterMs) => ({ afterMs, messages: [{ kind: 'text', text }] });
const isSilent = (_, place) => SILENT.includes(place);

const WORDS = {
	resource: 'message',
	operation: 'sendAndWaitForReply',
	messageType: 'text',
	messageText: '=How many boxes for order {{ $json.order }}?',
	acceptedAnswers: 'number',
	askAgainText: ASKED_AGAIN,
	limitAmount: 1,
	limitUnit: 'minutes',
};

/** Asks for a number, as each question of these checks does. */
export const QUESTION = { ...WATI.envelope('={{ $json.number }}'), ...WORDS };

/**
 * Looks into chats are counted, so they do not depend on how long n8n takes to start. In queue mode the trigger of a
 * service without chats is published in another process than the one that asks.
 */
function questionFor({ envelope, options, canLook }, session) {
	const own = canLook ? { looks: 'atEnd' } : { eventsElsewhere: session.address !== undefined };
	return { ...envelope('={{ $json.number }}'), ...WORDS, options: { ...options, ...own } };
}

/** Minutes that leave time for all answers, be n8n as slow to start as it was. */
function limitFor({ startMs }) {
	return Math.max(1, (55_000 + 4 * startMs) / 60_000);
}

/**
 * WATI repeats every ten minutes (docs.wati.io, "Webhooks"), here as soon as n8n may be up again: after more than
 * a hundred failures in a row WATI gives the webhook up.
 */
function retryEvery({ startMs }) {
	return Math.max(5_000, startMs);
}

/** Shows an answer beside the person it was asked for. */
export const REPLY_FIELDS = {
	number: "$('People').item.json.number",
	order: "$('People').item.json.order",
	told: '$json.whatsappNumber',
	status: '$json.reply.status',
	value: '$json.reply.value',
	wrong: '$json.reply.wrong?.join()',
};

/** Publishes a trigger that hands replies over, and a workflow that asks; `close` unpublishes both. */
async function openBoth(session, service, name) {
	const { api, credentials } = session;
	const handover = await service.publishReplies(session, `${name}: Replies`);
	const own = service.credentialTypes.map((type) => [type, credentials[type]]);
	const parameters = { ...questionFor(service, session), limitAmount: limitFor(session) };
	const asker = await api.publishNew(
		peopleWorkflow({
			name,
			steps: [{ name: 'Ask', parameters }],
			fields: REPLY_FIELDS,
			credentials: Object.fromEntries(own),
			nodeName: service.node,
		}),
	);
	const close = async () => {
		await api.unpublish(asker);
		await service.unpublishReplies(session, handover);
	};
	return { asker, handover, close };
}

/** Answers at any time; some are wrong first, some never come. */
function scriptWith(random) {
	return (place) => {
		const later = 1_000 + Math.floor(random() * LATEST_MS);
		if (SILENT.includes(place)) return [];
		if (!WRONG_FIRST.includes(place)) return [say(rightAnswer(place), later)];
		return [say('I am not sure', Math.floor(later / 2)), say(rightAnswer(place), 2_000)];
	};
}

/** Waits until all executions sleep at once, then kills n8n and starts it again. */
async function killAsleep(session, workflows) {
	const areAsleep = async () => {
		const all = await Promise.all(workflows.map((one) => newestOf(session, one)));
		return all.every((execution) => execution?.status === 'waiting') ? true : undefined;
	};
	await until('a moment at which all executions sleep', areAsleep, PATIENCE_MS);
	await session.restart('SIGKILL');
}

/** How the execution ended; one that n8n lost in the middle of an answer is retried, as a person would. */
async function endOf(session, asker) {
	const patienceMs = PATIENCE_MS + limitFor(session) * 60_000;
	const execution = await untilState(session, asker, ENDS, patienceMs);
	if (execution.status !== 'crashed') return { execution, wasRetried: false };
	await retry(session, asker, execution, patienceMs);
	const retried = await untilState(session, asker, ENDS, patienceMs, Number(execution.id));
	return { execution: retried, wasRetried: true };
}

/** Waits for the end from now on, as answers that come before a retry belong to nobody; tells of a failure only who asks. */
function watchEnd(session, asker) {
	const end = endOf(session, asker);
	end.catch(() => undefined);
	return end;
}

async function endsOf(session, execution) {
	return {
		first: await itemsOf(session, execution, 'First'),
		second: await itemsOf(session, execution, 'Second'),
	};
}

function messagesFor({ order }, place) {
	const again = WRONG_FIRST.includes(place) ? [ASKED_AGAIN] : [];
	return [`How many boxes for order ${order}?`, ...again];
}

function countEnds(people, { first, second }, messages) {
	const rightAt =
		(place) =>
		({ number, told, value }) =>
			number === people[place].number && told === number && value === rightAnswer(place);
	const right = people.filter((_, place) => first.some(rightAt(place))).length;
	const timedOut = second.filter(({ status }) => status === 'timedOut').length;
	const expected = PEOPLE + WRONG_FIRST.length;
	return {
		items: people.length,
		right,
		timedOut,
		lost: PEOPLE - SILENT.length - right,
		double: Math.max(0, messages.flat().length - expected) + first.length + second.length - PEOPLE,
	};
}

function checkTwenty(assert, people, { first, second }) {
	const rows = (items) =>
		items.map(({ number, order, told, status, value }) => [number, order, told, status, value]);
	const expected = people.map(({ number, order }, place) =>
		SILENT.includes(place)
			? [number, order, number, 'timedOut', null]
			: [number, order, number, 'answered', rightAnswer(place)],
	);
	assert.deepEqual(
		rows(first),
		expected.filter((...row) => !isSilent(...row)),
	);
	assert.deepEqual(
		rows(second).map((row) => [...row.slice(0, 4), row[4] || null]),
		expected.filter(isSilent),
	);
}

/** Publishes what asks twenty people of a service. */
async function prepareTwenty(session, service, random) {
	const people = Array.from({ length: PEOPLE }, (_, place) => ({
		number: numberOf(place, service.canLook ? undefined : 3000),
		order: `A-${place}`,
	}));
	await service.prepare(session, people, scriptWith(random));
	const both = await openBoth(session, service, `Ask Twenty (${service.name})`);
	return { service, people, ...both };
}

/** Asks twenty people of each service, and kills n8n while they are still answering. */
async function askAndKill(session) {
	const { random, seed } = randomFrom(process.env.E2E_SEED);
	await startOver(session);
	await session.sandbox.control('POST', 'webhooks/settings', { retryEveryMs: retryEvery(session) });
	const all = [];
	try {
		for (const service of SERVICES) all.push(await prepareTwenty(session, service, random));
		for (const { asker, people } of all) await startWith(session, asker, people);
		const started = Date.now();
		const passed = () => Math.round((Date.now() - started) / 1000);
		await sleep(4_000 + random() * LATEST_MS * 0.3);
		const killedAfter = passed();
		await killAsleep(
			session,
			all.map(({ asker }) => asker),
		);
		console.log(`Seed ${seed}: killed after ${killedAfter} s, up again after ${passed()} s`);
		return all.map((one) => ({ ...one, passed, end: watchEnd(session, one.asker) }));
	} catch (error) {
		for (const { close } of all) await close();
		throw error;
	}
}

async function checkAsked(session, { service, people, handover, passed, end }) {
	const { sandbox, assert } = session;
	const { execution, wasRetried } = await end;
	assert.equal(execution.status, 'success');
	const ends = await endsOf(session, execution);
	const messages = await Promise.all(people.map(({ number }) => service.textsTo(session, number)));
	const starts = (await statesOf(session, handover)).length;
	const looks = service.canLook ? ((await sandbox.counts())[LOOK] ?? 0) : 0;
	const told = { ...countEnds(people, ends, messages), starts, looks, wasRetried };
	console.log(`${service.name} ended after ${passed()} s: ${JSON.stringify(told)}`);
	checkTwenty(assert, people, ends);
	// Nobody can tell what n8n had done with the answer that it was killed over.
	if (wasRetried) return;
	assert.deepEqual(messages, people.map(messagesFor));
	assert.equal(starts, 0);
	// Once after the restart, which may have cost an event, and once before the time is up.
	const least = service.canLook ? SILENT.length : 0;
	assert.ok(looks >= least && looks <= 2 * least, `${looks} looks`);
}

let asked;

/**
 * Twenty people are asked at once, and n8n is killed while they are still answering. WATI posts every
 * message twice, under its old and its new name, and both services post again what was not answered with a 2xx.
 * The first check asks the people of both services, which is waiting for the most part, and each holds its own.
 */
async function askTwenty(session, service) {
	asked ??= askAndKill(session);
	const own = (await asked).find((one) => one.service === service);
	try {
		await checkAsked(session, own);
	} finally {
		await own.close();
	}
}

/** n8n is killed while the execution deals with a wrong answer: n8n ends it as crashed, and Retry goes on. */
async function crashInTheMiddle(session) {
	const { sandbox, assert } = session;
	await startOver(session);
	await sandbox.control('POST', 'webhooks/settings', { retryEveryMs: retryEvery(session) });
	const people = [{ number: numberOf(0), order: 'C-0' }];
	await WATI.prepare(session, people, () => [
		say('I am not sure', 2_000),
		say(rightAnswer(0), 1_000),
	]);
	const again = { endpoint: SEND, after: 1 };
	await sandbox.control('POST', 'faults', [
		{ ...again, kind: 'latency', latencyMs: 60_000 },
		{ ...again, kind: 'dropBefore' },
	]);
	const { asker, close } = await openBoth(session, WATI, 'Ask and Crash');
	try {
		await startWith(session, asker, people);
		await untilState(session, asker, ['waiting'], PATIENCE_MS);
		await untilState(session, asker, ['running'], PATIENCE_MS);
		await session.restart('SIGKILL');
		await untilState(session, asker, ['crashed'], PATIENCE_MS);
		const { execution } = await endOf(session, asker);
		assert.equal(execution.status, 'success');
		const { first } = await endsOf(session, execution);
		assert.deepEqual(
			first.map(({ number, told, status, value, wrong }) => [number, told, status, value, wrong]),
			[[numberOf(0), numberOf(0), 'answered', rightAnswer(0), 'I am not sure']],
		);
	} finally {
		await close();
	}
}

/** Replies of customers, handed over by the trigger. */
export const replyChecks = {
	'twenty people are asked, answer in any order, and n8n is killed meanwhile': async (session) =>
		await askTwenty(session, WATI),
	'twenty people are asked by WhatsApp Business, and n8n is killed meanwhile': async (session) =>
		await askTwenty(session, META),
	'an execution that n8n lost in the middle of an answer goes on with it at Retry':
		crashInTheMiddle,
};
