import { sortMessages } from '../../../../../nodes/shared/webhooks/turns/turn-item';

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
