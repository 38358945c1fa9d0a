import { getHeader, nameInDisposition } from '../../../../../nodes/shared/http/answers/answer';

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
