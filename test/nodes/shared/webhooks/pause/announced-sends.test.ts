import { AnnouncedSends } from '../../../../../nodes/shared/webhooks/pause/announced-sends';

const HOUR = 3_600_000;
const NOW = 1_000 * HOUR;
const ADA = '14155550101';
const BEN = 'US.100000000000001';

let sends: AnnouncedSends;

beforeEach(() => {
	sends = new AnnouncedSends();
});

test('a message is foreign only in a chat where what leaves is announced, and none was', () => {
	expect(sends.isForeign([ADA], NOW)).toBe(false);
	sends.hear([ADA], true, NOW);
	expect(sends.isForeign([ADA], NOW)).toBe(true);
	expect(sends.isForeign([BEN], NOW)).toBe(false);
	sends.announce([ADA], NOW);
	expect(sends.isForeign([ADA, BEN], NOW + 600_000)).toBe(false);
	expect(sends.isForeign([ADA, BEN], NOW + 600_001)).toBe(true);
	expect(sends.isForeign([ADA], NOW + 24 * HOUR)).toBe(false);
});

test('after a text of a process that announces nothing, nothing is sure, also where older news comes', () => {
	sends.hear([ADA], true, NOW);
	sends.hear([ADA], false, NOW + 1_000);
	expect(sends.isForeign([ADA], NOW + 1_000)).toBe(false);
	sends.hear([ADA], true, NOW + 500);
	expect(sends.isForeign([ADA], NOW + 1_000)).toBe(false);
	sends.hear([ADA], true, NOW + 2_000);
	expect(sends.isForeign([ADA], NOW + 2_000)).toBe(true);
});

test('another process learns it from static data, which holds the newest of the last day', () => {
	expect(sends.toEntry(NOW)).toEqual({});
	sends.announce([ADA], NOW);
	for (let person = 0; person < 400; person++) sends.announce([`4915${person}`], NOW - HOUR);
	const { sends: stored } = JSON.parse(JSON.stringify(sends.toEntry(NOW))) as { sends: unknown[] };
	expect(stored).toHaveLength(300);
	const other = new AnnouncedSends();
	other.merge(stored);
	expect(other.isForeign([ADA], NOW)).toBe(false);
	expect(other.isForeign([ADA], NOW + HOUR)).toBe(true);
	expect(sends.toEntry(NOW + 25 * HOUR)).toEqual({});
});

test.each([[undefined], ['text'], [[1, null, ['a']]], [[[7, 1, 2, 3]]]])(
	'what cannot be read is passed over: %j',
	(stored) => {
		sends.merge(stored);
		expect(sends.toEntry(NOW)).toEqual({});
	},
);
