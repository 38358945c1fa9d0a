import {
	handoverWorkflow,
	itemsOf,
	peopleWorkflow,
	preparePeople,
	startWith,
	untilState,
} from '../../lib/workflows/conversation.mjs';
import { startOver } from '../../lib/workflows/trigger.mjs';
import { QUESTION, REPLY_FIELDS } from './reply-checks.mjs';

const PATIENCE_MS = 300_000;

/** What becomes of one message to each of these people. */
const PHONES = [
	{ until: 'read', phone: {}, expected: ['First', 'reached', 'read'] },
	{
		until: 'delivered',
		phone: { read: false },
		expected: ['First', 'reached', 'delivered'],
	},
	{
		until: 'delivered',
		phone: { failure: { code: '131049', detail: 'Meta chose not to deliver' } },
		expected: ['Second', 'failed', 'sent'],
	},
	{
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
					limitAmount: 1,
					limitUnit: 'minutes',
					...parameters,
				},
			},
		],
		fields: DELIVERY_FIELDS,
		credentials: { watiApi: credentials.watiApi },
	});
}

/**
 * Sends to four people whose phones differ and starts to wait for the delivery.
 * @returns {Promise<() => Promise<void>>} waits for the end and checks what came out
 */
async function followFour(session, { name, first, parameters }) {
	const { api, sandbox, credentials, assert } = session;
	const phones = PHONES.map((one, place) => ({ ...one, number: `${first + place}` }));
	const people = phones.map(({ number, until }) => ({ number, until }));
	await preparePeople(session, people, () => []);
	await sandbox.control(
		'POST',
		'customer-script',
		phones.map(({ number, phone }) => ({ whatsappNumber: number, phone })),
	);
	const workflow = await api.publishNew(deliveryWorkflow(credentials, name, parameters));
	await startWith(session, workflow, people);
	await untilState(session, workflow, ['waiting'], PATIENCE_MS);
	return async () => {
		const execution = await untilState(session, workflow, ['success', 'error'], PATIENCE_MS);
		assert.equal(execution.status, 'success');
		const rows = [];
		for (const end of ['First', 'Second']) {
			for (const item of await itemsOf(session, execution, end)) {
				const { number, told, status, reached, failure } = item;
				rows.push([number, told, end, status, reached, failure || null]);
			}
		}
		const told = rows.map(([, ...row]) => row.filter(Boolean).join(' '));
		console.log([`${name}:`, ...told].join('\n  '));
		assert.deepEqual(
			rows.sort(([one], [other]) => one - other),
			phones.map(({ number, phone, expected }) => {
				return [number, number, ...expected, phone.failure?.detail ?? null];
			}),
		);
		await api.unpublish(workflow);
	};
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
	const ended = await followFour(session, {
		name: 'Follow by Webhook',
		first: 14155552101,
		parameters: { options: { looks: 'never', eventsElsewhere: true } },
	});
	await ended();
	await api.unpublish(handover);
}

/** Two people answer. */
async function askTwo(session, parameters) {
	const { api, credentials, assert } = session;
	const people = ['14155552301', '14155552302'].map((number) => ({ number, order: 'B' }));
	await preparePeople(session, people, (place) => [
		{ afterMs: 5_000, messages: [{ kind: 'text', text: `${10 + place}` }] },
	]);
	const asker = await api.publishNew(
		peopleWorkflow({
			name: 'Ask by Polling',
			steps: [{ name: 'Ask', parameters: { ...QUESTION, ...parameters } }],
			fields: REPLY_FIELDS,
			credentials: { watiApi: credentials.watiApi },
		}),
	);
	await startWith(session, asker, people);
	await untilState(session, asker, ['waiting'], PATIENCE_MS);
	return async () => {
		const execution = await untilState(session, asker, ['success', 'error'], PATIENCE_MS);
		const first = await itemsOf(session, execution, 'First');
		assert.deepEqual(
			first.map(({ number, told, status, value }) => [number, told, status, value]),
			people.map(({ number }, place) => [number, number, 'answered', `${10 + place}`]),
		);
		assert.deepEqual(await itemsOf(session, execution, 'Second'), []);
		await api.unpublish(asker);
	};
}

/** Without any webhook: the node looks into the chat and at the status record by itself. */
async function byPolling(session) {
	await startOver(session);
	await session.sandbox.control('POST', 'webhooks/settings', {
		deliveredAfterMs: 20_000,
		readAfterMs: 20_000,
	});
	const parameters = {};
	const ends = [
		await askTwo(session, parameters),
		await followFour(session, { name: 'Follow by Chat', first: 14155552111, parameters }),
		await followFour(session, {
			name: 'Follow by Status Record',
			first: 14155552121,
			parameters: { ...parameters, channelNumber: CHANNEL_NUMBER },
		}),
	];
	await session.restart('SIGKILL');
	await Promise.all(ends.map(async (ended) => await ended()));
}

/** What becomes of a message, and everything that is found without webhooks. */
export const deliveryChecks = {
	'a message is followed by webhook: read, delivered, failed, never': followByWebhook,
	'replies and deliveries are found by looking, in the chat and in the status record, over a kill':
		byPolling,
};
