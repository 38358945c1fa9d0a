import type { IDataObject } from 'n8n-workflow';

import type { Unsettled } from '../../nodes/shared/http/request-session';
import { nodeError } from '../../nodes/shared/errors/node-error';
import {
	lookFor,
	oneAtATime,
	take,
	takeAnswered,
	verified,
} from '../../nodes/Wati/operations/verify';
import { NODE } from '../harness/node';

const NOW = Date.UTC(2026, 2, 1, 12);
const ADA = '14155550101';
const TEXT = {
	method: 'POST',
	url: `/api/v1/sendSessionMessage/${ADA}`,
	qs: { messageText: 'Hi' },
};

beforeEach(() => jest.useFakeTimers({ now: NOW }));
afterEach(() => jest.useRealTimers());

const refusal = (code: Parameters<typeof nodeError>[1], text: object = {}) => ({
	failure: nodeError(NODE, code, text),
});
const chat = (...records: IDataObject[]) => ({ body: { messages: { items: records } } });
const sent = (more: IDataObject = {}): IDataObject => ({
	id: 'm1',
	eventType: 'message',
	owner: true,
	type: 'text',
	text: 'Hi',
	created: new Date(NOW).toISOString(),
	...more,
});

/** A passage whose looks bring these answers, and the context of one item of a run. */
function world(answers: object[], { kind = 'wati', executeData = {}, signal }: IDataObject = {}) {
	const looks: unknown[] = [];
	const passage = {
		route: { kind },
		look: async (path: string, qs: object, always: boolean) => {
			looks.push([path, qs, always, Date.now() - NOW]);
			return { calls: 1, ...answers[Math.min(looks.length, answers.length) - 1] };
		},
	};
	const context = {
		getNode: () => NODE,
		getItemIndex: () => 4,
		getExecuteData: () => executeData,
		getExecutionCancelSignal: () => signal,
		getNodeParameter: (name: string) => (name === 'whatsappNumber' ? ADA : ''),
	};
	return { passage: passage as never, context: context as never, looks };
}

const unsettled = (options: object = TEXT, settle: (page: unknown) => void = () => undefined) =>
	({ options, sentAt: NOW, settle }) as never;

const PATH = `/api/v1/getMessages/${ADA}`;

describe('one look', () => {
	test('searches the newest fifty of the chat', async () => {
		const { passage, context, looks } = world([chat(sent({ text: 'Ho' }), sent())]);
		expect(await lookFor(passage, context, unsettled(), ADA)).toEqual({ found: sent() });
		expect(looks).toEqual([[PATH, { pageSize: 50, pageNumber: 1 }, true, 0]]);
	});

	test('finds nothing that belongs to another send', async () => {
		const { passage, context } = world([chat(sent())]);
		take(context, ADA, { id: 'm1' });
		expect(await lookFor(passage, context, unsettled(), ADA)).toEqual({ found: undefined });
		const other = world([chat(sent())]);
		take(other.context, '14155550102', { id: 'm1' });
		expect(await lookFor(other.passage, other.context, unsettled(), ADA)).toEqual({
			found: sent(),
		});
	});

	test('says when the chat could not be read', async () => {
		const refused = refusal('not-allowed');
		const { passage, context } = world([refused]);
		expect(await lookFor(passage, context, unsettled(), ADA)).toEqual(refused);
	});

	const NAMED = { ...TEXT, qs: { channelPhoneNumber: '+1', localMessageId: 'a/b' } };

	test('asks for the record of its ID, where there is one', async () => {
		const { passage, context, looks } = world([{ body: { id: 'r' } }]);
		expect(await lookFor(passage, context, unsettled(NAMED), ADA)).toEqual({ found: { id: 'r' } });
		expect(looks).toEqual([['/api/v1/whatsApp/messages/%2B1/a%2Fb', {}, true, 0]]);
	});

	test.each<[string, object, object]>([
		['is no record', { body: 'text' }, {}],
		['is none', refusal('not-found'), {}],
	])('finds nothing where there %s', async (_what, answer, found) => {
		const { passage, context } = world([answer]);
		expect(await lookFor(passage, context, unsettled(NAMED), ADA)).toEqual(found);
	});

	test('says when the record could not be read', async () => {
		const refused = refusal('service-unavailable');
		const { passage, context } = world([refused]);
		expect(await lookFor(passage, context, unsettled(NAMED), ADA)).toEqual(refused);
	});

	test.each([
		['maton', NAMED],
		['wati', { ...TEXT, qs: { localMessageId: 'a' } }],
		['wati', { ...TEXT, qs: { channelPhoneNumber: '1' } }],
		['wati', { ...TEXT, qs: undefined }],
	])('with %s and %j searches the chat', async (kind, options) => {
		const { passage, context, looks } = world([chat()], { kind });
		await lookFor(passage, context, unsettled(options), ADA);
		expect((looks[0] as string[])[0]).toBe(PATH);
	});
});

describe('what an answer named', () => {
	test.each([
		['itself', { id: 'm1' }],
		['its message', { message: { localMessageId: 'm1' } }],
		['a recipient', { receivers: [null, { localMessageId: 'm1' }] }],
		['its message, as text', JSON.stringify({ message: { whatsappMessageId: 'm1' } })],
	])('is taken by %s', async (_what, body) => {
		const { passage, context } = world([chat(sent())]);
		takeAnswered(context, ADA, { answer: { statusCode: 200, headers: {}, body }, items: [] });
		expect(await lookFor(passage, context, unsettled(), ADA)).toEqual({ found: undefined });
	});

	test('is nothing where there is no record', () => {
		const { context } = world([]);
		const answer = { statusCode: 200, headers: {}, body: 'text' };
		expect(() => takeAnswered(context, ADA, { answer, items: [] })).not.toThrow();
	});
});

test('sends to one contact leave one after the other, to others at once', async () => {
	const executeData = {};
	const { context } = world([], { executeData });
	const log: string[] = [];
	const task =
		(name: string, fails = false) =>
		async () => {
			log.push(`${name} begins`);
			await new Promise((resolve) => setTimeout(resolve, 100));
			log.push(`${name} ends`);
			if (fails) throw new Error(name);
			return name;
		};
	const all = Promise.allSettled([
		oneAtATime(context, ADA, task('a', true)),
		oneAtATime(context, ADA, task('b')),
		oneAtATime(context, '14155550102', task('c')),
		oneAtATime(world([]).context, ADA, task('d')),
	]);
	await jest.advanceTimersByTimeAsync(1_000);
	expect((await all).map(({ status }) => status)).toEqual([
		'rejected',
		'fulfilled',
		'fulfilled',
		'fulfilled',
	]);
	expect(log.indexOf('b begins')).toBeGreaterThan(log.indexOf('a ends'));
	expect(log.slice(0, 3).sort()).toEqual(['a begins', 'c begins', 'd begins']);
});

describe('looking until it is there', () => {
	const failure = nodeError(NODE, 'outcome-unknown', { message: 'Unknown', httpCode: '504' });

	async function verify(answers: object[], more: IDataObject = {}) {
		const { passage, context, looks } = world(answers, more);
		const settled: unknown[] = [];
		const drop = () => settled.push('dropped');
		const ending = verified(passage, context, failure, {
			...(unsettled(TEXT, (page) => settled.push(page)) as Unsettled),
			drop,
		}).then(
			(page) => ({ page }),
			(error: unknown) => ({ error }),
		);
		await jest.advanceTimersByTimeAsync(20_000);
		const at = looks.map((one) => (one as unknown[])[3]);
		return { ...(await ending), at, settled, context };
	}

	test('is a success with what the record names, and is kept', async () => {
		const record = sent({ localMessageId: 'l1', whatsappMessageId: 'w1', conversationId: 5 });
		const result = await verify([chat(), chat(record)]);
		const json = {
			accepted: true,
			whatsappNumber: ADA,
			localMessageId: 'l1',
			whatsappMessageId: 'w1',
			messageId: 'm1',
			answer: record,
			verified: true,
		};
		expect(result).toMatchObject({ at: [1_000, 3_000] });
		expect('page' in result && result.page).toStrictEqual({
			answer: { statusCode: 200, headers: {}, body: record },
			items: [{ json }],
		});
		expect(result.settled).toEqual(['page' in result && result.page]);
	});

	test('is the refusal of a message that stands there as failed, which may be sent again', async () => {
		const record = sent({ statusString: 'FAILED', failedDetail: 'Message undeliverable' });
		const result = await verify([chat(record)]);
		expect('error' in result && result.error).toMatchObject({
			message: 'Message undeliverable',
			context: { code: 'number-refused', itemIndex: 4 },
		});
		expect(result).toMatchObject({ at: [1_000], settled: ['dropped'] });
	});

	test('takes the message, so that it proves no other send', async () => {
		const executeData = {};
		await verify([chat(sent())], { executeData });
		const second = await verify([chat(sent())], { executeData });
		expect(second).toHaveProperty('error');
		expect(second.at).toHaveLength(3);
	});

	test('gives up after three looks, and says so', async () => {
		const { at, settled, ...rest } = await verify([chat(), refusal('not-allowed'), chat()]);
		expect(at).toEqual([1_000, 3_000, 7_000]);
		expect(settled).toEqual([]);
		expect('error' in rest && rest.error).toMatchObject({
			message: 'Unknown',
			description:
				'The message was looked for 3 times, 1 of them without an answer, and was not there. It was not sent again: look at the chat in WATI before you do. [Item 4]',
			httpCode: '504',
			context: { code: 'outcome-unknown', itemIndex: 4 },
		});
	});

	test('tells of no missing answer where there was none', async () => {
		const result = await verify([chat()]);
		expect(
			'error' in result && (result.error as Error & { description: string }).description,
		).toMatch(/^The message was looked for 3 times, and was not there\./);
	});

	test('ends with the execution', async () => {
		const stop = new AbortController();
		setTimeout(() => stop.abort(), 2_000);
		const result = await verify([chat()], { signal: stop.signal as never });
		expect(result.at).toEqual([1_000]);
		expect(result).toHaveProperty('error');
	});
});
