import {
	combineMessages,
	completeFromCopy,
	sortMessages,
} from '../../../../../nodes/shared/webhooks/turns/turn-item';

const SECOND = '2026-11-20T10:14:16.000Z';
const NEXT = '2026-11-20T10:14:17.000Z';

const message = (text: string, timestamp: string | null, created?: string) =>
	({ text, timestamp, raw: created === undefined ? {} : { created } }) as never;

const textsOf = (events: Array<{ text?: unknown }>) => events.map(({ text }) => text);

test('messages are in the order of their times', () => {
	const events = [message('b', NEXT), message('a', SECOND)];
	expect(textsOf(sortMessages(events))).toEqual(['a', 'b']);
});

test('those of one second are in the order in which the service stored them', () => {
	const events = [
		message('c', NEXT, '2026-11-20T10:14:16.1000000Z'),
		message('b', SECOND, '2026-11-20T10:14:16.6268573Z'),
		message('a', SECOND, '2026-11-20T10:14:16.0268572Z'),
	];
	expect(textsOf(sortMessages(events))).toEqual(['a', 'b', 'c']);
});

test('where nothing tells them apart, they stay as they arrived', () => {
	const events = [message('b', SECOND), message('a', SECOND, SECOND), message('c', null)];
	expect(textsOf(sortMessages(events))).toEqual(['b', 'a', 'c']);
});

describe('a message completed from its copy', () => {
	const own = {
		whatsappNumber: null,
		bsuid: 'US.1',
		contactId: '',
		name: 'Ada',
		username: [],
		sessionId: 'US.1',
		text: 'Hi',
	};
	const copy = {
		whatsappNumber: '14155550101',
		bsuid: 'US.2',
		contactId: 'c1',
		name: 'A.',
		username: 'ada',
		sessionId: '14155550101',
		text: 'Hello',
	};

	const complete = (event: object, other: object) =>
		completeFromCopy(event as never, other as never) as unknown;

	test('takes what it does not say of its writer, and the memory of who is named more fully', () => {
		expect(complete(own, copy)).toEqual({
			...own,
			whatsappNumber: '14155550101',
			username: 'ada',
			sessionId: '14155550101',
		});
	});

	test('keeps its own memory where the copy names the writer no more fully, or has none', () => {
		expect(complete(copy, own)).toEqual(copy);
		const { sessionId, ...without } = copy;
		expect(sessionId).toBe('14155550101');
		expect(complete(own, without)).toMatchObject({ sessionId: 'US.1' });
	});
});

describe('the item of a turn', () => {
	test('has the texts of all, one a line, and what the newest leaves open', () => {
		const first = { text: 'One', chatInput: 'One', media: { url: 'a' }, reply: null };
		const second = { text: null, chatInput: null, media: null, reply: [], name: 'Ada' };
		const third = { text: 'Two', chatInput: 'Two', media: null, reply: 'yes' };
		expect(combineMessages([first, second, third])).toEqual({
			text: 'One\nTwo',
			chatInput: 'One\nTwo',
			media: { url: 'a' },
			reply: 'yes',
			name: 'Ada',
			messages: [first, second, third],
		});
	});

	test('has no text where no message has one', () => {
		expect(combineMessages([{ text: null }, {}])).toMatchObject({ text: null, chatInput: null });
	});

	test('has the memory of the newest message that names the person most fully', () => {
		const known = { whatsappNumber: '14155550101', bsuid: 'US.1', sessionId: 'both' };
		const older = { ...known, sessionId: 'older' };
		const newest = { whatsappNumber: null, bsuid: 'US.1', sessionId: 'one' };
		expect(combineMessages([older, known, newest])).toMatchObject({ sessionId: 'both' });
	});
});
