import { setTimeout as sleep } from 'node:timers/promises';

import {
	handoverWorkflow,
	itemsOf,
	peopleWorkflow,
	startWith,
	statesOf,
	untilState,
} from '../lib/conversation.mjs';
import { startOver } from '../lib/trigger.mjs';

const PEOPLE = 20;
const SILENT = [4, 13];
const WRONG_FIRST = [2, 9, 17];
const LATEST_MS = 45_000;
const PATIENCE_MS = 600_000;

const MINUTES = 4;

const numberOf = (place) => `1415555${String(2000 + place)}`;
const rightAnswer = (place) => `${10 + place}`;

/** Asks for a number, as each question of the test does. */
const QUESTION = {
	authentication: 'watiApi',
	resource: 'message',
	operation: 'sendAndWait',
	whatsappNumber: { __rl: true, mode: 'number', value: '={{ $json.number }}' },
	messageType: 'text',
	messageText: '=How many boxes for order {{ $json.order }}?',
	acceptedAnswers: 'number',
	askAgainText: 'Please answer with a number.',
	limitAmount: MINUTES,
	limitUnit: 'minutes',
};

const REPLY_FIELDS = {
	number: "$('People').item.json.number",
	order: "$('People').item.json.order",
	told: '$json.whatsappNumber',
	status: '$json.reply.status',
	value: '$json.reply.value',
	wrong: '$json.reply.wrong?.join()',
};

function scriptOf(place) {
	const later = 1_000 + Math.floor(Math.random() * LATEST_MS);
	const say = (text, afterMs) => ({ afterMs, messages: [{ kind: 'text', text }] });
	if (SILENT.includes(place)) return [];
	if (!WRONG_FIRST.includes(place)) return [say(rightAnswer(place), later)];
	return [say('I am not sure', Math.floor(later / 2)), say(rightAnswer(place), 2_000)];
}

async function preparePeople({ sandbox }, people, script) {
	for (const { number } of people) {
		await sandbox.control('POST', 'window', { whatsappNumber: number, open: true });
	}
	await sandbox.control(
		'POST',
		'customer-script',
		people.map(({ number }, place) => ({ whatsappNumber: number, answers: script(place) })),
	);
}

async function sentTo({ sandbox }, number) {
	const messages = await sandbox.control('GET', `messages?whatsappNumber=${number}`);
	return messages.map(({ text }) => text);
}

/** Which item went where, in the order of the people. */
async function outcomes(session, execution) {
	const first = await itemsOf(session, execution, 'First');
	const second = await itemsOf(session, execution, 'Second');
	return { first, second };
}

function checkTwenty(assert, people, { first, second }) {
	const rows = (items) =>
		items.map(({ number, order, told, status, value }) => [number, order, told, status, value]);
	const expected = people.map(({ number, order }, place) =>
		SILENT.includes(place)
			? [number, order, number, 'timedOut', null]
			: [number, order, number, 'answered', rightAnswer(place)],
	);
	const isSilent = (_, place) => SILENT.includes(place);
	assert.deepEqual(
		rows(first),
		expected.filter((...row) => !isSilent(...row)),
	);
	assert.deepEqual(
		rows(second).map((row) => [...row.slice(0, 4), row[4] || null]),
		expected.filter(isSilent),
	);
}

/** Twenty people are asked at once; n8n is restarted while half of them are still thinking. */
async function askTwenty(session) {
	const { api, sandbox, credentials, assert } = session;
	await startOver(session);
	await sandbox.control('POST', 'webhooks/settings', { retryEveryMs: 2_000 });
	const people = Array.from({ length: PEOPLE }, (_, place) => ({
		number: numberOf(place),
		order: `A-${place}`,
	}));
	await preparePeople(session, people, scriptOf);
	const relay = handoverWorkflow(credentials, 'Replies', ['messageReceived']);
	const handover = await api.publishNew(relay);
	const asker = await api.publishNew(
		peopleWorkflow({
			name: 'Ask Twenty',
			steps: [{ name: 'Ask', parameters: QUESTION }],
			fields: REPLY_FIELDS,
			credentials: { watiApi: credentials.watiApi },
		}),
	);
	const started = Date.now();
	await startWith(session, asker, people);
	await sleep(LATEST_MS / 3);
	const before = await untilState(session, asker, ['waiting'], PATIENCE_MS);
	await session.restart();
	console.log(`n8n was restarted after ${Math.round((Date.now() - started) / 1000)} s`);
	const execution = await untilState(session, asker, ['success', 'error', 'crashed'], PATIENCE_MS);
	console.log(`The execution ended after ${Math.round((Date.now() - started) / 1000)} s`);
	assert.equal(execution.id, before.id);
	assert.equal(execution.status, 'success');
	const ends = await outcomes(session, execution);
	const missed = ends.second.map(({ number, status, wrong }) => `${number} ${status} ${wrong}`);
	console.log(`Without an answer: ${missed.join(', ')}`);
	checkTwenty(assert, people, ends);
	for (const [place, { number, order }] of people.entries()) {
		const again = WRONG_FIRST.includes(place) ? ['Please answer with a number.'] : [];
		assert.deepEqual(await sentTo(session, number), [
			`How many boxes for order ${order}?`,
			...again,
		]);
	}
	assert.equal((await statesOf(session, handover)).length, 0);
	await api.unpublish(asker);
	await api.unpublish(handover);
}

/** What becomes of one message to each of these people. */
const PHONES = [
	{ number: '14155552101', until: 'read', phone: {}, expected: ['First', 'reached', 'read'] },
	{
		number: '14155552102',
		until: 'delivered',
		phone: { read: false },
		expected: ['First', 'reached', 'delivered'],
	},
	{
		number: '14155552103',
		until: 'delivered',
		phone: { failure: { code: '131049', detail: 'Meta chose not to deliver' } },
		expected: ['Second', 'failed', 'sent'],
	},
	{
		number: '14155552104',
		until: 'delivered',
		phone: { delivered: false },
		expected: ['Second', 'timedOut', 'sent'],
	},
];

const CHANNEL_NUMBER = { __rl: true, mode: 'number', value: '14155550100' };

const STATUS_EVENTS = [
	'messageDelivered',
	'messageRead',
	'sessionMessageSent',
	'sessionMessageFailed',
];

const DELIVERY_FIELDS = {
	number: "$('People').item.json.number",
	told: '$json.whatsappNumber',
	status: '$json.delivery.status',
	reached: '$json.delivery.reached',
	failure: '$json.delivery.failure?.detail',
};

/** Sends a text, then waits for its delivery. */
function deliveryWorkflow(credentials, name, parameters) {
	const direct = { authentication: 'watiApi', resource: 'message' };
	const to = (value) => ({ __rl: true, mode: 'number', value });
	return peopleWorkflow({
		name,
		steps: [
			{
				name: 'Send',
				parameters: {
					...direct,
					operation: 'sendText',
					whatsappNumber: to('={{ $json.number }}'),
					messageText: 'Your parcel is on its way.',
				},
			},
			{
				name: 'Wait',
				parameters: {
					...direct,
					operation: 'waitForDelivery',
					whatsappNumber: to("={{ $('People').item.json.number }}"),
					waitUntil: "={{ $('People').item.json.until }}",
					limitAmount: 2,
					limitUnit: 'minutes',
					...parameters,
				},
			},
		],
		fields: DELIVERY_FIELDS,
		credentials: { watiApi: credentials.watiApi },
	});
}

async function followFour(session, name, parameters) {
	const { api, sandbox, credentials, assert } = session;
	const people = PHONES.map(({ number, until }) => ({ number, until }));
	await preparePeople(session, people, () => []);
	await sandbox.control(
		'POST',
		'customer-script',
		PHONES.map(({ number, phone }) => ({ whatsappNumber: number, phone })),
	);
	const workflow = await api.publishNew(deliveryWorkflow(credentials, name, parameters));
	await startWith(session, workflow, people);
	const execution = await untilState(session, workflow, ['success', 'error'], PATIENCE_MS);
	assert.equal(execution.status, 'success');
	const ends = await outcomes(session, execution);
	const rows = Object.entries({ First: ends.first, Second: ends.second }).flatMap(([end, items]) =>
		items.map(({ number, told, status, reached, failure }) => {
			assert.equal(told, number);
			return { number, row: [end, status, reached], failure };
		}),
	);
	console.log(
		rows.map(({ number, row, failure }) => [number, ...row, failure].join(' ')).join('\n'),
	);
	const byNumber = (number) => rows.find((one) => one.number === number);
	assert.deepEqual(
		PHONES.map(({ number }) => byNumber(number)?.row),
		PHONES.map(({ expected }) => expected),
	);
	assert.equal(byNumber('14155552103').failure, 'Meta chose not to deliver');
	await api.unpublish(workflow);
}

/** Statuses that WATI posts, handed over by the trigger; nobody looks into the chat. */
async function followByWebhook(session) {
	const { api, credentials } = session;
	await startOver(session);
	// Slower than n8n's way to sleep, so that the statuses really wake it.
	await session.sandbox.control('POST', 'webhooks/settings', {
		deliveredAfterMs: 8_000,
		readAfterMs: 8_000,
	});
	const relay = handoverWorkflow(credentials, 'Statuses', STATUS_EVENTS);
	const handover = await api.publishNew(relay);
	await followFour(session, 'Follow by Webhook', {
		arrival: 'webhook',
		waitOptions: { lookAtEnd: false },
	});
	await api.unpublish(handover);
}

/** Without any webhook: the node looks at the status record and in the chat by itself. */
async function followByPolling(session, parameters) {
	await startOver(session);
	await session.sandbox.control('POST', 'webhooks/settings', {
		deliveredAfterMs: 20_000,
		readAfterMs: 20_000,
	});
	await followFour(session, 'Follow by Polling', {
		arrival: 'polling',
		lookEvery: 1,
		...parameters,
	});
}

/** Two people answer, one of them wrong first, and nothing but a look into the chat shows it. */
async function askByPolling(session) {
	const { api, credentials, assert } = session;
	await startOver(session);
	const people = [0, 1].map((place) => ({ number: numberOf(place), order: `B-${place}` }));
	const say = (text) => ({ afterMs: 5_000, messages: [{ kind: 'text', text }] });
	await preparePeople(session, people, (place) =>
		place === 0 ? [say('10')] : [say('what?'), say('11')],
	);
	const asker = await api.publishNew(
		peopleWorkflow({
			name: 'Ask by Polling',
			steps: [{ name: 'Ask', parameters: { ...QUESTION, arrival: 'polling', lookEvery: 1 } }],
			fields: REPLY_FIELDS,
			credentials: { watiApi: credentials.watiApi },
		}),
	);
	await startWith(session, asker, people);
	await untilState(session, asker, ['waiting'], PATIENCE_MS);
	await session.restart('SIGKILL');
	const execution = await untilState(session, asker, ['success', 'error'], PATIENCE_MS);
	const { first, second } = await outcomes(session, execution);
	assert.deepEqual(
		first.map(({ number, told, status, value }) => [number, told, status, value]),
		people.map(({ number }, place) => [number, number, 'answered', rightAnswer(place)]),
	);
	assert.deepEqual(second, []);
	assert.equal((await sentTo(session, people[1].number)).length, 2);
	await api.unpublish(asker);
}

/** Conversations in a real n8n: executions that sleep until a customer answers or a message arrives. */
export const conversationChecks = {
	'twenty people are asked, answer in any order, and n8n is restarted meanwhile': askTwenty,
	'replies are found by looking into the chat, over a hard restart': askByPolling,
	'a message is followed by webhook: read, delivered, failed, never': followByWebhook,
	'a message is followed by its chat: read, delivered, failed, never': async (session) =>
		await followByPolling(session, {}),
	'a message is followed by its status record': async (session) =>
		await followByPolling(session, { channelNumber: CHANNEL_NUMBER }),
};
