import { setTimeout as sleep } from 'node:timers/promises';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type * as OwnMessages from '../../../nodes/shared/sending/own-messages';
import type * as AnnounceSends from '../../../nodes/shared/waiting/triggers/announce-sends';
import type * as Listeners from '../../../nodes/shared/waiting/in-process/listeners';
import { runNode } from '../../harness';
import { number, useBench } from '../../wati/setup';
import { SENT, TEXT } from '../service/payloads';
import { useSimulatedN8n, type SimulatedN8n } from '../service/simulated-n8n';

/** The built module, whose state the built nodes use. */
const { forgetListeners } = jest.requireActual<typeof Listeners>(
	'../../../dist/nodes/shared/waiting/in-process/listeners',
);

const { forgetOwnMessages } = jest.requireActual<typeof OwnMessages>(
	'../../../dist/nodes/shared/sending/own-messages',
);
const { forgetReachedTriggers } = jest.requireActual<typeof AnnounceSends>(
	'../../../dist/nodes/shared/waiting/triggers/announce-sends',
);

const simulated = useSimulatedN8n();

const ADA = '14155550101';
const BEN = '14155550102';
const HOUR = 3_600_000;
const SECRET = '0123456789abcdef0123456789abcdef';

const bench = useBench();

const trigger = (more: IDataObject = {}) => ({
	parameters: {
		authentication: 'watiApi',
		registration: 'manual',
		options: { webhookSecret: SECRET, headerName: 'authorization', pauseHours: 2, ...more },
	} as INodeParameters,
	credentials: bench.wati(),
});

/** An address as n8n's editor makes it: only where nobody can guess it do other processes reach the trigger. */
const RANDOM_PATH = { webhookId: '3d5cb98b-ebe2-4d10-9fd5-17a98ed30652' };

async function open(more: IDataObject = {}, settings = {}): Promise<SimulatedN8n> {
	const options = { ...trigger(more), settings };
	return await simulated.open(options, () => ({ authorization: SECRET }));
}

let ids = 0;

const seconds = () => String(Math.floor(Date.now() / 1_000));

function message(waId: string, text: string, more: IDataObject = {}): IDataObject {
	ids += 1;
	const whatsappMessageId = `wamid.P${ids}`;
	return {
		...TEXT,
		id: `record-${ids}`,
		whatsappMessageId,
		timestamp: seconds(),
		waId,
		bsuid: `US.${waId}`,
		text,
		...more,
	} as IDataObject;
}

/** What WATI posts when an operator typed a message, or somebody else sent one. */
function sent(waId: string, more: IDataObject = {}): IDataObject {
	ids += 1;
	return {
		...SENT.session,
		id: `sent-${ids}`,
		whatsappMessageId: `wamid.O${ids}`,
		localMessageId: '16bf77ae-79e8-4e88-8b78-96aaaaaaaaaa',
		timestamp: seconds(),
		waId,
		bsuid: null,
		...more,
	} as IDataObject;
}

const textsOf = ({ executions }: SimulatedN8n) =>
	executions.map(({ items }) => items[0]!.json.text);

async function says(n8n: SimulatedN8n, waId: string, text: string): Promise<boolean> {
	const before = n8n.executions.length;
	expect(await n8n.post(message(waId, text))).toBe(200);
	return n8n.executions.length > before;
}

const resumeBot = async (
	whatsappNumber: string,
	sharedStaticData: IDataObject = {},
	more: IDataObject = {},
) =>
	await runNode({
		parameters: {
			authentication: 'watiApi',
			resource: 'conversation',
			operation: 'resumeBot',
			whatsappNumber: number(whatsappNumber),
			...more,
		} as INodeParameters,
		credentials: bench.wati(),
		sharedStaticData,
	});

test('after an operator wrote, the bot is silent in this chat until the time is over', async () => {
	const n8n = await open();
	expect(await says(n8n, ADA, 'before')).toBe(true);
	expect(await n8n.post(sent(ADA))).toBe(200);
	expect(n8n.executions).toHaveLength(1);
	expect(await says(n8n, ADA, 'during')).toBe(false);
	expect(await says(n8n, BEN, 'another person')).toBe(true);
	await sleep(HOUR);
	await n8n.post(sent(ADA));
	await sleep(1.5 * HOUR);
	expect(await says(n8n, ADA, 'still during')).toBe(false);
	await sleep(HOUR);
	expect(await says(n8n, ADA, 'after')).toBe(true);
	expect(textsOf(n8n)).toEqual(['before', 'another person', 'after']);
});

test('it stays silent after a restart, and Resume Bot ends it for good', async () => {
	const n8n = await open();
	await n8n.post(sent(ADA));
	n8n.kill();
	await n8n.start();
	expect(await says(n8n, ADA, 'after a restart')).toBe(false);

	n8n.kill();
	await n8n.start();
	const { items, error } = await resumeBot('+1 415 555 0101');
	expect(error).toBeUndefined();
	expect(items).toEqual([
		expect.objectContaining({
			json: {
				whatsappNumber: ADA,
				resumed: true,
				stored: true,
				triggers: [{ trigger: 'Tested', resumed: true, stored: true }],
			},
		}),
	]);
	expect(await says(n8n, ADA, 'resumed')).toBe(true);
	n8n.kill();
	await n8n.start();
	expect(await says(n8n, ADA, 'resumed after a restart')).toBe(true);
	expect((await resumeBot(ADA)).items[0]!.json).toMatchObject({ resumed: false, stored: true });
});

test('copies of what the operator wrote before do not pause again, and neither does a message that was answered', async () => {
	const n8n = await open();
	const [operators, customers] = [sent(ADA), message(ADA, 'answered by the operator')];
	await n8n.post(operators);
	await n8n.post(customers);
	await sleep(2_000);
	await resumeBot(ADA);
	await n8n.post({ ...operators, eventType: 'sessionMessageSent_v2_bsuid' });
	await n8n.post(customers);
	expect(n8n.executions).toEqual([]);
	expect(await says(n8n, ADA, 'new')).toBe(true);
	await sleep(2_000);
	await n8n.post(sent(ADA));
	expect(await says(n8n, ADA, 'paused again')).toBe(false);
});

test.each<[string, IDataObject]>([
	['a chatbot', { chatbotTriggeredEventId: '66f0aa0000000000000000e1' }],
	['a text of this package', { localMessageId: 'n8n-550e8400-e29b-41d4-a716-446655440000' }],
	['a sender of the API with IDs of its own', { localMessageId: 'order-4711-shipped' }],
	['WATI itself', { operatorName: 'Bot ', operatorEmail: null }],
	['somebody, under the name that does not tell who', { eventType: 'sessionMessageSent' }],
	['somebody, a file, while nothing is known of what the package sends', { type: 'image' }],
])('the bot goes on after a message of %s', async (_who, more) => {
	const n8n = await open();
	const body = sent(ADA, more);
	if (more.eventType !== undefined) {
		delete body.localMessageId;
		delete body.chatbotTriggeredEventId;
	}
	await n8n.post(body);
	expect(await says(n8n, ADA, 'Hello')).toBe(true);
});

/** Sends through the node as a production execution does. @returns WATI's event about it */
async function send(
	operation: string,
	more: IDataObject,
	sharedStaticData: IDataObject = {},
): Promise<IDataObject> {
	bench.sandbox.openWindow(ADA);
	const { items, error } = await runNode({
		parameters: {
			authentication: 'watiApi',
			resource: 'message',
			operation,
			whatsappNumber: number(ADA),
			...more,
		} as INodeParameters,
		credentials: bench.wati(),
		sharedStaticData,
	});
	expect(error).toBeUndefined();
	const { localMessageId, messageId: whatsappMessageId } = items[0]!.json;
	const type = operation === 'sendText' ? 'text' : 'interactive';
	return sent(ADA, { type, ...(localMessageId ? { localMessageId, whatsappMessageId } : {}) });
}

const BUTTONS = { bodyText: 'Shall we?', buttons: { button: [{ text: 'Yes' }] } };

/** The same in a worker of queue mode, which takes no events, while the process of the trigger sends nothing. */
async function sendInWorker({ shared }: SimulatedN8n, operation: string, more: IDataObject) {
	forgetListeners();
	const event = await send(operation, more, structuredClone(shared));
	forgetOwnMessages();
	return event;
}

test('in queue mode workers announce what carries no mark: that is no person, anything else is', async () => {
	forgetReachedTriggers();
	const n8n = await open({}, RANDOM_PATH);
	await says(n8n, ADA, 'Hello');
	const text = await sendInWorker(n8n, 'sendText', { messageText: 'Hello' });
	expect(text.localMessageId).toMatch(/^n8n-a-[\da-f-]{36}$/);
	await n8n.post(text);
	const buttons = await sendInWorker(n8n, 'sendButtons', BUTTONS);
	n8n.kill();
	await n8n.start();
	await n8n.post(buttons);
	expect(await says(n8n, ADA, 'the bot answers')).toBe(true);
	await n8n.post(sent(BEN, { type: 'image' }));
	expect(await says(n8n, BEN, 'nothing is known of this chat')).toBe(true);
	await sleep(700_000);
	await n8n.post(sent(ADA, { type: 'image' }));
	expect(await says(n8n, ADA, 'a person sent a picture')).toBe(false);
});

test('who cannot be reached hears no announcement, so that a file is nobody’s for sure', async () => {
	forgetReachedTriggers();
	const n8n = await open({}, RANDOM_PATH);
	await says(n8n, ADA, 'Hello');
	n8n.kill();
	const text = await sendInWorker(n8n, 'sendText', { messageText: 'Hello' });
	expect(text.localMessageId).toMatch(/^n8n-[\da-f]{8}-/);
	await n8n.start();
	await n8n.post(text);
	await n8n.post(sent(ADA, { type: 'image' }));
	expect(await says(n8n, ADA, 'perhaps that was a worker')).toBe(true);
});

test('what the node sends is no person: texts by their mark, anything else by its IDs', async () => {
	const text = await send('sendText', { messageText: 'Hello' });
	expect(text.localMessageId).toMatch(/^n8n-[\da-f-]{36}$/);
	const buttons = await send('sendButtons', BUTTONS);
	const n8n = await open();
	await n8n.post(text);
	await n8n.post(buttons);
	expect(await says(n8n, ADA, 'the bot answers')).toBe(true);
	await n8n.post(sent(ADA, { type: 'image' }));
	expect(await says(n8n, ADA, 'whether that was a person is not sure yet')).toBe(true);
	await sleep(700_000);
	await n8n.post(sent(ADA, { type: 'image' }));
	expect(await says(n8n, ADA, 'a person sent a picture')).toBe(false);
});

test('a turn starts nothing when an operator answers meanwhile', async () => {
	const n8n = await open({ combineMessages: { turn: {} } });
	const first = n8n.post(message(ADA, 'Hello?'));
	await sleep(2_000);
	await n8n.post(sent(ADA));
	expect(await first).toBe(200);
	expect(n8n.executions).toEqual([]);
	await sleep(3 * HOUR);
	await n8n.post(message(ADA, 'Hello?', { whatsappMessageId: 'wamid.P999' }));
	expect(n8n.executions).toHaveLength(1);
});

test('the status of the trigger counts and explains it', async () => {
	const n8n = await open();
	await n8n.post(sent(ADA));
	await says(n8n, ADA, 'one');
	await says(n8n, ADA, 'two');
	const { items } = await runNode({
		parameters: { authentication: 'watiApi', resource: 'account', operation: 'getTriggerStatus' },
		credentials: bench.wati(),
		sharedStaticData: n8n.shared,
	});
	expect(items[0]!.json).toMatchObject({
		paused: 2,
		pausedChats: 1,
		explanation: expect.stringMatching(/People are answering 1 chat, .* 2 messages started nothing.*Resume Bot/) as string,
	});
});

test('a worker of queue mode resumes by the address that the trigger left, or by the one that is given', async () => {
	const n8n = await open();
	await n8n.post(sent(ADA));
	forgetListeners();
	const nobody = await resumeBot(ADA);
	expect(nobody.error).toMatchObject({
		message: 'No published WATI Trigger of this n8n could be reached',
		description: expect.stringMatching(/queue mode enter its Production URL/) as string,
	});
	expect((await resumeBot(ADA, n8n.shared)).items[0]!.json).toMatchObject({
		resumed: true,
		stored: true,
	});
	expect(await says(n8n, ADA, 'resumed')).toBe(true);
	await sleep(2_000);
	await n8n.post(sent(ADA));
	const triggerUrl = `${n8n.address}/wati`;
	expect((await resumeBot(ADA, {}, { options: { triggerUrl } })).items[0]!.json).toMatchObject({
		resumed: true,
		stored: true,
	});
	expect(await says(n8n, ADA, 'resumed again')).toBe(true);
});

test('a stranger resumes nothing', async () => {
	const n8n = await open();
	await n8n.post(sent(ADA));
	const status = await n8n.post({ resumeBot: [ADA] }, { 'x-resume-bot': 'guessed' });
	expect(status).toBe(403);
	expect(await says(n8n, ADA, 'still paused')).toBe(false);
});

test('a kill whenever a request is under way keeps the pause', async () => {
	for (let place = 1, isReached = true; isReached; place++) {
		const n8n = await open();
		let told = 0;
		n8n.onStep = () => {
			if (++told === place) n8n.kill();
		};
		const operators = sent(ADA);
		if ((await n8n.post(operators)) !== 200) {
			await n8n.start();
			await sleep(600_000);
			expect(await n8n.post(operators)).toBe(200);
		} else if (n8n.isDown) await n8n.start();
		isReached = told >= place;
		n8n.onStep = () => undefined;
		expect([place, await says(n8n, ADA, 'silent')]).toEqual([place, false]);
		n8n.kill();
	}
});

describe('the pause ends when the operator is done', () => {
	const node = async (operation: string, more: IDataObject) =>
		await runNode({
			parameters: {
				authentication: 'watiApi',
				resource: 'conversation',
				operation,
				whatsappNumber: number(ADA),
				...more,
			} as INodeParameters,
			credentials: bench.wati(),
		});

	async function openPaused(): Promise<SimulatedN8n> {
		const n8n = await open();
		bench.sandbox.openWindow(ADA);
		await n8n.post(sent(ADA));
		await sleep(60_000);
		return n8n;
	}

	test.each<[string, string, IDataObject]>([
		['solves the chat', 'updateStatus', { chatStatus: 'solved' }],
		['gives the chat back to the bot', 'assign', { assignTo: 'bot' }],
	])('by a workflow that %s', async (_what, operation, more) => {
		const n8n = await openPaused();
		const posts = bench.requests.length;
		expect((await node(operation, more)).error).toBeUndefined();
		expect(await says(n8n, ADA, 'Hello')).toBe(true);
		expect(bench.requests.slice(posts).map(({ method }) => method)).not.toContain('GET');
	});

	test.each<[string, boolean]>([
		['The chat has been assigned to Bot', true],
		['The chat status has been changed to solved', true],
		['The chat has been assigned to Jane', false],
	])('in WATI: "%s"', async (eventDescription, isOver) => {
		const n8n = await openPaused();
		bench.sandbox.addFault({
			endpoint: 'GET /api/v1/getMessages/{whatsappNumber}',
			kind: 'answer',
			body: {
				result: 'success',
				messages: {
					items: [{ eventType: 'ticket', eventDescription, created: new Date().toISOString() }],
				},
			},
		});
		expect(await says(n8n, ADA, 'Hello')).toBe(isOver);
	});
});
