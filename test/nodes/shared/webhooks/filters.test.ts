import { unwantedBecause, type EventChoice } from '../../../../nodes/shared/webhooks/filters';
import { isChosenByName } from '../../../../nodes/services/wati/events';
import { readEventName, normalize } from '../../../../nodes/services/wati/normalize';
import type { WhatsAppEvent } from '../../../../nodes/shared/webhooks/event';
import type { Payload } from '../../../../nodes/shared/webhooks/payload';
import {
	splitEntries,
	readSettings,
	type FieldSource,
} from '../../../../nodes/shared/webhooks/settings';
import { parsePattern } from '../../../../nodes/shared/parameters/text-pattern/pattern-field';
import { TextPattern } from '../../../../nodes/shared/parameters/text-pattern/text-pattern';
import { ALL, bsuidTwin, MESSAGES, OTHERS, SENT, STATUSES, TEXT } from '../../../trigger/service/payloads';

const choice = (more: Partial<EventChoice> = {}): EventChoice => ({
	events: ['messageReceived'],
	direction: 'customers',
	messageTypes: [],
	numbers: [],
	channels: [],
	contains: [],
	matches: null,
	...more,
});
const from = (waId: string): Payload => ({ ...TEXT, waId, bsuid: null });
const CALL: Payload = { callId: 'c1', sdp: 'v=0', businessNumber: '15551234567' };
const verdict = (raw: Payload, more: Partial<EventChoice> = {}) =>
	judge(choice(more), normalize(raw, readEventName(raw)!));
const judge = (wanted: EventChoice, event: WhatsAppEvent) =>
	unwantedBecause(wanted, event, isChosenByName(event.event));

test('takes what customers write, and nothing else, by default', () => {
	expect(Object.values(MESSAGES).map((raw) => verdict(raw))).toEqual(
		Object.values(MESSAGES).map(() => null),
	);
	expect(verdict(bsuidTwin(TEXT))).toBeNull();
	expect(verdict(STATUSES.read!)).toBe('event');
	expect(verdict(OTHERS.unknown!)).toBe('event');
});

test.each<[string, Payload, Partial<EventChoice>, string | null]>([
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
	['Brazil without the ninth digit', from('554187654321'), { numbers: ['5541987654321'] }, null],
	['Brazil with the ninth digit', from('5541987654321'), { numbers: ['554187654321'] }, null],
	['Mexico with a 1', from('5215512345678'), { numbers: ['525512345678'] }, null],
	['Mexico without a 1', from('525512345678'), { numbers: ['5215512345678'] }, null],
	['Argentina with a 9', from('5491123456789'), { numbers: ['541123456789'] }, null],
	['Argentina without a 9', from('541123456789'), { numbers: ['5491123456789'] }, null],
	['somebody else in Brazil', from('554187654322'), { numbers: ['5541987654321'] }, 'number'],
	['a BSUID', { ...TEXT, waId: null }, { numbers: ['US.100000000000001'] }, null],
	['a BSUID in place of the number', from('US.77'), { numbers: ['US.77'] }, null],
	['the digits of a BSUID', from('US.77'), { numbers: ['77'] }, 'number'],
	[
		'a contact ID',
		OTHERS.contactInfo!,
		{ events: ['any'], numbers: ['66f0aa000000000000000080'] },
		null,
	],
	['a call that comes in under Any', CALL, { events: ['any'] }, 'event'],
	['a call that comes in by name', CALL, { events: ['inboundCall'] }, null],
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
	expect(splitEntries(' a, b;\nc ,, ')).toEqual(['a', 'b', 'c']);
	expect(splitEntries(undefined)).toEqual([]);
	expect(parsePattern('')).toBeNull();
	const found = (pattern: string) =>
		['Order', 'order', 'an Order'].map((text) => parsePattern(pattern)?.test(text));
	expect(found('^Order')).toEqual([true, true, false]);
	expect(found('/^Order/g')).toEqual([true, false, false]);
	expect(() => parsePattern('(')).toThrow(SyntaxError);
});

describe('fields as people fill them', () => {
	/** `entered` are the fields as they were typed, where an expression gives another value. */
	const settingsOf = (fields: Record<string, unknown>, entered = fields) =>
		readSettings({
			getNodeParameter: (name: string, fallback: unknown) => fields[name] ?? fallback,
			getNode: () => ({ parameters: entered }),
		} as unknown as FieldSource);

	test('Other adds the events of the second list, which counts only then', () => {
		const otherEvents = ['templateStatus'];
		const { choice } = settingsOf({ events: ['messageRead', 'other'], otherEvents });
		expect(choice.events).toEqual(['messageRead', 'templateStatus']);
		expect(settingsOf({ events: ['messageRead'], otherEvents }).choice.events).toEqual([
			'messageRead',
		]);
	});

	const passes = (filters: Record<string, string>, text: string) =>
		judge(
			settingsOf({ events: ['messageReceived'], filters }).choice,
			normalize({ ...TEXT, text }, 'message'),
		) === null;

	test.each([
		['an accent as macOS types it', 'Prec\u0327o e\u0301 esse?', 'pre\u00E7o'],
		['an accent as the editor got it', 'PRE\u00C7O', 'prec\u0327o'],
		['an apostrophe of a phone', 'I don\u2019t know', "don't"],
		['digits of full width', '\uFF11\uFF12 pcs', '12'],
		['a space that does not break', 'order\u00A0now', 'order now'],
		['a mark of direction', '\u200Fstop', 'stop'],
		['an emoji with its variation', '\u2764\uFE0F', '\u2764'],
	])('words are found with %s', (_name, text, contains) => {
		expect(passes({ contains }, text)).toBe(true);
		expect(passes({ contains: `${contains}x` }, text)).toBe(false);
	});

	test('patterns match letters with their accents, however these are put together', () => {
		expect(passes({ matches: '^ol\u00E1$' }, 'Ola\u0301')).toBe(true);
		expect(passes({ matches: '^ola\u0301$' }, 'ol\u00E1')).toBe(true);
		expect(passes({ matches: '^ola$' }, 'ol\u00E1')).toBe(false);
	});

	test('numbers pass as people write them', () => {
		for (const numbers of ['+1 (415) 555-1234', 'whatsapp:+14155551234', '1, 14155551234']) {
			expect(passes({ numbers }, 'hi')).toBe(true);
		}
		expect(passes({ numbers: '+1 (415) 555-1235' }, 'hi')).toBe(false);
	});

	test.each(['numbers', 'channels'])(
		'a list of %s that nobody can be on lets nothing pass',
		(name) => {
			expect(passes({ [name]: 'undefined' }, 'hi')).toBe(false);
		},
	);

	test('an allow-list that came out empty allows nobody, and one that was left empty everybody', () => {
		const allowed = (options: object) => settingsOf({ options }).allowedAddresses;
		expect([{}, { allowedAddresses: ' , ' }, { allowedAddresses: '' }].map(allowed)).toEqual([
			null,
			[],
			null,
		]);
		const empty = { options: { allowedAddresses: '' } };
		const entered = { options: { allowedAddresses: '={{ $json.none }}' } };
		expect(settingsOf(empty, entered).allowedAddresses).toEqual([]);
	});
});
