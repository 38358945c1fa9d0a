import type { IDataObject } from 'n8n-workflow';

import { nodeError } from '../../../../../nodes/shared/errors/node-error';
import {
	fetchBeside,
	type BesideResult,
} from '../../../../../nodes/shared/http/beside/fetch-beside';
import { chatWindow } from '../../../../../nodes/Wati/operations/chat/chat-window';
import { NODE } from '../../../../harness/node';

jest.mock('../../../../../nodes/shared/http/beside/fetch-beside');

const NOW = Date.UTC(2026, 2, 1, 12);
const HOUR = 3_600_000;
const ADA = '14155550101';

let tenants = 0;
let tenant = '';

beforeEach(() => {
	tenant = `tenant ${++tenants}`;
	jest.useFakeTimers({ now: NOW });
});
afterEach(() => jest.useRealTimers());

const message = (ago: number, more: IDataObject = {}): IDataObject => ({
	eventType: 'message',
	owner: false,
	created: new Date(NOW - ago).toISOString(),
	...more,
});
const own = (ago: number) => message(ago, { owner: true });
const page = (items: IDataObject[], more: object = {}) => ({
	body: { messages: { items }, ...more },
});

/** A session that reads these chats, one after the other, and what it was asked. */
function reader(...answers: object[]) {
	const asked: unknown[] = [];
	const session = {
		context: { getExecutionCancelSignal: () => undefined },
		route: { tenant, account: 'chats' },
		usage: { calls: 0, retries: 0, saved: 0 },
	};
	const read = async (path: string, qs: object, always?: boolean) => {
		asked.push([path, qs, always]);
		return { calls: 1, ...answers[Math.min(asked.length, answers.length) - 1] } as BesideResult;
	};
	jest.mocked(fetchBeside).mockImplementation(async (_session, ...given) => await read(...given));
	const look = async (whatsappNumber = ADA) => await chatWindow(session as never, whatsappNumber);
	return { look, asked, session, saved: () => session.usage.saved };
}

const lookAt = async (...answers: object[]) => await reader(...answers).look();

test('reads the newest hundred of the chat', async () => {
	const { look, asked } = reader(page([]));
	await look('US.1/2');
	expect(asked).toEqual([
		['/api/v1/getMessages/US.1%2F2', { pageSize: 100, pageNumber: 1 }, false],
	]);
});

test.each([
	[0, 'open'],
	[24 * HOUR - 1, 'open'],
	[24 * HOUR, 'closed'],
	[90 * HOUR, 'closed'],
])('a customer who wrote %i ms ago: %s', async (ago, state) => {
	expect(await lookAt(page([message(90 * HOUR), message(ago), own(0)]))).toEqual({
		state,
		lastWrote: new Date(NOW - ago).toISOString(),
	});
});

test('only messages of the customer count', async () => {
	const template = { eventType: 'broadcastMessage', owner: null };
	const others = [own(0), message(0, { eventType: 'ticket' }), message(0, template)];
	expect(await lookAt(page(others, { link: { total: 3 } }))).toEqual({ state: 'closed' });
});

test.each<[string, IDataObject]>([
	['does not tell who wrote', { owner: undefined }],
	['tells it as a text', { owner: 'false' }],
	['has no kind and no writer', { eventType: undefined, owner: null }],
	['has no time', { created: undefined }],
	['has a time that is none', { created: 'soon' }],
])(
	'a chat with a message that %s cannot be read, unless another one is new',
	async (_what, more) => {
		const unclear = message(0, more);
		const all = { link: { total: 2 } };
		expect(await lookAt(page([unclear, message(30 * HOUR)], all))).toEqual({ state: 'unknown' });
		tenant += '+';
		expect((await lookAt(page([unclear, message(HOUR)], all))).state).toBe('open');
	},
);

describe('where no message of the customer is in the page', () => {
	const look = async (items: IDataObject[], more = {}) => (await lookAt(page(items, more))).state;

	test('the window is closed when the page is all of the chat', async () => {
		expect(await look([own(0)], { link: { total: 1 } })).toBe('closed');
		tenant += '+';
		expect(await look([own(0)], { link: { total: 2 } })).toBe('unknown');
		tenant += '+';
		expect(await look([own(0)], { link: { nextPage: null } })).toBe('closed');
		tenant += '+';
		expect(await look([own(0)])).toBe('unknown');
	});

	test('it is closed when the page goes back further than a day', async () => {
		expect(await look([own(0), own(24 * HOUR + 1)])).toBe('closed');
		tenant += '+';
		expect(await look([own(0), own(24 * HOUR)])).toBe('unknown');
		tenant += '+';
		expect(await look([own(0), message(0, { owner: true, created: 'soon' })])).toBe('unknown');
	});
});

describe('what was found', () => {
	test('is kept for a minute, by account and contact', async () => {
		const { look, asked, saved, session } = reader(page([message(0)]));
		await look();
		jest.setSystemTime(NOW + 59_999);
		expect((await look()).state).toBe('open');
		expect([asked.length, saved()]).toEqual([1, 1]);
		await look('14155550102');
		expect(asked).toHaveLength(2);
		session.route.tenant += ' other';
		await look();
		expect(asked).toHaveLength(3);
	});

	test('is read anew after a minute', async () => {
		const { look, asked, saved } = reader(page([message(0)]));
		await look();
		jest.setSystemTime(NOW + 60_000);
		await look();
		expect([asked.length, saved()]).toEqual([2, 0]);
	});

	test('is not kept where it decides nothing', async () => {
		const refused = { failure: nodeError(NODE, 'service-unavailable') };
		const { look, asked } = reader(refused, page([message(0)]));
		expect(await look()).toEqual({ state: 'unknown' });
		expect((await look()).state).toBe('open');
		expect(asked).toHaveLength(2);
	});

	test('is nothing when the execution was stopped', async () => {
		const cancelled = { failure: nodeError(NODE, 'cancelled') };
		const { look, asked } = reader(cancelled, page([message(0)]));
		await expect(look()).rejects.toBe(cancelled.failure);
		await Promise.resolve();
		expect((await look()).state).toBe('open');
		expect(asked).toHaveLength(2);
	});

	test('is kept of ten thousand chats, and then the oldest goes', async () => {
		const { look, asked } = reader(page([message(0)]));
		await look('first');
		await look('second');
		await look('first');
		expect(asked).toHaveLength(2);
		for (let place = 2; place < 10_000; place++) await look(String(place));
		await look('first');
		expect(asked).toHaveLength(10_000);
		await look('one more');
		await look('second');
		expect(asked).toHaveLength(10_001);
		await look('first');
		expect(asked).toHaveLength(10_002);
	});
});

test.each([
	'Contact not found',
	'The contact with this number is missing',
	'This contact does not exist',
	'Invalid Contact',
])('somebody of whom WATI says %p never wrote', async (words) => {
	const unknown = { failure: nodeError(NODE, 'not-found', { words }) };
	expect(await lookAt(unknown)).toEqual({ state: 'closed' });
});
