import {
	parseMoment,
	readTime,
	toIsoTime,
	withIsoTimes,
} from '../../../../../nodes/shared/http/answers/times';

test.each([
	['2026-03-01T10:00:00.000Z', 1_772_359_200_000],
	['1772359200', 1_772_359_200_000],
	[1_772_359_200, 1_772_359_200_000],
	['1772359200123', 1_772_359_200_123],
	[99_999_999_999, 99_999_999_999_000],
	[100_000_000_000, 100_000_000_000],
	[0, 0],
	['soon', undefined],
	['', undefined],
	[null, undefined],
	[undefined, undefined],
])('the moment of %p is %p', (value, moment) => expect(parseMoment(value)).toBe(moment));

test('a message was made when it says so, else when its timestamp says', () => {
	expect(readTime({ created: '2026-03-01T10:00:00Z', timestamp: '5' })).toBe(1_772_359_200_000);
	expect(readTime({ created: 'never', timestamp: '5' })).toBe(5_000);
	expect(readTime({})).toBeUndefined();
});

test.each([
	['1795169656', '2026-11-20T10:14:16.000Z'],
	[1795169656, '2026-11-20T10:14:16.000Z'],
	['1795169656123', '2026-11-20T10:14:16.123Z'],
	[1795169656123, '2026-11-20T10:14:16.123Z'],
	['1795169656123456', '2026-11-20T10:14:16.123Z'],
	['2022-10-14T09:49:31.2419621Z', '2022-10-14T09:49:31.241Z'],
	['2026-04-24T10:00:00', '2026-04-24T10:00:00.000Z'],
	['2026-04-24T10:00:00+02:00', '2026-04-24T08:00:00.000Z'],
	['Oct-11-2024', '2024-10-11T00:00:00.000Z'],
	['', null],
	['soon', null],
	['Oct-2024', null],
	['11/27/2024', null],
	['5', '1970-01-01T00:00:05.000Z'],
	[Number.NaN, null],
	[1e300, null],
	[true, null],
	[{}, null],
])('%p is %p as ISO text', (given, expected) => expect(toIsoTime(given)).toBe(expected));

test('the times of a record become ISO texts, a day stays a day, and the rest stays as it came', () => {
	const record = {
		created: 'May-04-2024',
		lastUpdated: '2026-10-11T08:23:24.7033674Z',
		lastModified: 'today',
		timestamp: null,
		name: '1795169656',
	};
	expect(withIsoTimes(record)).toEqual({
		created: '2024-05-04',
		lastUpdated: '2026-10-11T08:23:24.703Z',
		lastModified: 'today',
		timestamp: null,
		name: '1795169656',
	});
});
