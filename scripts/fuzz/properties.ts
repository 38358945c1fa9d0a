import assert from 'node:assert/strict';

import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { misfits as watiMisfits } from '../../test/trigger/service/generators';
import { misfits as metaMisfits } from '../../test/whatsapp-business-trigger/generators';
import { runWebhook, type CredentialData, type WebhookResult } from '../../test/harness';
import { APP_SECRET, SECRET, VERIFY_TOKEN, type FuzzCall } from './calls';

/** A trigger as a workflow holds it. */
export interface Tested {
	node: string;
	parameters: INodeParameters;
	credentials: CredentialData;
	misfits: (event: never) => string[];
}

const EVERYTHING = { events: ['any'], filters: { direction: 'both' } };

export const WATI: Tested = {
	node: 'watiTrigger',
	parameters: { ...EVERYTHING, options: { webhookSecret: SECRET } },
	credentials: {},
	misfits: watiMisfits,
};

export const META: Tested = {
	node: 'matonWhatsAppBusinessTrigger',
	parameters: EVERYTHING,
	credentials: {
		matonWhatsAppBusinessWebhookApi: { appSecret: APP_SECRET, verifyToken: VERIFY_TOKEN },
	},
	misfits: metaMisfits,
};

/** Lines of a stack, and paths that have no business in an answer. */
const STACK = /\bat .+:\d+:\d+|node_modules|\/dist\/|\.[jt]s:\d+/;

const REFUSALS = [400, 401, 403, 413, 415, 422];

const sharedNames = () =>
	[Object.prototype, Array.prototype, Function.prototype, String.prototype].map(
		(shared) => Reflect.ownKeys(shared).length,
	);

const AT_START = sharedNames();

async function answerTo(tested: Tested, { options }: FuzzCall, staticData: IDataObject) {
	const { node, parameters, credentials } = tested;
	return await runWebhook({ node, parameters, credentials, staticData, ...options });
}

const readEvents = ({ result }: WebhookResult) =>
	(result.workflowData ?? []).flat().map(({ json }) => json);

function checkAnswer({ status, body, result }: WebhookResult, { options }: FuzzCall): void {
	// Meta's verification wants a part of the address back, whatever it says.
	const asked = JSON.stringify(options.query);
	const told = JSON.stringify([body ?? '', result.webhookResponse ?? '']);
	assert.ok(status < 500, `answered ${status}: ${told}`);
	assert.doesNotMatch(told, STACK);
	for (const secret of [SECRET, APP_SECRET, VERIFY_TOKEN]) {
		assert.ok(!told.includes(secret) || asked.includes(secret), 'the answer holds a secret');
	}
	assert.deepEqual(sharedNames(), AT_START, 'what all objects share has changed');
	assert.equal(({} as Record<string, unknown>).polluted, undefined);
}

/** What a call came to, for the table of figures. */
export type Outcome = 'started' | 'passed over' | 'refused' | 'shown a page';

/**
 * Lets one call reach a trigger on n8n's engine, and the same call once more.
 *
 * @throws AssertionError when a property does not hold, and whatever the trigger throws
 */
export async function checkCall(
	tested: Tested,
	call: FuzzCall,
	staticData: IDataObject,
): Promise<Outcome> {
	const answer = await answerTo(tested, call, staticData);
	checkAnswer(answer, call);
	const events = readEvents(answer);
	if (call.options.method === 'GET') {
		assert.deepEqual(events, [], 'a visit started an execution');
		return 'shown a page';
	}
	if (!call.isVerified) {
		assert.deepEqual(events, [], 'a stranger started an execution');
		assert.ok([401, 413, 415].includes(answer.status), `a stranger was answered ${answer.status}`);
		return 'refused';
	}
	if (answer.sent) {
		assert.ok(REFUSALS.includes(answer.status), `refused with ${answer.status}`);
		assert.deepEqual(events, []);
		return 'refused';
	}
	for (const event of events) assert.deepEqual(tested.misfits(event as never), []);
	const keys = events.map(({ dedupeKey }) => dedupeKey);
	assert.equal(new Set(keys).size, keys.length, 'one call brought the same fact twice');
	const again = await answerTo(tested, call, staticData);
	checkAnswer(again, call);
	assert.deepEqual(readEvents(again), [], 'the same call started an execution twice');
	return events.length > 0 ? 'started' : 'passed over';
}
