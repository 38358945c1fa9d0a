import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { SleepingExecution } from '../harness';
import { ADA, BEN, number, operation, textTo, useBench } from '../wati/setup';
import { later, MINUTE } from './setup';

const bench = useBench();

const CHANNEL = '14155550100';

// Slow enough that no machine sees a message arrive before time is moved on.
beforeEach(() => bench.sandbox.deliverWith({ deliveredAfterMs: MINUTE, readAfterMs: MINUTE }));

/** Sends a text and gives its local ID. */
async function sent(to = ADA): Promise<string> {
	const { items } = await bench.run({ parameters: textTo(to) });
	return String(items[0]!.json.localMessageId);
}

async function follow(
	ids: string[],
	more: INodeParameters = {},
	onError?: string,
): Promise<SleepingExecution> {
	const direct = more.authentication === 'watiApi';
	return await SleepingExecution.start({
		parameters: operation('message', 'waitForDelivery', {
			whatsappNumber: number(ADA),
			messageId: '={{ $json.id }}',
			options: { looks: 'never', eventsElsewhere: true },
			limitAmount: 10,
			limitUnit: 'minutes',
			...more,
		}),
		credentials: direct ? bench.wati() : bench.maton(),
		items: ids.map((id) => ({ id })),
		onError,
	});
}

const status = (localMessageId: string, statusString: string, more: IDataObject = {}) => ({
	eventType: `sentMessage${statusString.toUpperCase()}_v2`,
	statusString,
	localMessageId,
	whatsappMessageId: `wamid.of.${localMessageId}`,
	id: `record-${localMessageId}`,
	timestamp: '1795169900',
	...more,
});

const delivery = (execution: SleepingExecution, output: number) =>
	execution.output(output).map(({ json }) => (json.delivery as IDataObject).status);

const id = (place: number) => `local-id-${place}-of-a-message`;

test('each message is followed by its own statuses, in any order', async () => {
	const execution = await follow([id(1), id(2), id(3)], { waitUntil: 'read' });
	expect(execution.sleeps).toBe(true);

	await execution.post(status(id(1), 'Delivered'));
	await execution.post(status(id(2), 'Read'));
	expect((await execution.post(status(id(2), 'Delivered'))).body).toEqual({ status: 'foreign' });
	expect((await execution.post(status('of-nobody-here', 'Read'))).woke).toBe(false);
	await execution.post({
		...status(id(3), 'Failed', { failedCode: '131049', failedDetail: 'Not today' }),
		eventType: 'templateMessageFailed',
	});
	expect(execution.sleeps).toBe(true);
	await execution.post(status(id(1), 'Read'));

	expect(execution.sleeps).toBe(false);
	expect(delivery(execution, 0)).toEqual(['reached', 'reached']);
	expect(execution.output(0).map(({ pairedItem }) => pairedItem)).toEqual([
		{ item: 0 },
		{ item: 1 },
	]);
	expect(execution.output(1)[0]).toMatchObject({
		json: {
			id: id(3),
			delivery: { status: 'failed', failure: { code: '131049', detail: 'Not today' } },
		},
		pairedItem: { item: 2 },
	});
});

test('a later step counts for an earlier one, and the time limit ends the rest', async () => {
	const execution = await follow([id(1), id(2)]);
	await execution.post(status(id(1), 'Replied'));
	later(10 * MINUTE);
	await execution.wakeByTime();
	expect(delivery(execution, 0)).toEqual(['reached']);
	expect(delivery(execution, 1)).toEqual(['timedOut']);
});

test.each([
	['in the chat through Maton', {}],
	['in the chat, directly', { authentication: 'watiApi' }],
	[
		'in the status record',
		{ authentication: 'watiApi', options: { channelNumber: number(CHANNEL) } },
	],
])('a message is looked up %s', async (_name, more) => {
	const wanted = await sent();
	const execution = await follow([wanted], { options: {}, ...more });
	expect(execution.sleeps).toBe(true);
	later(5 * MINUTE);
	await execution.wakeByTime();
	expect(execution.output(0)[0]!.json.delivery).toMatchObject({
		status: 'reached',
		reached: 'read',
	});
});

test('the status record tells why a message failed', async () => {
	bench.sandbox.customersAct({
		whatsappNumber: ADA,
		phone: { failure: { code: '131049', detail: 'Meta chose not to deliver' } },
	});
	const wanted = await sent();
	const execution = await follow([wanted], {
		authentication: 'watiApi',
		options: { channelNumber: number(CHANNEL) },
	});
	later(5 * MINUTE);
	await execution.wakeByTime();
	expect(execution.output(1)[0]!.json.delivery).toMatchObject({
		status: 'failed',
		failure: { code: '131049', detail: 'Meta chose not to deliver' },
	});
});

test('two items about one message both hear of it', async () => {
	const execution = await follow([id(1), id(1)]);
	await execution.post(status(id(1), 'Delivered'));
	expect(delivery(execution, 0)).toEqual(['reached', 'reached']);
});

test('what arrived before the wait began ends it at once', async () => {
	const wanted = await sent(BEN);
	bench.sandbox.deliverWith({ deliveredAfterMs: 0, readAfterMs: 0 });
	const execution = await follow([wanted], { whatsappNumber: number(BEN), options: {} });
	expect(execution.sleeps).toBe(false);
	expect(delivery(execution, 0)).toEqual(['reached']);
});

test('a missing ID is named with its item, or fails that item alone', async () => {
	const stopped = await follow(['', id(1)]);
	expect(stopped.error).toMatchObject({
		message: "The field 'Message ID' is empty",
		description: expect.stringContaining('[Item 0]'),
	});

	const going = await follow(['', id(1)], {}, 'continueRegularOutput');
	expect(going.sleeps).toBe(true);
	await going.post(status(id(1), 'Delivered'));
	expect(going.output(0)[0]!.json.error).toBe("The field 'Message ID' is empty");
});

test('each message has its own time limit, and one that cannot be read is refused', async () => {
	const ids = [await sent(), await sent(), await sent()];
	const limitAmount = '={{ [10, 30, "soon"][$itemIndex] }}';
	const execution = await follow(ids, { limitAmount }, 'continueRegularOutput');
	later(11 * MINUTE);
	await execution.wakeByTime();
	expect(execution.sleeps).toBe(true);
	later(20 * MINUTE);
	await execution.wakeByTime();
	expect(execution.sleeps).toBe(false);
	expect(execution.output(1)).toHaveLength(2);
	expect(execution.output(0)[0]!.json.error).toBe(
		"The field 'Time Limit' contains no time to wait: soon",
	);
});
