import { unwantedBecause, type Choice } from '../../nodes/shared/webhooks/filters';
import { eventNameOf, normalize } from '../../nodes/services/wati/normalize';
import type { Payload } from '../../nodes/shared/webhooks/payload';
import { entriesOf, patternOf } from '../../nodes/shared/webhooks/settings';
import { TextPattern } from '../../nodes/shared/parameters/text-pattern/text-pattern';
import { ALL, bsuidTwin, MESSAGES, OTHERS, SENT, STATUSES, TEXT } from './payloads';

const choice = (more: Partial<Choice> = {}): Choice => ({
	events: ['messageReceived'],
	direction: 'customers',
	messageTypes: [],
	numbers: [],
	channels: [],
	contains: [],
	matches: null,
	...more,
});
const verdict = (raw: Payload, more: Partial<Choice> = {}) =>
	unwantedBecause(choice(more), normalize(raw, eventNameOf(raw)!));

test('takes what customers write, and nothing else, by default', () => {
	expect(Object.values(MESSAGES).map((raw) => verdict(raw))).toEqual(
		Object.values(MESSAGES).map(() => null),
	);
	expect(verdict(bsuidTwin(TEXT))).toBeNull();
	expect(verdict(STATUSES.read!)).toBe('event');
	expect(verdict(OTHERS.unknown!)).toBe('event');
});

test.each<[string, Payload, Partial<Choice>, string | null]>([
	['own messages', { ...TEXT, owner: true }, {}, 'direction'],
	['own messages that are wanted', { ...TEXT, owner: true }, { direction: 'own' }, null],
	['customers when own are wanted', TEXT, { direction: 'own' }, 'direction'],
	['both sides', { ...TEXT, owner: 'true' }, { direction: 'both' }, null],
	['sent messages under Any', SENT.session!, { events: ['any'] }, 'direction'],
	['sent messages by name', SENT.session!, { events: ['sessionMessageSent'] }, null],
	[
		'sent messages by name beside Any',
		SENT.session!,
		{ events: ['any', 'sessionMessageSent'] },
		null,
	],
	['unknown events', OTHERS.unknown!, { events: ['unknown'] }, null],
	['unknown events under Any', OTHERS.unknown!, { events: ['any'] }, null],
	['a listed number', TEXT, { numbers: ['14155551234'] }, null],
	['another number', TEXT, { numbers: ['1'] }, 'number'],
	['no number', STATUSES.read!, { events: ['messageRead'], numbers: ['1'] }, 'number'],
	['a listed channel', TEXT, { channels: ['15551234567'] }, null],
	['another channel', TEXT, { channels: ['1'] }, 'channel'],
	['a listed type', MESSAGES.image!, { messageTypes: ['image'] }, null],
	['another type', TEXT, { messageTypes: ['image'] }, 'type'],
	['types and statuses', STATUSES.read!, { events: ['any'], messageTypes: ['image'] }, null],
	['a contained text', TEXT, { contains: ['hell', 'x'] }, null],
	['another text', TEXT, { contains: ['x'] }, 'text'],
	['no text', MESSAGES.voice!, { contains: ['x'] }, 'text'],
	['a matching text', TEXT, { matches: new TextPattern('^h', '') }, null],
	['an unmatching text', TEXT, { matches: new TextPattern('^x', '') }, 'text'],
])('%s: %#', (_name, raw, more, expected) => expect(verdict(raw, more)).toBe(expected));

test('Any takes every form that is not an own message', () => {
	const out = ALL.filter((raw) => verdict(raw, { events: ['any'] }) !== null);
	expect(out).toEqual(Object.values(SENT));
});

test('reads lists and patterns as people write them', () => {
	expect(entriesOf(' a, b;\nc ,, ')).toEqual(['a', 'b', 'c']);
	expect(entriesOf(undefined)).toEqual([]);
	expect(patternOf('')).toBeNull();
	const found = (pattern: string) =>
		['Order', 'order', 'an Order'].map((text) => patternOf(pattern)?.test(text));
	expect(found('^Order')).toEqual([true, true, false]);
	expect(found('/^Order/g')).toEqual([true, false, false]);
	expect(() => patternOf('(')).toThrow(SyntaxError);
});
