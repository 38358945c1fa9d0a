import { SleepingExecution } from '../harness';
import { ADA, BEN, useBench } from '../wati/setup';
import { ask, later, message, MINUTE, question, replies, replyOf } from './setup';

const bench = useBench();

const asked = () => bench.count('POST /api/v1/sendSessionMessage/{whatsappNumber}');

test('every item asks its own question, and the execution sleeps until all are answered', async () => {
	const execution = await ask(bench, [ADA, BEN]);

	expect(execution.error).toBeUndefined();
	expect(execution.sleeps).toBe(true);
	expect(asked()).toBe(2);

	expect(await execution.post(message(BEN, 'Tomorrow'))).toEqual({
		status: 200,
		body: { status: 'taken' },
		woke: true,
	});
	expect(execution.sleeps).toBe(true);
	await execution.post(message(ADA, 'Today'));

	expect(execution.sleeps).toBe(false);
	expect(execution.error).toBeUndefined();
	expect(replies(execution.output(0))).toEqual([
		[ADA, 'answered', 'Today'],
		[BEN, 'answered', 'Tomorrow'],
	]);
	expect(execution.output(1)).toEqual([]);
	expect(execution.output(0).map(({ pairedItem }) => pairedItem)).toEqual([
		{ item: 0 },
		{ item: 1 },
	]);
	expect(execution.runs).toBe(1);
	expect(asked()).toBe(2);
});

test('when the time is up, the unanswered items take the second output, linked to their own items', async () => {
	const execution = await ask(bench, [ADA, BEN]);
	await execution.post(message(BEN, 'Tomorrow'));

	later(10 * MINUTE);
	await execution.wakeByTime();

	expect(execution.sleeps).toBe(false);
	expect(replies(execution.output(0))).toEqual([[BEN, 'answered', 'Tomorrow']]);
	expect(replies(execution.output(1))).toEqual([[ADA, 'timedOut', null]]);
	expect(execution.output(0)[0]!.pairedItem).toEqual({ item: 1 });
	expect(execution.output(1)[0]!.pairedItem).toEqual({ item: 0 });
	expect(replyOf(execution.output(1)[0]!)).not.toHaveProperty('wrong');
});

test('each item has its own time limit', async () => {
	const limitAmount = `={{ $json.number === '${ADA}' ? 10 : 2880 }}`;
	const execution = await ask(bench, [ADA, BEN], { limitAmount });
	expect(execution.wakesAt).toBeLessThanOrEqual(Date.now() + 10 * MINUTE);
	later(11 * MINUTE);
	await execution.wakeByTime();
	expect(execution.sleeps).toBe(true);
	await execution.post(message(ADA, 'Too late'));
	later(600 * MINUTE);
	await execution.post(message(BEN, 'Tomorrow'));
	expect(execution.sleeps).toBe(false);
	expect(replies(execution.output(0))).toEqual([[BEN, 'answered', 'Tomorrow']]);
	expect(replies(execution.output(1))).toEqual([[ADA, 'timedOut', null]]);
});

test('a reply that answered one question does not answer the next one of the execution', async () => {
	const number = '={{ $json.number ?? $json.whatsappNumber }}';
	const execution = await SleepingExecution.start({
		parameters: question({ whatsappNumber: number, messageText: 'And now?' }),
		credentials: bench.maton(),
		items: [{ number: ADA }],
		loops: true,
	});
	const first = message(ADA, 'First');
	expect((await execution.post(first)).body).toEqual({ status: 'taken' });
	expect([execution.runs, execution.sleeps, asked()]).toEqual([2, true, 2]);

	expect(await execution.post(first)).toMatchObject({ body: { status: 'known' }, woke: false });
	await execution.post(message(ADA, 'Second'));
	expect([execution.runs, asked()]).toEqual([3, 3]);
	expect(replies(execution.output(0, 1))).toEqual([[ADA, 'answered', 'Second']]);
});

test('Retry of an execution that crashed with an answer goes on with it, at an address of its own', async () => {
	const execution = await ask(bench, [ADA, BEN]);
	const address = () => /http[^"]*webhook-waiting[^"]*/.exec(execution.text)?.[0];
	const before = address();

	await execution.crashAndRetry(message(BEN, 'Tomorrow'));
	expect(execution.sleeps).toBe(true);
	expect(address()).not.toBe(before);
	await execution.post(message(ADA, 'Today'));

	expect(replies(execution.output(0))).toEqual([
		[ADA, 'answered', 'Today'],
		[BEN, 'answered', 'Tomorrow'],
	]);
	expect(asked()).toBe(2);
});
