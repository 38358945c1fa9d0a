import { sleep, type IDataObject } from 'n8n-workflow';

import type * as Waits from '../../nodes/shared/waiting/in-process/process-waits';
import type * as Memory from '../../nodes/shared/webhooks/memory/trigger-memory';
import { runHook, runWebhook, SleepingExecution, type TriggerOptions } from '../harness';
import { ADA, BEN, number, operation, useBench } from '../wati/setup';
import { useN8nProcess } from './n8n-process';
import { ask, later, message, MINUTE, replies } from './setup';

/** The built modules, whose state the built nodes use. */
const { forgetWait } = jest.requireActual<typeof Waits>(
	'../../dist/nodes/shared/waiting/in-process/process-waits',
);
/** The next event reaches another trigger than the last one, which remembers nothing of it. */
const { forgetAll: toOtherTrigger } = jest.requireActual<typeof Memory>(
	'../../dist/nodes/shared/webhooks/memory/trigger-memory',
);

const SECRET = '0123456789abcdef0123456789abcdef';

const bench = useBench();

const n8n = useN8nProcess();

afterEach(() => n8n.ids.forEach((id) => forgetWait(id)));

const trigger = (more: Partial<TriggerOptions> = {}): TriggerOptions => ({
	parameters: {
		authentication: 'watiApi',
		registration: 'manual',
		options: { webhookSecret: SECRET },
		events: ['messageReceived'],
	},
	credentials: bench.wati(),
	...more,
});

const publish = async (more: Partial<TriggerOptions> = {}) => {
	await runHook('checkExists', trigger(more));
	return async () => await runHook('delete', trigger(more));
};

/** An event reaches the trigger. @returns whether it started the workflow of the trigger */
async function arrive(body: IDataObject, more: Partial<TriggerOptions> = {}): Promise<boolean> {
	const { socket } = n8n;
	const { result, status } = await runWebhook({
		...trigger(more),
		query: { token: SECRET },
		body,
		socket,
	});
	expect(status).toBe(200);
	return result.workflowData !== undefined;
}

/** When n8n wakes an execution by itself, in minutes from now. */
const nextLook = ({ wakesAt }: { wakesAt: number }) => (wakesAt - Date.now()) / MINUTE;

test('two people are asked with defaults, and both replies arrive at once', async () => {
	const unpublish = await publish();
	const execution = n8n.runs(await ask(bench, [ADA, BEN]));
	expect(nextLook(execution)).toBe(5);
	expect(await arrive(message(BEN, 'Tomorrow'))).toBe(false);
	expect(execution.output(0)).toEqual([]);
	expect(execution.hints).toEqual([`1 of 2 answered: ${BEN}. Waiting for ${ADA}.`]);
	expect(await arrive(message(ADA, 'Today'))).toBe(false);
	expect(replies(execution.output(0))).toEqual([
		[ADA, 'answered', 'Today'],
		[BEN, 'answered', 'Tomorrow'],
	]);
	expect(await arrive(message(ADA, 'And thank you'))).toBe(true);
	await unpublish();
});

test('a trigger that still gets an event while n8n unpublishes it counts as unpublished', async () => {
	const unpublish = await publish();
	await unpublish();
	await arrive(message('14155550199', 'Hello'));
	const execution = n8n.runs(await ask(bench, [ADA]));
	expect(nextLook(execution)).toBe(0.5);
});

test('a copy of a reply starts nothing, and a stranger starts the workflow', async () => {
	const execution = n8n.runs(await ask(bench, [ADA]));
	const reply = message(ADA, 'Today');
	expect(await arrive(message('14155550199', 'Hello'))).toBe(true);
	expect(await arrive(reply)).toBe(false);
	expect(await arrive(reply)).toBe(false);
	expect(execution.sleeps).toBe(false);
});

test('an answer that an execution took is one for other triggers as well', async () => {
	const first = n8n.runs(await ask(bench, [ADA]));
	const reply = message(ADA, 'Yes', { timestamp: String(Math.floor(Date.now() / 1_000)) });
	expect(await arrive(reply)).toBe(false);
	expect(replies(first.output(0))).toEqual([[ADA, 'answered', 'Yes']]);
	toOtherTrigger();
	expect(await arrive(reply)).toBe(false);
	toOtherTrigger();
	const second = n8n.runs(await ask(bench, [ADA]));
	expect(await arrive(reply)).toBe(false);
	expect(second.sleeps).toBe(true);
});

test('an answer that the test run of the editor passed on starts no other execution', async () => {
	const execution = n8n.runs(await ask(bench, [ADA]));
	const reply = message(ADA, 'Yes');
	expect(await arrive(reply, { isTest: true })).toBe(false);
	expect(execution.sleeps).toBe(false);
	expect(await arrive(reply)).toBe(false);
});

test('an answer that the execution found in the chat starts nothing when a trigger is told of it', async () => {
	const execution = n8n.runs(await ask(bench, [ADA]));
	bench.sandbox.customerWrites(ADA, 'Yes');
	later(MINUTE);
	await execution.wakeByTime();
	const [{ json }] = execution.output(0) as [{ json: IDataObject }];
	const { watiId } = json.reply as IDataObject;
	expect(await arrive(message(ADA, 'Yes', { id: watiId }))).toBe(false);
});

test('a copy that comes while the first one is still being confirmed starts nothing', async () => {
	const execution = n8n.runs(await ask(bench, [ADA]));
	const reply = message(ADA, 'Today');
	const first = arrive(reply);
	while (execution.sleeps) await new Promise(setImmediate);
	const copy = arrive(reply);
	expect(await Promise.all([first, copy])).toEqual([false, false]);
});

test('with Also the reply wakes the execution and starts the workflow', async () => {
	const parameters = {
		...trigger().parameters,
		options: { handOver: 'also', webhookSecret: SECRET },
	};
	const execution = n8n.runs(await ask(bench, [ADA]));
	expect(await arrive(message(ADA, 'Today'), { parameters })).toBe(true);
	expect(execution.sleeps).toBe(false);
});

test('with Ignore nothing is posted', async () => {
	const parameters = {
		...trigger().parameters,
		options: { handOver: 'never', webhookSecret: SECRET },
	};
	const execution = n8n.runs(await ask(bench, [ADA]));
	expect(await arrive(message(ADA, 'Today'), { parameters })).toBe(true);
	expect(execution.sleeps).toBe(true);
	expect(n8n.posts).toEqual([]);
});

test('a reply that comes while others are still being asked waits for the execution', async () => {
	bench.sandbox.addFault({
		endpoint: 'POST /api/v1/sendSessionMessage/{whatsappNumber}',
		kind: 'latency',
		latencyMs: 2_000,
		after: 1,
	});
	const asking = ask(bench, [ADA, BEN]).then((execution) => n8n.runs(execution));
	while (bench.sandbox.messagesTo(ADA).length === 0) await new Promise(setImmediate);
	expect(await arrive(message(ADA, 'Today'))).toBe(false);
	const execution = await asking;
	await arrive(message(BEN, 'Tomorrow'));
	expect(replies(execution.output(0))).toEqual([
		[ADA, 'answered', 'Today'],
		[BEN, 'answered', 'Tomorrow'],
	]);
});

test('a reply that came while the process did not know the execution is taken at its next look', async () => {
	const execution = n8n.runs(await ask(bench, [ADA], { options: { looks: 'growing' } }));
	n8n.ids.forEach((id) => forgetWait(id));
	later(1_000);
	expect(await arrive(message(ADA, 'Today'))).toBe(true);
	expect(execution.sleeps).toBe(true);
	later(MINUTE);
	await execution.wakeByTime();
	expect(replies(execution.output(0))).toEqual([[ADA, 'answered', 'Today']]);
});

test('what a customer wrote before the question is no answer to it', async () => {
	const hello = message(ADA, 'Hello');
	expect(await arrive(hello)).toBe(true);
	await sleep(20);
	const execution = n8n.runs(await ask(bench, [ADA]));
	expect(execution.sleeps).toBe(true);
	expect(await arrive(hello)).toBe(false);
	expect(execution.sleeps).toBe(true);
	toOtherTrigger();
	expect(await arrive(hello)).toBe(true);
	expect(execution.sleeps).toBe(true);
});

test('the trigger of another account brings nothing', async () => {
	const credentials = bench.wati({ apiUrl: 'https://live.example.com/2' });
	const unpublish = await publish({ credentials });
	const execution = n8n.runs(await ask(bench, [ADA], { authentication: 'watiApi' }));
	expect(nextLook(execution)).toBe(0.5);
	expect(await arrive(message(ADA, 'To the others'), { credentials })).toBe(true);
	expect(execution.sleeps).toBe(true);
	later(MINUTE);
	await execution.wakeByTime();
	expect(execution.sleeps).toBe(true);
	await unpublish();
});

test('a status wakes who follows the message, or is there before the wait begins', async () => {
	const status = (messageId: string) => ({
		eventType: 'sentMessageDELIVERED_v2',
		statusString: 'Delivered',
		localMessageId: messageId,
		whatsappMessageId: `wamid.of.${messageId}`,
		id: `record-of-${messageId}`,
		timestamp: '1795169900',
	});
	const follow = async (messageId: string) =>
		await SleepingExecution.start({
			parameters: operation('message', 'waitForDelivery', {
				whatsappNumber: number(ADA),
				messageId,
				limitAmount: 10,
				limitUnit: 'minutes',
			}),
			credentials: bench.maton(),
			items: [{}],
		});
	const execution = n8n.runs(await follow('local-1'));
	await arrive(status('local-1'));
	expect(execution.sleeps).toBe(false);
	await arrive(status('local-2'));
	expect((await follow('local-2')).sleeps).toBe(false);
});
