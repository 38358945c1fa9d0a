import { parseMoment, readTime } from '../../../../../nodes/shared/http/answers/times';

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
