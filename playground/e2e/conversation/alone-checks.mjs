import {
	ENDS,
	handoverWorkflow,
	itemsOf,
	peopleWorkflow,
	preparePeople,
	startWith,
	statesOf,
	untilState,
} from '../../lib/workflows/conversation.mjs';
import { startOver, triggerWorkflow } from '../../lib/workflows/trigger.mjs';
import { QUESTION, REPLY_FIELDS } from './reply-checks.mjs';

const PATIENCE_MS = 200_000;

/** Far from the first look, and time enough for a busy machine; no look at all is the proof. */
const AT_ONCE_MS = 60_000;

/** The first look is due after half a minute, and n8n reads once a minute whom it has to wake. */
const FIRST_LOOK_MS = 100_000;

const ANSWER_AFTER_MS = 4_000;

const LOOK = 'GET /api/v1/getMessages/{whatsappNumber}';

/** Nothing but whom to ask what. */
const DEFAULTS = {
	authentication: QUESTION.authentication,
	resource: QUESTION.resource,
	operation: QUESTION.operation,
	whatsappNumber: QUESTION.whatsappNumber,
	messageText: QUESTION.messageText,
};

/** Asks two people, each of whom answers after some seconds. */
async function askTwo(session, name, numbers) {
	const { api, sandbox, credentials, assert } = session;
	const people = numbers.map((number) => ({ number, order: 'D-1' }));
	await preparePeople(session, people, (place) => [
		{ afterMs: ANSWER_AFTER_MS, messages: [{ kind: 'text', text: `Answer ${place}` }] },
	]);
	const { watiApi } = credentials;
	const asker = await api.publishNew(
		peopleWorkflow({
			name,
			steps: [{ name: 'Ask', parameters: DEFAULTS }],
			fields: REPLY_FIELDS,
			credentials: { watiApi },
		}),
	);
	try {
		const started = Date.now();
		await startWith(session, asker, people);
		const execution = await untilState(session, asker, ENDS, PATIENCE_MS);
		const took = Date.now() - started - ANSWER_AFTER_MS;
		const looks = (await sandbox.counts())[LOOK] ?? 0;
		console.log(`${name}: ${took} ms after the replies, ${looks} looks into chats`);
		const first = await itemsOf(session, execution, 'First');
		assert.deepEqual(
			first.map(({ number, told, status, value }) => [number, told, status, value]),
			numbers.map((number, place) => [number, number, 'answered', `Answer ${place}`]),
		);
		return { took, looks };
	} finally {
		await api.unpublish(asker);
	}
}

/** A credential and a published trigger, which knows no key of n8n but in queue mode, where the replies reach another process. */
async function withTrigger(session) {
	const { api, credentials, workers, assert } = session;
	await startOver(session);
	const [name, events] = ['Ask Alone: Trigger', ['messageReceived']];
	const trigger = await api.publishNew(
		workers === undefined
			? triggerWorkflow(credentials, name, { events })
			: handoverWorkflow(credentials, name, events),
	);
	try {
		const numbers = ['14155552401', '14155552402'];
		const { took, looks } = await askTwo(session, 'Ask Alone', numbers);
		assert.ok(took < AT_ONCE_MS, `The replies took ${took} ms`);
		assert.equal(looks, 0);
		assert.deepEqual(await statesOf(session, trigger), []);
	} finally {
		await api.unpublish(trigger);
	}
}

/** A credential, and nothing else. */
async function withoutTrigger(session) {
	const { assert } = session;
	await startOver(session);
	const numbers = ['14155552403', '14155552404'];
	const { took, looks } = await askTwo(session, 'Ask Without Trigger', numbers);
	assert.ok(took < FIRST_LOOK_MS, `The replies took ${took} ms`);
	assert.equal(looks, numbers.length);
}

/** Send and Wait for Reply with its defaults, and no key of n8n's API. */
export const aloneChecks = {
	'two people are asked with defaults, and a published trigger brings both replies at once':
		withTrigger,
	'without a trigger both replies are found at the first look': withoutTrigger,
};
