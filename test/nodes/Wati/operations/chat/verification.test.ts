import type { IDataObject } from 'n8n-workflow';

import { nodeError } from '../../../../../nodes/shared/errors/node-error';
import type { Page } from '../../../../../nodes/shared/http/answers/answer';
import {
	fetchBeside,
	type BesideResult,
} from '../../../../../nodes/shared/http/beside/fetch-beside';
import type { SendResult, UnknownOutcome } from '../../../../../nodes/shared/http/pipeline';
import { createRequest, createSession } from '../../../../../nodes/shared/http/request-session';
import type { Route } from '../../../../../nodes/shared/http/route/route';
import { ItemStatuses } from '../../../../../nodes/shared/http/run-state';
import {
	findInChat,
	markProven,
	verification,
} from '../../../../../nodes/Wati/operations/chat/verification';
import { wati } from '../../../../../nodes/Wati/service';
import { NODE } from '../../../../harness/node';

jest.mock('../../../../../nodes/shared/http/beside/fetch-beside');

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

let tenants = 0;

/** The session of one item of a run whose looks bring these answers. */
function world(answers: object[], { kind = 'direct', executeData = {}, signal }: IDataObject = {}) {
	const looks: unknown[] = [];
	jest.mocked(fetchBeside).mockImplementation(async (_session, path, qs, always) => {
		looks.push([path, qs, always, Date.now() - NOW]);
		return { calls: 1, ...answers[Math.min(looks.length, answers.length) - 1] } as BesideResult;
	});
	const context = {
		getNode: () => NODE,
		getItemIndex: () => 4,
		getExecuteData: () => executeData,
		getExecutionId: () => 'e',
		getExecutionCancelSignal: () => signal,
		getNodeParameter: (name: string) => (name === 'options' ? { verify: true } : ''),
	};
	const apiUrl = 'https://wati.example.com';
	const route = { service: wati, kind, apiUrl, tenant: `t${(tenants += 1)}` } as Route;
	const statuses = new ItemStatuses(true, true);
	const sessionOf = (shaped: object) =>
		createSession(context as never, { route, statuses, shaped: shaped as never });
	return { session: sessionOf(TEXT), sessionOf, looks };
}

const unknownOf = (options: object = TEXT, settle: (page: Page) => void = () => undefined) =>
	({ options, sentAt: NOW, settle, drop: () => undefined }) as UnknownOutcome;

/** Sends a text through the interceptor, whose request ends like this. */
const send = async (
	{ sessionOf }: ReturnType<typeof world>,
	next: () => Promise<SendResult>,
	whatsappNumber = ADA,
) =>
	await verification(
		createRequest(sessionOf({ ...TEXT, url: `/api/v1/sendSessionMessage/${whatsappNumber}` })),
		next,
	);

const PATH = `/api/v1/getMessages/${ADA}`;

describe('one look', () => {
	test('searches the newest fifty of the chat', async () => {
		const { session, looks } = world([chat(sent({ text: 'Ho' }), sent())]);
		expect(await findInChat(session, unknownOf(), ADA)).toEqual({ found: sent() });
		expect(looks).toEqual([[PATH, { pageSize: 50, pageNumber: 1 }, true, 0]]);
	});

	test('finds nothing that belongs to another send', async () => {
		const { session } = world([chat(sent())]);
		markProven(session, ADA, { id: 'm1' });
		expect(await findInChat(session, unknownOf(), ADA)).toEqual({ found: undefined });
		const other = world([chat(sent())]);
		markProven(other.session, '14155550102', { id: 'm1' });
		expect(await findInChat(other.session, unknownOf(), ADA)).toEqual({
			found: sent(),
		});
	});

	test('says when the chat could not be read', async () => {
		const refused = refusal('not-allowed');
		const { session } = world([refused]);
		expect(await findInChat(session, unknownOf(), ADA)).toEqual(refused);
	});

	const NAMED = { ...TEXT, qs: { channelPhoneNumber: '+1', localMessageId: 'a/b' } };

	test('asks for the record of its ID, where there is one', async () => {
		const { session, looks } = world([{ body: { id: 'r' } }]);
		expect(await findInChat(session, unknownOf(NAMED), ADA)).toEqual({ found: { id: 'r' } });
		expect(looks).toEqual([['/api/v1/whatsApp/messages/%2B1/a%2Fb', {}, true, 0]]);
	});

	test.each<[string, object, object]>([
		['is no record', { body: 'text' }, {}],
		['is none', refusal('not-found'), {}],
	])('finds nothing where there %s', async (_what, answer, found) => {
		const { session } = world([answer]);
		expect(await findInChat(session, unknownOf(NAMED), ADA)).toEqual(found);
	});

	test('says when the record could not be read', async () => {
		const refused = refusal('service-unavailable');
		const { session } = world([refused]);
		expect(await findInChat(session, unknownOf(NAMED), ADA)).toEqual(refused);
	});

	test.each([
		['maton', NAMED],
		['direct', { ...TEXT, qs: { localMessageId: 'a' } }],
		['direct', { ...TEXT, qs: { channelPhoneNumber: '1' } }],
		['direct', { ...TEXT, qs: undefined }],
	])('with %s and %j searches the chat', async (kind, options) => {
		const { session, looks } = world([chat()], { kind });
		await findInChat(session, unknownOf(options), ADA);
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
		const given = world([chat(sent())]);
		const { session } = given;
		const page = { answer: { statusCode: 200, headers: {}, body }, items: [] };
		await send(given, async () => ({ page }));
		expect(await findInChat(session, unknownOf(), ADA)).toEqual({ found: undefined });
	});

	test('is nothing where there is no record', async () => {
		const page = { answer: { statusCode: 200, headers: {}, body: 'text' }, items: [] };
		expect(await send(world([]), async () => ({ page }))).toEqual({ page });
	});
});

test('sends to one contact leave one after the other, to others at once', async () => {
	const executeData = {};
	const given = world([], { executeData });
	const log: string[] = [];
	const task =
		(name: string, fails = false) =>
		async () => {
			log.push(`${name} begins`);
			await new Promise((resolve) => setTimeout(resolve, 100));
			log.push(`${name} ends`);
			if (fails) throw new Error(name);
			return { failure: nodeError(NODE, 'request-refused') };
		};
	const all = Promise.allSettled([
		send(given, task('a', true)),
		send(given, task('b')),
		send(given, task('c'), '14155550102'),
		send(world([]), task('d')),
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
		const given = world(answers, more);
		const settled: unknown[] = [];
		const drop = () => settled.push('dropped');
		const unknown = { ...unknownOf(TEXT, (page) => settled.push(page)), drop };
		const ending = send(given, async () => ({ failure, unknown }));
		await jest.advanceTimersByTimeAsync(20_000);
		const at = given.looks.map((one) => (one as unknown[])[3]);
		return { ...(await ending), at, settled };
	}

	test('is a success with what the record names, and is kept', async () => {
		const record = sent({ localMessageId: 'l1', whatsappMessageId: 'w1', conversationId: 5 });
		const result = await verify([chat(), chat(record)]);
		const json = {
			accepted: true,
			whatsappNumber: ADA,
			localMessageId: 'l1',
			messageId: 'w1',
			watiId: 'm1',
			verified: true,
		};
		expect(result).toMatchObject({ at: [1_000, 3_000] });
		expect(result.page).toStrictEqual({
			answer: { statusCode: 200, headers: {}, body: record },
			items: [{ json }],
		});
		expect(result.settled).toEqual([result.page]);
	});

	test('is the refusal of a message that stands there as failed, which may be sent again', async () => {
		const record = sent({ statusString: 'FAILED', failedDetail: 'Message undeliverable' });
		const result = await verify([chat(record)]);
		expect(result.failure).toMatchObject({
			message: 'WATI cannot send to this number',
			context: { code: 'number-refused', itemIndex: 4, words: 'Message undeliverable' },
		});
		expect(result).toMatchObject({ at: [1_000], settled: ['dropped'] });
	});

	test('takes the message, so that it proves no other send', async () => {
		const executeData = {};
		await verify([chat(sent())], { executeData });
		const second = await verify([chat(sent())], { executeData });
		expect(second).toHaveProperty('failure');
		expect(second.at).toHaveLength(3);
	});

	test('gives up after three looks, and says so', async () => {
		const { at, settled, ...rest } = await verify([chat(), refusal('not-allowed'), chat()]);
		expect(at).toEqual([1_000, 3_000, 7_000]);
		expect(settled).toEqual([]);
		expect(rest.failure).toMatchObject({
			message: 'Unknown',
			description:
				'The node looked for the message 3 times, 1 of them without an answer, and did not find it. It was not sent again: check the chat in WATI before you do. [Item 4]',
			httpCode: '504',
			context: { code: 'outcome-unknown', itemIndex: 4 },
		});
	});

	test('tells of no missing answer where there was none', async () => {
		const result = await verify([chat()]);
		expect(result.failure?.description).toMatch(
			/^The node looked for the message 3 times, and did not find it\./,
		);
	});

	test('ends with the execution', async () => {
		const stop = new AbortController();
		setTimeout(() => stop.abort(), 2_000);
		const result = await verify([chat()], { signal: stop.signal as never });
		expect(result.at).toEqual([1_000]);
		expect(result).toHaveProperty('failure');
	});
});
