import { createHmac } from 'node:crypto';

import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type * as Memory from '../../nodes/shared/webhooks/memory/trigger-memory';
import type { Payload } from '../../nodes/shared/webhooks/payload';
import { runHook, runWebhook } from '../harness';
import { body, change, messages } from '../whatsapp-business-trigger/payloads';
import { ADA, BEN, graphError, MESSAGES, op, text, useMeta } from './setup';

const { forgetAll } = jest.requireActual<typeof Memory>(
	'../../dist/nodes/shared/webhooks/memory/trigger-memory',
);

const meta = useMeta();

const TRIGGER = 'matonWhatsAppBusinessTrigger';
const APP_SECRET = '0123456789abcdef0123456789abcdef';
const credentials = {
	matonWhatsAppBusinessWebhookApi: { appSecret: APP_SECRET, verifyToken: 'a verify token' },
};
const NUMBER = '100200300400601';
const OTHER_NUMBER = '100200300400602';
const LEFT_OUT = { accepted: false, optedOut: true, code: 'recipient-opted-out' };
const metadata = { display_phone_number: '14155550300', phone_number_id: NUMBER };

/** The static data of the trigger's workflow. */
let kept: { staticData: IDataObject; sharedStaticData: IDataObject };
let seconds = 1_795_169_656;

beforeEach(() => {
	forgetAll();
	kept = { staticData: {}, sharedStaticData: {} };
});

/** Lets Meta post something to the trigger of a workflow. */
async function post(posted: Payload, events: string[] = ['messageReceived']) {
	const rawBody = JSON.stringify(posted);
	const signature = createHmac('sha256', APP_SECRET).update(rawBody).digest('hex');
	const { result } = await runWebhook({
		node: TRIGGER,
		parameters: { events },
		credentials,
		...kept,
		body: posted,
		rawBody,
		headers: { 'x-hub-signature-256': `sha256=${signature}` },
	});
	return result.workflowData;
}

const preference = (value: string, person: object = { wa_id: ADA }) =>
	body(
		change('user_preferences', {
			metadata,
			user_preferences: [
				{ ...person, category: 'marketing_messages', value, timestamp: (seconds += 1) },
			],
		}),
	);

const written = (words: string) =>
	messages({
		metadata,
		messages: [
			{
				from: ADA,
				id: `wamid.${(seconds += 1)}`,
				timestamp: String(seconds),
				type: 'text',
				text: { body: words },
			},
		],
	});

const failedStatus = () =>
	messages({
		metadata,
		statuses: [
			{
				id: `wamid.${(seconds += 1)}`,
				status: 'failed',
				timestamp: String(seconds),
				recipient_id: ADA,
				errors: [{ code: 131050, title: 'Unable to deliver the message' }],
			},
		],
	});

const respecting = (parameters: INodeParameters) => ({
	...parameters,
	options: { ...(parameters.options as INodeParameters), respectOptOut: true },
});

/** What becomes of a text to Ada. */
async function sent(parameters: INodeParameters = text(), more: object = {}) {
	const { items, error } = await meta.run({ parameters: respecting(parameters), ...more });
	if (error) throw error;
	return items[0]?.json;
}

test('a preference of the customer holds sends back, until it is taken back', async () => {
	expect(await post(preference('stop'))).toBeUndefined();
	expect(await sent()).toMatchObject({ ...LEFT_OUT, whatsappNumber: ADA });
	expect(meta.bodies).toEqual([]);
	expect(await sent(text('Hello', { whatsappNumber: BEN }))).toMatchObject({ accepted: true });
	const { items } = await meta.run({ parameters: text() });
	expect(items[0]?.json.accepted).toBe(true);
	await post(preference('resume'));
	expect(await sent()).toMatchObject({ accepted: true });
});

test('of two the later one counts, in whatever order they come', async () => {
	const [stop, resume] = [preference('stop'), preference('resume')];
	await post(resume);
	await post(stop);
	expect(await sent()).toMatchObject({ accepted: true });
});

test('it belongs to one business number', async () => {
	await post(preference('stop'));
	const parameters = text('Hello', {
		phoneNumberId: { __rl: true, mode: 'id', value: OTHER_NUMBER },
	});
	expect(await sent(parameters)).toMatchObject({ accepted: true });
});

test('a person without a number is known by the BSUID', async () => {
	const bsuid = 'US.13491208655302741918';
	await post(preference('stop', { user_id: bsuid }));
	expect(await sent(text('Hello', { whatsappNumber: bsuid }))).toMatchObject(LEFT_OUT);
});

test('a stop word counts where Opted Out was chosen, and START takes it back', async () => {
	await post(written('Stop'));
	expect(await sent()).toMatchObject({ accepted: true });
	const events = ['optedOut', 'optedIn'];
	expect(await post(written('Stop'), events)).toHaveLength(1);
	expect(await sent()).toMatchObject(LEFT_OUT);
	await post(written('START'), events);
	expect(await sent()).toMatchObject({ accepted: true });
});

test('a delivery that failed for that reason is remembered', async () => {
	expect(await post(failedStatus())).toBeUndefined();
	expect(await sent()).toMatchObject(LEFT_OUT);
});

test('so is a refused send, which says so by its own code', async () => {
	meta.sandbox.addFault({
		endpoint: MESSAGES,
		kind: 'answer',
		status: 400,
		body: graphError(131050, 'Unable to deliver the message'),
	});
	const { error } = await meta.run({ parameters: text() });
	expect(error?.context).toMatchObject({ code: 'recipient-opted-out', serviceCode: 131050 });
	expect(await sent()).toMatchObject(LEFT_OUT);
	expect(meta.bodies).toHaveLength(1);
});

test('after a restart of n8n the published trigger brings it back', async () => {
	await post(preference('stop'));
	expect(JSON.stringify(kept.sharedStaticData)).not.toContain(ADA);
	forgetAll();
	expect(await sent()).toMatchObject({ accepted: true });
	await runHook('create', { node: TRIGGER, parameters: { events: ['any'] }, credentials, ...kept });
	expect(await sent()).toMatchObject(LEFT_OUT);
});

test('in the trigger’s own workflow it is known in every process', async () => {
	await post(preference('stop'));
	forgetAll();
	const { sharedStaticData } = kept;
	expect(await sent(text(), { sharedStaticData })).toMatchObject(LEFT_OUT);
});

test('a test run remembers nothing', async () => {
	const posted = preference('stop');
	const rawBody = JSON.stringify(posted);
	const signature = createHmac('sha256', APP_SECRET).update(rawBody).digest('hex');
	await runWebhook({
		node: TRIGGER,
		parameters: { events: ['any'] },
		credentials,
		isTest: true,
		body: posted,
		rawBody,
		headers: { 'x-hub-signature-256': `sha256=${signature}` },
	});
	expect(await sent()).toMatchObject({ accepted: true });
});

test('every operation that sends has the option', async () => {
	await post(preference('stop'));
	const parameters = op('message', 'sendLocation', {
		whatsappNumber: ADA,
		latitude: 1,
		longitude: 2,
	});
	expect(await sent(parameters)).toMatchObject(LEFT_OUT);
});

const BSUID = 'US.13491208655302741918';
const EVENTS = ['messageReceived', 'optedOut', 'optedIn'];
const said = (words: string, more: object = {}) => ({
	id: `wamid.${(seconds += 1)}`,
	timestamp: String(seconds),
	type: 'text',
	text: { body: words },
	...more,
});

test('who was seen with number and BSUID opts out by a message with the BSUID alone', async () => {
	const contacts = [{ wa_id: ADA, user_id: BSUID }];
	const hello = said('Hi', { from: ADA, from_user_id: BSUID });
	await post(messages({ metadata, contacts, messages: [hello] }), EVENTS);
	const stop = said('STOP', { from_user_id: BSUID });
	await post(messages({ metadata, contacts: [{ user_id: BSUID }], messages: [stop] }), EVENTS);
	expect(await sent(text('Hello', { whatsappNumber: BSUID }))).toMatchObject(LEFT_OUT);
	expect(await sent()).toMatchObject(LEFT_OUT);
});

test('a preference of WhatsApp is taken back by WhatsApp’s alone, not by a word', async () => {
	await post(preference('stop'));
	await post(written('START'), EVENTS);
	expect(await sent()).toMatchObject(LEFT_OUT);
	await post(preference('resume'));
	expect(await sent()).toMatchObject({ accepted: true });
});

test('neither a tap nor a word in a group opts in, and none in a group opts out', async () => {
	const groupId = 'Y2FwaV9ncm91cDoxNDE1NTU1MDMwMA';
	const inGroup = (words: string) =>
		messages({ metadata, messages: [said(words, { from: ADA, group_id: groupId })] });
	const tapped = (title: string) => {
		const interactive = { type: 'button_reply', button_reply: { id: 'quiz', title } };
		const tap = said('', { from: ADA, type: 'interactive', interactive });
		return messages({ metadata, messages: [tap] });
	};
	await post(inGroup('Stop'), EVENTS);
	expect(await sent()).toMatchObject({ accepted: true });
	await post(tapped('Stop'), EVENTS);
	for (const posted of [tapped('Start'), inGroup('Start')]) {
		expect((await post(posted, EVENTS))?.[0]?.[0]?.json.event).toBe('messageReceived');
	}
	expect(await sent()).toMatchObject(LEFT_OUT);
});
