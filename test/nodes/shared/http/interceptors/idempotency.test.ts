import type { IExecuteData } from 'n8n-workflow';

import { nodeError } from '../../../../../nodes/shared/errors/node-error';
import {
	getRequestKey,
	idempotency,
} from '../../../../../nodes/shared/http/interceptors/idempotency';
import type { PipelineRequest, SendResult } from '../../../../../nodes/shared/http/pipeline';
import { createRequest } from '../../../../../nodes/shared/http/request-session';
import { readUsage } from '../../../../../nodes/shared/http/usage';
import { wati } from '../../../../../nodes/Wati/service';
import { NODE } from '../../../../harness/node';
import {
	ACCEPTED,
	ADA,
	codeIn,
	prepareItem,
	READ,
	REFUSED,
	SEND,
	TAG,
	UNCLEAR,
	type Given,
	type Step,
} from '../operation-setup';

beforeEach(() => jest.useFakeTimers({ now: Date.UTC(2026, 2, 1) }));
afterEach(() => jest.useRealTimers());

describe('the record of what was sent', () => {
	const page = {
		answer: { statusCode: 200, headers: {}, body: {} },
		items: [{ json: { id: 1 }, pairedItem: 0 }],
	};
	const accepted: SendResult = { page };
	const unknownSince = (sentAt: number): SendResult => ({
		failure: nodeError(NODE, 'outcome-unknown'),
		unknown: { options: SEND, sentAt, settle: () => undefined, drop: () => undefined },
	});
	const newRun = () => ({}) as IExecuteData;
	const textTo = (whatsappNumber: string) => ({
		...SEND,
		url: `/api/v1/sendSessionMessage/${whatsappNumber}`,
	});

	/** Sends once in a run, and tells whether it left. */
	async function sendIn(run: object, result: SendResult, whatsappNumber = ADA) {
		let hasLeft = false;
		const { session } = prepareItem(textTo(whatsappNumber), [], { run });
		const ended = await idempotency(createRequest(session), async () => {
			hasLeft = true;
			return result;
		});
		return { ...ended, hasLeft };
	}

	test('gives a write back as remembered, in its own run only', async () => {
		const run = newRun();
		expect(await sendIn(run, accepted)).toMatchObject({ page, hasLeft: true });
		const { page: remembered, hasLeft, unknown } = await sendIn(run, accepted);
		expect(remembered).toEqual({
			answer: page.answer,
			items: [{ json: { id: 1, remembered: true }, pairedItem: 0 }],
			remembered: true,
		});
		expect([hasLeft, unknown]).toEqual([false, undefined]);
		expect(page.items[0]!.json).toEqual({ id: 1 });
		expect((await sendIn(run, accepted, '14155550102')).hasLeft).toBe(true);
		expect((await sendIn(newRun(), accepted)).hasLeft).toBe(true);
	});

	test.each<[string, Partial<PipelineRequest>, boolean]>([
		['is not sent again', {}, false],
		['is sent again where its answer is a secret', { isSecret: true }, true],
		['is sent again where that is safe', { isRepeatable: true }, true],
		['is sent again where each recipient is kept', { isKeptByRecipient: true }, true],
	])('what an earlier execution sent %s', async (_what, traits, leaves) => {
		const stored = {};
		let left = 0;
		for (const run of [newRun(), newRun()]) {
			const { session } = prepareItem(SEND, [], { run, stored });
			await idempotency({ ...createRequest(session), ...traits }, async () => {
				left += 1;
				return accepted;
			});
		}
		expect(left).toBe(leaves ? 2 : 1);
	});

	test('tells an unknown outcome from a success', async () => {
		const run = newRun();
		await sendIn(run, unknownSince(5));
		const again = await sendIn(run, accepted);
		expect(again).toMatchObject({ unknown: { sentAt: 5 }, hasLeft: false });
		expect(again.page).toBeUndefined();
		expect((await sendIn(run, accepted, '14155550102')).hasLeft).toBe(true);
	});

	test('lasts for an hour', async () => {
		jest.setSystemTime(1_000);
		const run = newRun();
		await sendIn(run, accepted);
		jest.setSystemTime(1_000 + 3_600_000);
		expect((await sendIn(run, accepted)).hasLeft).toBe(false);
		jest.setSystemTime(1_001 + 3_600_000);
		expect((await sendIn(run, accepted)).hasLeft).toBe(true);
	});

	test('keeps each of several writes', async () => {
		const run = newRun();
		for (const number of ['1', '2']) await sendIn(run, accepted, number);
		const again = [await sendIn(run, accepted, '1'), await sendIn(run, accepted, '2')];
		expect(again.map((sent) => sent.page?.remembered)).toEqual([true, true]);
	});

	test('drops the oldest of a hundred thousand', async () => {
		const run = newRun();
		await sendIn(run, unknownSince(0), '0');
		await sendIn(run, unknownSince(1), '1');
		const { writes } = prepareItem(SEND, [], { run }).session.run;
		for (let place = 2; place < 100_000; place++) writes.set(`${place}`, { at: Date.now() });
		expect((await sendIn(run, accepted, '0')).hasLeft).toBe(false);
		await sendIn(run, unknownSince(1), 'more');
		expect((await sendIn(run, accepted, '1')).hasLeft).toBe(false);
		expect((await sendIn(run, accepted, '0')).hasLeft).toBe(true);
		expect(writes.size).toBe(100_000);
	});
});

describe('the key of a write', () => {
	const text = (number: string, messageText: string) => ({
		method: 'POST' as const,
		url: `/api/v1/sendSessionMessage/${number}`,
		qs: { messageText },
	});
	const key = (options: object, ownRun = true, item = 0) =>
		getRequestKey(item, options as never, ownRun ? undefined : ['Tool'], wati);

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

describe('a second try of the same run', () => {
	/** Two tries of one item, the second of which is answered with a success. */
	async function twice(options: object, first: Step, given: Given = {}, isSecret = false) {
		const run = {};
		const one = prepareItem(options, [first], { run, ...given });
		const firstEnd = await one.send({}, isSecret);
		const two = prepareItem(options, [ACCEPTED], { run, ...given });
		return { firstEnd, ...two, end: await two.send({}, isSecret) };
	}

	test('gives back what was accepted, and sends nothing', async () => {
		const { end, left, session, account } = await twice(SEND, ACCEPTED);
		expect(end.page).toMatchObject({ items: [{ json: { made: 1, remembered: true } }] });
		expect(left).toEqual([]);
		expect(session.usage).toEqual({ calls: 0, retries: 0, saved: 1 });
		expect(readUsage(account).saved).toBe(1);
	});

	test.each<[string, object, Step, Given]>([
		['what was refused', SEND, REFUSED, {}],
		['a read', READ, ACCEPTED, {}],
		['what the memory is switched off for', SEND, ACCEPTED, { delivery: { resendMemory: false } }],
		['a deletion of unknown outcome', { ...TAG, method: 'DELETE' }, UNCLEAR, {}],
	])('sends %s again', async (_what, options, first, given) => {
		const { left, end } = await twice(options, first, given);
		expect(left).toHaveLength(1);
		expect(end).toHaveProperty('page');
	});

	test('does not make a change again that may have been made, and points to no chat', async () => {
		const { end, left, firstEnd } = await twice(TAG, UNCLEAR);
		expect(left).toEqual([]);
		for (const { failure } of [firstEnd, end]) {
			expect(failure?.description).toContain('Look in WATI whether it took effect');
		}
	});

	test('does not send what may have left', async () => {
		const { end, left, firstEnd } = await twice(SEND, UNCLEAR);
		expect(codeIn(firstEnd)).toBe('outcome-unknown');
		expect(left).toEqual([]);
		expect(end.failure).toMatchObject({
			message:
				'An earlier try sent this, and it is unknown whether WATI accepted it. It was not sent again.',
			context: { code: 'outcome-unknown' },
		});
		expect(end.unknown).toMatchObject({
			sentAt: firstEnd.unknown!.sentAt,
			options: { url: SEND.url },
		});
	});

	test('knows what was found of it meanwhile', async () => {
		const run = {};
		const one = await prepareItem(SEND, [UNCLEAR], { run }).send();
		const answer = { statusCode: 200, headers: {}, body: {} };
		one.unknown!.settle({ answer, items: [{ json: { found: true } }] });
		const { page } = await prepareItem(SEND, [ACCEPTED], { run }).send();
		expect(page?.items).toEqual([{ json: { found: true, remembered: true } }]);
	});

	test('knows nothing of a secret answer, but of its unknown outcome', async () => {
		expect((await twice(TAG, ACCEPTED, {}, true)).left).toHaveLength(1);
		const { left, end } = await twice(TAG, UNCLEAR, {}, true);
		expect([left.length, codeIn(end)]).toEqual([0, 'outcome-unknown']);
	});

	test('stores no secret write with the execution', async () => {
		const keep = async (isSecret: boolean) => {
			const stored = {};
			await prepareItem(TAG, [ACCEPTED], { stored }).send({}, isSecret);
			return Object.keys(stored).length > 0;
		};
		expect([await keep(true), await keep(false)]).toEqual([false, true]);
	});

	test.each([
		[SEND, 'Check the chat in WATI before sending again.'],
		[TAG, 'Look in WATI whether it took effect before doing it again.'],
	])('says of an unknown outcome of an earlier execution how to go on: %j', async (options, advice) => {
		const stored = {};
		await prepareItem(options, [UNCLEAR], { stored, execution: 'first' }).send();
		const { send, left } = prepareItem(options, [ACCEPTED], { stored, execution: 'second' });
		const { failure } = await send();
		expect(left).toEqual([]);
		expect(failure?.message).toContain('The execution that is retried sent this');
		expect(failure?.description).toContain(`${advice} To continue with the other items, set On Error`);
	});

	test('takes another text for the same message, but not for an agent', async () => {
		const text = (messageText: string) => ({ ...SEND, qs: { messageText } });
		const again = async (runOf: string) => {
			const run = {};
			await prepareItem(text('at 9:00'), [ACCEPTED], { run, runOf }).send();
			const two = prepareItem(text('at 9:01'), [ACCEPTED], { run, runOf });
			await two.send();
			return two.left.length;
		};
		expect([await again('WATI'), await again('AI Agent')]).toEqual([0, 1]);
	});
});
