import { sleep } from 'n8n-workflow';

import { ADA } from '../../wati/setup';
import { decisions, FORMS, problemOf, tap, TEMPLATE, useRequests, type Request } from './requests';
import { later, MINUTE } from '../setup';

const { arrive, bench, forgetWaits, request, sent } = useRequests();

describe.each(FORMS)('of two requests as %s', (_, form) => {
	let first: Request;
	let second: Request;

	async function ask() {
		first = await request(form);
		expect(await arrive(sent(first))).toBe(true);
		second = await request(form);
		expect(await arrive(sent(second))).toBe(true);
	}

	test('a tap decides the one that it stands below', async () => {
		await ask();
		expect(await arrive(tap(second.id))).toBe(false);
		expect(decisions(first, second)).toEqual([null, true]);
		expect(await arrive(tap(second.id, 'Decline'))).toBe(true);
		expect(decisions(first, second)).toEqual([null, true]);
		expect(await arrive(tap(first.id, 'Decline'))).toBe(false);
		expect(decisions(first, second)).toEqual([false, true]);
	});

	test('a tap on an older message decides none', async () => {
		await ask();
		expect(await arrive(tap('wamid.older'))).toBe(true);
		expect(decisions(first, second)).toEqual([null, null]);
	});

	test('each knows its message after a restart', async () => {
		await ask();
		forgetWaits();
		await sleep(1_000);
		expect(await arrive(tap(second.id))).toBe(true);
		later(6 * MINUTE);
		await first.execution.wakeByTime();
		await second.execution.wakeByTime();
		expect(decisions(first, second)).toEqual([null, true]);
	});

	test('where WATI posts no sent messages, a tap that may be either decides none and both say so', async () => {
		first = await request(form);
		second = await request(form);
		expect(await arrive(tap(second.id))).toBe(true);
		expect(await arrive(tap(null))).toBe(true);
		expect(decisions(first, second)).toEqual([null, null]);
		expect(first.execution.hints.at(-1)).toContain("The answer 'Approve' could belong to several");
		later(11 * MINUTE);
		for (const { execution } of [first, second]) await execution.wakeByTime();
		expect(decisions(first, second)).toEqual([false, false]);
		expect([first, second].map(problemOf)).toEqual(
			Array(2).fill(expect.stringContaining('Session Message Sent')),
		);
	});

	test('a button that only one of them has decides that one', async () => {
		first = await request(form);
		second = await request({ ...form, approveLabel: 'Ship', declineLabel: 'Hold' });
		expect(await arrive(tap('wamid.any', 'Hold'))).toBe(false);
		expect(decisions(first, second)).toEqual([null, false]);
		expect(await arrive(tap(null))).toBe(false);
		expect(decisions(first, second)).toEqual([true, false]);
	});
});

test('a status that tells the ID later settles a tap that came before', async () => {
	const first = await request(TEMPLATE);
	const second = await request(TEMPLATE);
	await arrive(tap(second.id));
	expect(decisions(first, second)).toEqual([null, null]);
	const { eventType, ...fields } = sent(second);
	expect(eventType).toBe('templateMessageSent_v2');
	const replied = { ...fields, eventType: 'sentMessageREPLIED_v2', statusString: 'Replied' };
	await arrive({ ...replied, waId: undefined, text: null });
	expect(decisions(first, second)).toEqual([null, true]);
});

test('an old button decides nothing where one request is open', async () => {
	const only = await request();
	expect(await arrive(tap('wamid.older', 'Pay Now'))).toBe(true);
	await arrive(sent(only));
	expect(await arrive(tap('wamid.older'))).toBe(true);
	expect(await arrive(tap(only.id))).toBe(false);
	expect(decisions(only)).toEqual([true]);
});

test('a tap that the chat shows as a text decides only what it can belong to', async () => {
	const first = await request();
	const second = await request();
	const third = await request({ approveLabel: 'Ship', declineLabel: 'Hold' });
	bench.sandbox.customerWrites(ADA, 'Approve');
	bench.sandbox.customerWrites(ADA, 'Ship');
	later(6 * MINUTE);
	for (const { execution } of [first, second, third]) await execution.wakeByTime();
	expect(decisions(first, second, third)).toEqual([null, null, true]);
	bench.sandbox.customerWrites(ADA, 'ok');
	later(5 * MINUTE);
	await first.execution.wakeByTime();
	expect(decisions(first)).toEqual([true]);
});
