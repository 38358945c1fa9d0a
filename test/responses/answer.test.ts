import { getHeader, nameInDisposition } from '../../nodes/shared/http/answers/answer';
import { isObject, parseJson, mayBeJson } from '../../nodes/shared/parameters/json';
import { parseMoment, readTime } from '../../nodes/shared/http/answers/times';
import { readTokenTimes } from '../../nodes/Wati/responses/token-times';

const bytes = (text: string) => Buffer.from(text, 'latin1');

test('an object is no list, no bytes and not null', () => {
	expect([{}, { a: 1 }].map(isObject)).toEqual([true, true]);
	expect([null, undefined, [], [{}], bytes('{}'), '{}', 5].some(isObject)).toBe(false);
});

test.each(['{"a":1}', '[1]', '"text"', ' \n\t{}', 'true', 'false', 'null', '-1', '0', '42'])(
	'bytes that begin like %p may be JSON',
	(text) => expect(mayBeJson(bytes(text))).toBe(true),
);

test.each([
	'',
	'%PDF-1.7',
	'\xff\xd8\xff\xe0',
	'<html>',
	'PK\x03\x04',
	'x{',
	`${' '.repeat(16)}{}`,
])('bytes that begin like %p are a file', (text) => expect(mayBeJson(bytes(text))).toBe(false));

test('a body is read as JSON from text, bytes and objects alike', () => {
	expect(parseJson('{"ok":true}')).toEqual({ ok: true });
	expect(parseJson(bytes('{"ok":true}'))).toEqual({ ok: true });
	expect(parseJson({ ok: true })).toEqual({ ok: true });
	expect(parseJson(false)).toBe(false);
});

test('what is no JSON is nothing', () => {
	const unread = ['{"ok":', '', bytes('{"ok":'), bytes('%PDF'), null, undefined];
	expect(unread.map(parseJson)).toEqual(unread.map(() => undefined));
});

test('long bytes that cannot be JSON are not decoded', () => {
	const file = bytes(`%PDF${'0'.repeat(100)}`);
	const decode = jest.spyOn(file, 'toString');
	expect(parseJson(file)).toBeUndefined();
	expect(decode).not.toHaveBeenCalled();
});

test.each([
	['attachment; filename="a b.pdf"', 'a b.pdf'],
	['attachment; filename=a.pdf', 'a.pdf'],
	['attachment; filename=a.pdf; size=5', 'a.pdf'],
	['attachment; FILENAME="A.PDF"', 'A.PDF'],
	["attachment; filename=x.pdf; filename*=UTF-8''%C3%A9.pdf", 'é.pdf'],
	["attachment; filename*=utf-8''b%20c.pdf ; size=1", 'b c.pdf'],
	['attachment; filename*=plain.pdf', 'plain.pdf'],
	["attachment; filename=x.pdf; filename*=UTF-8''%E0%A4%A", 'x.pdf'],
	['attachment; filename = "c.pdf"', 'c.pdf'],
	["attachment; filename* = UTF-8''d.pdf", 'd.pdf'],
	['inline', undefined],
	[undefined, undefined],
])('the name in %p is %p', (header, name) => expect(nameInDisposition(header)).toBe(name));

test('a header is text or absent', () => {
	const answer = { statusCode: 200, headers: { a: 'x', b: 5, c: null, d: undefined }, body: '' };
	expect(['a', 'b', 'c', 'd', 'e'].map((name) => getHeader(answer, name))).toEqual([
		'x',
		'5',
		undefined,
		undefined,
		undefined,
	]);
});

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

describe('the age of a token', () => {
	const part = (text: string) => Buffer.from(text).toString('base64url');
	const token = (claims: string) => `${part('{"alg":"HS256"}')}.${part(claims)}.c2ln`;

	test('is what it says in seconds', () => {
		const times = { issuedAt: 100_000, expiresAt: 200_000 };
		expect(readTokenTimes(token('{"iat":100,"exp":200}'))).toEqual(times);
		expect(readTokenTimes(`  bearer   ${token('{"iat":100,"exp":200}')} `)).toEqual(times);
	});

	test('is open where a claim is missing or no number', () => {
		expect(readTokenTimes(token('{"iat":"100"}'))).toEqual({});
		expect(readTokenTimes(token('{"exp":1e999}'))).toEqual({});
	});

	test.each(['opaque', 'two.parts', `a.${part('[1]')}.c`, `a.${part('{"iat":')}.c`, ''])(
		'is not known from %p',
		(text) => expect(readTokenTimes(text)).toBeUndefined(),
	);
});
