import type { IExecuteData, NodeApiError } from 'n8n-workflow';

import { nodeError } from '../../nodes/shared/errors/node-error';
import { withFile } from '../../nodes/shared/http/pace/concurrency-limit';
import {
	guardError,
	guardRefusals,
	quotaRefusal,
	returnQuota,
	takeQuota,
} from '../../nodes/shared/sending/agent-guard';
import {
	recall,
	recallDoubt,
	remember,
	rememberDoubt,
	requestKey,
} from '../../nodes/shared/http/idempotency';
import { ledgerOf } from '../../nodes/shared/http/run-state';
import { wati } from '../../nodes/Wati/service';
import { NODE } from '../harness/node';

const ADA = '14155550101';
const newRun = () => ({}) as IExecuteData;

afterEach(() => jest.useRealTimers());

describe('the memory of what was sent', () => {
	const page = {
		answer: { statusCode: 200, headers: {}, body: {} },
		items: [{ json: { id: 1 }, pairedItem: 0 }],
	};

	test('gives a write back as remembered, in its own run only', () => {
		const run = newRun();
		remember(run, 'k', page);
		expect(recall(run, 'k')).toEqual({
			answer: page.answer,
			items: [{ json: { id: 1, remembered: true }, pairedItem: 0 }],
			remembered: true,
		});
		expect(page.items[0]!.json).toEqual({ id: 1 });
		expect(recall(run, 'other')).toBeUndefined();
		expect(recall(newRun(), 'k')).toBeUndefined();
		expect(recallDoubt(run, 'k')).toBeUndefined();
	});

	test('tells a doubt from a success', () => {
		const run = newRun();
		rememberDoubt(run, 'k', { sentAt: 5 });
		expect(recallDoubt(run, 'k')).toEqual({ sentAt: 5 });
		expect(recall(run, 'k')).toBeUndefined();
		expect(recallDoubt(run, 'other')).toBeUndefined();
	});

	test('lasts for an hour', () => {
		jest.useFakeTimers({ now: 1_000 });
		const run = newRun();
		remember(run, 'k', page);
		jest.setSystemTime(1_000 + 3_600_000);
		expect(recall(run, 'k')).toBeDefined();
		jest.setSystemTime(1_001 + 3_600_000);
		expect(recall(run, 'k')).toBeUndefined();
	});

	test('keeps each of several writes', () => {
		const run = newRun();
		for (const key of ['a', 'b']) remember(run, key, page);
		expect(['a', 'b'].map((key) => recall(run, key)?.remembered)).toEqual([true, true]);
	});

	test('drops the oldest of a hundred thousand', () => {
		const run = newRun();
		for (let place = 0; place < 100_000; place++) rememberDoubt(run, `${place}`, { sentAt: place });
		expect(recallDoubt(run, '0')).toBeDefined();
		rememberDoubt(run, 'more', { sentAt: 1 });
		expect(recallDoubt(run, '0')).toBeUndefined();
		expect(recallDoubt(run, '1')).toBeDefined();
	});
});

describe('the key of a write', () => {
	const text = (number: string, messageText: string) => ({
		method: 'POST' as const,
		url: `/api/v1/sendSessionMessage/${number}`,
		qs: { messageText },
	});
	const key = (options: object, ownRun = true, item = 0) =>
		requestKey(item, options as never, ownRun, wati);

	test('is the same for another text to the same number, in a run of its own', () => {
		expect(key(text(ADA, 'a'))).toBe(key(text(ADA, 'b')));
		expect(key(text(ADA, 'a'), false)).not.toBe(key(text(ADA, 'b'), false));
		expect(key(text(ADA, 'a'))).not.toBe(key(text('14155550102', 'a')));
		expect(key(text(ADA, 'a'))).not.toBe(key(text(ADA, 'a'), true, 1));
	});

	test('of a template is who gets which one, whatever its variables are', () => {
		const many = (template_name: string, numbers: string[], value = 'a') => {
			const receivers = numbers.map((whatsappNumber) => ({
				whatsappNumber,
				customParams: [{ name: 'n', value }],
			}));
			const body = { template_name, receivers };
			return key({ method: 'POST', url: '/api/v2/sendTemplateMessages', body });
		};
		const keys = [many('a', ['1']), many('b', ['1']), many('a', ['2']), many('a', ['1', '2'])];
		expect(new Set(keys).size).toBe(4);
		expect(many('a', ['1'], 'b')).toBe(keys[0]);
		const toNobody = (more: object) =>
			key({ method: 'POST', url: '/api/v1/sendInteractiveButtonsMessage', body: more });
		expect(toNobody({ a: 1 })).not.toBe(toNobody({ a: 2 }));
	});

	test('of any other write is all that it says', () => {
		const write = (body: unknown, qs?: object) =>
			key({ method: 'POST', url: '/api/v1/addContact/1', body, qs });
		const form = (name: string, content = 'x', note = 'n') => {
			const data = new FormData();
			data.set('note', note);
			data.set('file', new Blob([content]), name);
			return data;
		};
		const keys = [
			write({ a: 1 }),
			write({ a: 2 }),
			write({ a: 1 }, { b: 1 }),
			write(undefined),
			write(new URLSearchParams({ a: '1' })),
			write(new URLSearchParams({ a: '2' })),
			write(form('a.txt')),
			write(form('b.txt')),
			write(form('a.txt', 'xx')),
			write(form('a.txt', 'x', 'other')),
			key({ method: 'PUT', url: '/api/v1/addContact/1', body: { a: 1 } }),
		];
		expect(new Set(keys).size).toBe(keys.length);
		expect(write(form('a.txt'))).toBe(write(form('a.txt')));
		expect(write(null)).toBe(write(undefined));
	});
});

describe('the ledger of a run', () => {
	const failure = (code: Parameters<typeof nodeError>[1] = 'request-refused') =>
		nodeError(NODE, code, { description: 'Advice.' });
	const described = (error: NodeApiError) => error.description;

	test('lets nothing leave after a failure, unless the node goes on', () => {
		const stops = ledgerOf(newRun(), 0, true, true);
		const goesOn = ledgerOf(newRun(), 0, false, true);
		expect([stops.mayLeave(), goesOn.mayLeave()]).toEqual([true, true]);
		for (const ledger of [stops, goesOn]) ledger.noteFailure(0, failure());
		expect([stops.mayLeave(), goesOn.mayLeave()]).toEqual([false, true]);
	});

	test('tells in the error what became of all items, up to the moment it is read', () => {
		const ledger = ledgerOf(newRun(), 0, true, true);
		const error = failure();
		ledger.note(10, 'sent');
		ledger.noteFailure(2, error);
		ledger.note(9, 'sent');
		ledger.noteFailure(4, failure('outcome-unknown'));
		ledger.note(5, 'notSent');
		expect(described(error)).toBe(
			'Advice. In this run: 2 sent (items 9, 10), 1 failed (items 2), 1 with unknown outcome (items 4), 1 not sent (items 5).',
		);
		expect(Object.keys(error)).toContain('description');
	});

	test('tells of two items as of many, also what became of none', () => {
		const ledger = ledgerOf(newRun(), 0, true, true);
		const error = failure();
		ledger.noteFailure(0, error);
		ledger.note(1, 'sent');
		expect(described(error)).toBe(
			'Advice. In this run: 1 sent (items 1), 1 failed (items 0), 0 with unknown outcome, 0 not sent.',
		);
	});

	test('names twenty items', () => {
		const ledger = ledgerOf(newRun(), 0, true, true);
		const error = failure();
		ledger.noteFailure(0, error);
		for (let item = 1; item <= 20; item++) ledger.note(item, 'sent');
		expect(described(error)).toContain('20 sent (items 1, 2, 3');
		expect(described(error)).not.toContain('…');
		ledger.note(21, 'sent');
		expect(described(error)).toContain('19, 20, …)');
	});

	test('says nothing for a single item, for reads, or where the node goes on', () => {
		for (const [stops, writes, items] of [
			[true, true, 0],
			[true, false, 2],
			[false, true, 2],
		] as const) {
			const ledger = ledgerOf(newRun(), 0, stops, writes);
			const error = failure();
			ledger.noteFailure(0, error);
			for (let item = 1; item <= items; item++) ledger.note(item, 'sent');
			expect(described(error)).toBe('Advice.');
		}
	});

	test('belongs to one try: an item that comes again begins a new one', () => {
		const run = newRun();
		const first = ledgerOf(run, 0, true, true);
		expect(ledgerOf(run, 0, true, true)).toBe(first);
		first.note(0, 'sent');
		expect(ledgerOf(run, 1, true, true)).toBe(first);
		const second = ledgerOf(run, 0, true, true);
		expect(second).not.toBe(first);
		expect(ledgerOf(run, 1, true, true)).toBe(second);
	});
});

describe('the guard', () => {
	const to = (template: string | undefined, ...numbers: string[]) =>
		({ template, recipients: numbers.map((whatsappNumber) => ({ whatsappNumber })) }) as never;
	const refusals = (options: object, outgoing: never) =>
		guardRefusals(options, outgoing).map(({ message }) => message);

	test.each([
		['a, b', 'b', true],
		['order_*', 'order_new', true],
		['order_*', 'old_order_', false],
		['order', 'order_new', false],
		['', 'a', false],
	])('with the templates %p allows %p: %p', (allowedTemplates, template, allowed) => {
		expect(guardRefusals({ allowedTemplates }, to(template, ADA)).length === 0).toBe(allowed);
		expect(guardRefusals({ allowedTemplates }, to(undefined, ADA))).toEqual([]);
	});

	test.each([
		[`+${ADA}`, ADA, true],
		['00 (1) 415-555.01/01', ADA, true],
		['1415*', ADA, true],
		['1416*', ADA, false],
		[ADA, `14155550199:+${ADA}`, true],
		['US.contact', 'US.contact', true],
		['US.contact', 'UScontact', false],
		['14155500111', '141555111', false],
		['US.1-2', 'US.12', false],
		['64f-1a', '64f1a', false],
		['', ADA, false],
		['5541987654321', '554187654321', true],
		['5215512345678', '525512345678', true],
		['54911*', '541112345678', true],
		['5541987654321', '554287654321', false],
	])('with the numbers %p allows %p: %p', (allowedNumbers, number, allowed) => {
		expect(guardRefusals({ allowedNumbers }, to('t', number)).length === 0).toBe(allowed);
	});

	test('tells what is allowed, twenty entries of it', () => {
		const names = (count: number) =>
			Array.from({ length: count }, (_, place) => `t${place}`).join(', ');
		const [refusal] = guardRefusals({ allowedTemplates: names(21) }, to('x', ADA));
		expect(refusal).toEqual({
			message: "The template 'x' is not among the allowed ones",
			description: `Nothing was sent. Templates that may be sent here: ${names(20)} and 1 more. Choose one of them, or tell the user that this template is not available.`,
		});
		const [all] = guardRefusals({ allowedTemplates: names(20) }, to('x', ADA));
		expect(all?.description).toContain(`${names(20)}. Choose`);
		const [number] = guardRefusals({ allowedNumbers: '' }, to('x', ADA));
		expect(number).toEqual({
			message: `${ADA} is not among the numbers that may be written to`,
			description:
				'Nothing was sent. Allowed here: none (* stands for any further digits). Ask the user for one of these numbers, or tell them that this one cannot be written to.',
		});
	});

	test('bounds the recipients of a call', () => {
		const most = (mostRecipients: unknown) => refusals({ mostRecipients }, to('t', ADA, '2'));
		expect([most(2), most(2.9), most(undefined)]).toEqual([[], [], []]);
		expect(most(1)).toEqual(['2 recipients in one call, but at most 1 are allowed']);
		expect(most('many')).toEqual(['2 recipients in one call, but at most 0 are allowed']);
	});

	test('shows the first of all refusals', () => {
		const options = { allowedTemplates: '', mostRecipients: 0 };
		expect(refusals(options, to('t', ADA))).toHaveLength(2);
		const error = guardError(NODE, options, to('t', ADA), 3);
		expect(error?.message).toBe("The template 't' is not among the allowed ones");
		expect(error?.description).toMatch(/^Nothing was sent\..* \[Item 3\]$/);
		expect(error?.context.code).toBe('guard-refused');
		expect(guardError(NODE, {}, to('t', ADA))).toBeUndefined();
	});

	test('counts the messages of an execution for a day', () => {
		jest.useFakeTimers({ now: 1_000 });
		const options = { mostSends: 3 };
		expect(takeQuota(NODE, {}, 'e', 9, 0)).toBeUndefined();
		expect(takeQuota(NODE, options, 'e', 3, 0)).toBeUndefined();
		expect(quotaRefusal(options, 'other', 3)).toBeUndefined();
		expect(takeQuota(NODE, options, 'e', 1, 7)).toMatchObject({
			message: 'This execution may send 3 messages, and 3 of them are used',
			description:
				'Nothing was sent. Send no more messages in this execution, and tell the user what was sent so far. [Item 7]',
		});
		returnQuota({}, 'e', 3);
		expect(quotaRefusal(options, 'e', 1)).toBeDefined();
		returnQuota(options, 'e', 1);
		expect(quotaRefusal(options, 'e', 1)).toBeUndefined();
		expect(quotaRefusal(options, 'e', 2)).toBeDefined();
		returnQuota(options, 'e', 9);
		expect(quotaRefusal(options, 'e', 3)).toBeUndefined();
		expect(quotaRefusal(options, 'e', 4)).toBeDefined();
		takeQuota(NODE, options, 'e', 3, 0);
		jest.setSystemTime(999 + 86_400_000);
		expect(quotaRefusal(options, 'e', 1)).toBeDefined();
		jest.setSystemTime(1_000 + 86_400_000);
		expect(quotaRefusal(options, 'e', 1)).toBeUndefined();
	});
});

test('the messages of ten thousand executions are counted, and then the oldest is forgotten', async () => {
	await jest.isolateModulesAsync(async () => {
		const guard = await import('../../nodes/shared/sending/agent-guard');
		const options = { mostSends: 1 };
		const send = (place: number) => guard.takeQuota(NODE, options, `execution ${place}`, 1, 0);
		const mayAgain = (place: number) =>
			guard.quotaRefusal(options, `execution ${place}`, 1) === undefined;
		for (let place = 0; place < 10_000; place++) send(place);
		expect(mayAgain(0)).toBe(false);
		send(10_000);
		expect([mayAgain(0), mayAgain(1)]).toEqual([true, false]);
	});
});

test('four files of an execution are held at a time, in their order', async () => {
	const log: number[] = [];
	const ends: Array<(failed?: boolean) => void> = [];
	const task = (number: number) => async () => {
		log.push(number);
		await new Promise<void>((resolve, reject) => {
			ends[number] = (failed) => (failed ? reject(new Error('no')) : resolve());
		});
		return number;
	};
	const settle = async () => await new Promise((resolve) => setImmediate(resolve));
	const tasks = [0, 1, 2, 3, 4, 5, 6].map(async (number) => await withFile('e', task(number)));
	const other = withFile('other', task(9));
	await settle();
	expect(log).toEqual([0, 1, 2, 3, 9]);
	ends[1]!(true);
	await expect(tasks[1]).rejects.toThrow('no');
	await settle();
	expect(log).toEqual([0, 1, 2, 3, 9, 4]);
	for (const number of [0, 2, 3, 4]) ends[number]!();
	await settle();
	expect(log).toEqual([0, 1, 2, 3, 9, 4, 5, 6]);
	ends[5]!();
	await settle();
	const late = [20, 21, 22, 23, 24].map(async (number) => await withFile('e', task(number)));
	await settle();
	expect(log.slice(8)).toEqual([20, 21, 22]);
	for (const number of [6, 9]) ends[number]!();
	await settle();
	expect(log.slice(8)).toEqual([20, 21, 22, 23]);
	for (const number of [20, 21, 22, 23]) ends[number]!();
	await settle();
	ends[24]!();
	expect(await Promise.all(late)).toEqual([20, 21, 22, 23, 24]);
	expect(await tasks[6]).toBe(6);
	expect(await other).toBe(9);
	log.length = 0;
	const again = [10, 11, 12, 13, 14].map(async (number) => await withFile('e', task(number)));
	await settle();
	expect(log).toEqual([10, 11, 12, 13]);
	for (const number of [10, 11, 12, 13]) ends[number]!();
	await settle();
	ends[14]!();
	expect(await Promise.all(again)).toEqual([10, 11, 12, 13, 14]);
});
