import { sleep } from 'n8n-workflow';

import { ADA, BEN, useBench } from '../wati/setup';
import { ask, later, message, MINUTE, replies, replyOf } from './setup';

const bench = useBench();

// The IDs of the next test's records begin with its time.
afterEach(async () => await sleep(1_000));

const GET_MESSAGES = 'GET /api/v1/getMessages/{whatsappNumber}';

/** Routes on which the node looks into the chat. */
const ROUTES: Array<[string, object]> = [
	['through Maton', {}],
	['directly', { authentication: 'watiApi' }],
];

const nextLook = (execution: { wakesAt: number }) => (execution.wakesAt - Date.now()) / MINUTE;

describe.each(ROUTES)('%s, without a trigger,', (_name, route) => {
	test('n8n wakes the execution to look, later and later', async () => {
		const execution = await ask(bench, [ADA], { ...route, limitAmount: 1, limitUnit: 'days' });
		expect(execution.hints).toEqual([
			`0 of 1 answered. Waiting for ${ADA}. No WATI Trigger is published here, so the node looks into the chat: after 30 seconds, then less often.`,
		]);
		const pauses: number[] = [];
		for (let look = 1; look <= 12; look++) {
			pauses.push(nextLook(execution));
			later(execution.wakesAt - Date.now());
			await execution.wakeByTime();
			expect(execution.sleeps).toBe(true);
			expect(bench.count(GET_MESSAGES)).toBe(look);
		}
		expect(pauses.slice(0, 3)).toEqual([0.5, 0.5, 0.5]);
		expect(pauses.slice(3).every((pause, place) => pause >= pauses[place]!)).toBe(true);
		expect(pauses.at(-1)).toBeGreaterThan(10);
		later(20 * 60 * MINUTE);
		await execution.wakeByTime();
		expect(nextLook(execution)).toBeLessThanOrEqual(30);
	});

	test('an answer in the chat is found, and a wrong one is asked again once', async () => {
		const execution = await ask(bench, [ADA, BEN], {
			...route,
			acceptedAnswers: 'number',
			askAgainText: 'A number, please.',
		});
		bench.sandbox.customerWrites(ADA, '3');
		bench.sandbox.customerWrites(BEN, 'many');
		later(0.5 * MINUTE);
		await execution.wakeByTime();
		expect(execution.sleeps).toBe(true);
		expect(bench.sandbox.messagesTo(BEN).map(({ text }) => text)).toContain('A number, please.');

		later(10 * MINUTE);
		await execution.wakeByTime();
		expect(replies(execution.output(0))).toEqual([[ADA, 'answered', 3]]);
		expect(replies(execution.output(1))).toEqual([[BEN, 'timedOut', null]]);
		expect(replyOf(execution.output(1)[0]!).wrong).toEqual(['many']);
		expect(bench.sandbox.messagesTo(BEN)).toHaveLength(2);
	});
});

test('what the chat shows and a webhook told before counts once', async () => {
	const execution = await ask(bench, [ADA], {
		acceptedAnswers: 'number',
		mostTries: 2,
	});
	bench.sandbox.customerWrites(ADA, 'many');
	const { messages } = await chat();
	const record = messages.items.find(({ text }) => text === 'many')!;
	await execution.post(message(ADA, 'many', { id: record.id, timestamp: record.timestamp }));
	later(5 * MINUTE);
	await execution.wakeByTime();
	expect(execution.sleeps).toBe(true);
	later(10 * MINUTE);
	await execution.wakeByTime();
	expect(replyOf(execution.output(1)[0]!).wrong).toEqual(['many']);
});

async function chat() {
	const { url, tenantId, watiToken } = bench.sandbox;
	const response = await fetch(`${url}/${tenantId}/api/v1/getMessages/${ADA}?pageSize=100`, {
		headers: { authorization: `Bearer ${watiToken}` },
	});
	return (await response.json()) as {
		messages: { items: Array<{ id: string; text: string | null; timestamp: string }> };
	};
}

test('an event that was lost on the way still counts at the end, unless that is switched off', async () => {
	const last = await ask(bench, [ADA]);
	bench.sandbox.customerWrites(ADA, 'Yes');
	later(10 * MINUTE);
	await last.wakeByTime();
	expect(replies(last.output(0))).toEqual([[ADA, 'answered', 'Yes']]);

	const blind = await ask(bench, [BEN], {
		options: { looks: 'never', eventsElsewhere: true },
	});
	bench.sandbox.customerWrites(BEN, 'Yes');
	later(10 * MINUTE);
	await blind.wakeByTime();
	expect(replies(blind.output(1))).toEqual([[BEN, 'timedOut', null]]);
});

test('a chat that cannot be read ends nothing', async () => {
	const execution = await ask(bench, [ADA]);
	bench.sandbox.addFault({ endpoint: GET_MESSAGES, kind: 'status', status: 403 });
	later(5 * MINUTE);
	await execution.wakeByTime();
	expect(execution.error).toBeUndefined();
	expect(execution.sleeps).toBe(true);
});

test('what a customer wrote before the question is no answer, whatever the clocks say', async () => {
	bench.sandbox.customerWrites(ADA, 'Hello');
	const execution = await ask(bench, [ADA]);
	later(0.5 * MINUTE);
	await execution.wakeByTime();
	expect(execution.sleeps).toBe(true);
	bench.sandbox.customerWrites(ADA, 'Yes');
	later(MINUTE);
	await execution.wakeByTime();
	expect(replies(execution.output(0))).toEqual([[ADA, 'answered', 'Yes']]);
});

test('without a look, a trigger and another source nobody is asked', async () => {
	const execution = await ask(bench, [ADA], { options: { looks: 'never' } });
	expect(execution.error).toMatchObject({
		message: 'No WATI Trigger is published here, so no reply would reach this execution',
		description: expect.stringContaining('External Events') as string,
	});
	expect(bench.requests).toEqual([]);
});
