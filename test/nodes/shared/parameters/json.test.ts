import { isObject, parseJson, mayBeJson } from '../../../../nodes/shared/parameters/json';

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
