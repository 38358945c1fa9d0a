import { readTokenTimes } from '../../../../nodes/Wati/responses/token-times';

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
