import { sleep } from 'n8n-workflow';

import { ADA } from '../../wati/setup';
import { decisions, FORMS, problemOf, sentOther, tap, TEMPLATE, useRequests } from './requests';
import { ask, later, MINUTE } from '../setup';

const { arrive, bench, forgetWaits, n8n, request, sent, toOtherTrigger } = useRequests();

const SAME = { message: 'Approve the refund?' };

describe.each(FORMS)('beside one request as %s', (_, form) => {
	test('other messages that are sent do not keep its tap from it', async () => {
		const only = await request(form);
		expect(await arrive(sentOther('image', null))).toBe(true);
		expect(await arrive(sentOther('interactive', ''))).toBe(true);
		const shipped = { eventType: 'templateMessageSent_v2' };
		expect(await arrive(sentOther('template', only.words, shipped))).toBe(true);
		expect(await arrive(sent(only, null))).toBe(true);
		expect(await arrive(tap(only.id))).toBe(false);
		expect(decisions(only)).toEqual([true]);
	});

	test('one that was stopped does not keep its tap from it', async () => {
		const stopped = await request(form);
		stopped.execution.takeForCrashed();
		const only = await request(form);
		expect(await arrive(tap(only.id))).toBe(false);
		expect(decisions(only)).toEqual([true]);
	});

	test('one that was stopped does not keep from it a tap that it has noted as unclear', async () => {
		const only = await request(form);
		const stopped = await request(form);
		stopped.execution.takeForCrashed();
		expect(await arrive(tap(only.id))).toBe(false);
		expect(decisions(only)).toEqual([true]);
	});

	test('one that was stopped does not keep from it what the chat shows', async () => {
		const stopped = await request(TEMPLATE);
		await arrive(sent(stopped));
		stopped.execution.takeForCrashed();
		const only = await request(form);
		bench.sandbox.customerWrites(ADA, 'Approve');
		later(6 * MINUTE);
		await only.execution.wakeByTime();
		expect(decisions(only)).toEqual([true]);
	});

	test('a second trigger gets what it only noted as well', async () => {
		const only = await request(form);
		const second = await request(form);
		for (const event of [tap('wamid.unclear'), sent(only)]) {
			expect(await arrive(event)).toBe(true);
			toOtherTrigger();
			expect(await arrive(event)).toBe(true);
		}
		expect(decisions(only, second)).toEqual([null, null]);
	});
});

test('sent messages name each its request, in whatever order and whoever wakes first', async () => {
	const first = await request();
	const second = await request();
	await arrive(sent(second));
	await arrive(sent(first));
	later(6 * MINUTE);
	await second.execution.wakeByTime();
	await arrive(tap(first.id));
	expect(decisions(first, second)).toEqual([true, null]);
	await arrive(tap(second.id, 'Decline'));
	expect(decisions(first, second)).toEqual([true, false]);
});

test('a request that is being sent is named once it waits', async () => {
	const first = await request();
	const asking = request();
	const messages = () => bench.sandbox.messagesTo(ADA);
	while (messages().at(-1)!.id === first.id) await new Promise((done) => setImmediate(done));
	const { id } = messages().at(-1)!;
	const arriving = arrive(sent({ ...first, id, words: 'Refund order 2?' }));
	const second = await asking;
	await arriving;
	await arrive(sent(first));
	await arrive(tap(first.id));
	expect(decisions(first, second)).toEqual([true, null]);
	await arrive(tap(second.id, 'Decline'));
	expect(decisions(first, second)).toEqual([true, false]);
});

test.each([
	['null', null],
	['the same words', SAME.message],
])('sent messages with %s name none of two requests', async (_, text) => {
	const first = await request(SAME);
	const second = await request(SAME);
	await arrive(sent(second, text));
	expect(await arrive(tap(second.id))).toBe(true);
	await arrive(sent(first, text));
	expect(await arrive(tap(first.id))).toBe(true);
	expect(decisions(first, second)).toEqual([null, null]);
});

test('a second message with the same words takes the name again', async () => {
	const only = await request(SAME);
	await arrive(sentOther('text', SAME.message));
	await arrive(sent(only));
	expect(await arrive(tap(only.id))).toBe(false);
	expect(decisions(only)).toEqual([true]);
});

test('after a restart, words name nothing', async () => {
	const first = await request(SAME);
	const second = await request(SAME);
	await arrive(tap(second.id));
	await sleep(1_000);
	forgetWaits();
	await arrive(sent(second));
	later(6 * MINUTE);
	for (const { execution } of [first, second]) await execution.wakeByTime();
	expect(decisions(first, second)).toEqual([null, null]);
});

test('a settled tap leaves no problem', async () => {
	const first = await request(TEMPLATE);
	const second = await request(TEMPLATE);
	await arrive(tap(second.id));
	await arrive(sent(second));
	await arrive(sent(first));
	expect(first.execution.hints.at(-1)).not.toContain('could belong');
	await arrive(tap(first.id));
	expect(decisions(first, second)).toEqual([true, true]);
	expect([first, second].map(problemOf)).toEqual([undefined, undefined]);
});

test('the last of several requests tells to ask again', async () => {
	const first = await request({ limitAmount: 5 });
	const second = await request();
	await arrive(tap(second.id));
	later(7 * MINUTE);
	await first.execution.wakeByTime();
	await second.execution.wakeByTime();
	expect(decisions(first, second)).toEqual([false, null]);
	expect(second.execution.hints.at(-1)).toContain('ask for the answer again');
});

test('a Yes in the chat that may answer an open text question approves nothing', async () => {
	const text = n8n.runs(await ask(bench, [ADA]));
	const approval = await request({ approveLabel: 'Yes', declineLabel: 'No' });
	bench.sandbox.customerWrites(ADA, 'Yes');
	later(6 * MINUTE);
	await text.wakeByTime();
	await approval.execution.wakeByTime();
	expect(decisions(approval)).toEqual([null]);
	expect(text.hints.at(-1)).toContain("The answer 'Yes' could belong to several");
});
