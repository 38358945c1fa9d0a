import { isAllowedAddress, isRange } from '../../../nodes/shared/parameters/ip-ranges';
import { findCallerRejection, newSecret, readBody } from '../../../nodes/WatiTrigger/verify';
import { TEXT } from '../../trigger/service/payloads';
import {
	isReadable,
	isSame,
	MOST_BYTES,
	type IncomingRequest,
} from '../../../nodes/shared/webhooks/receiving/incoming-request';

const SECRET = 'a-secret-of-some-length';
const call = (more: Partial<IncomingRequest> = {}): IncomingRequest => ({
	query: { token: SECRET },
	headers: {},
	contentType: 'application/json',
	body: TEXT,
	size: 500,
	...more,
});
const rules = { secret: SECRET, secretHeader: '', allowedAddresses: null, isPathEnough: false };

test('a new secret has 32 bytes that need no encoding', () => {
	expect(newSecret()).toMatch(/^[0-9a-f]{64}$/);
	expect(newSecret()).not.toBe(newSecret());
});

test('texts of any length can be compared', () => {
	expect(isSame('a', 'a')).toBe(true);
	expect(isSame('a', 'ab')).toBe(false);
	expect(isSame('', 'ab')).toBe(false);
});

describe('the caller', () => {
	test('with the secret is taken', () => expect(findCallerRejection(call(), rules)).toBeNull());

	test.each<[string, Partial<IncomingRequest>, string]>([
		['no secret', { query: {} }, 'The address lacks its token'],
		['an empty secret', { query: { token: '' } }, 'The address lacks its token'],
		['a wrong secret', { query: { token: 'x' } }, 'The token is not the right one'],
		['two secrets', { query: { token: [SECRET, SECRET] } }, 'The address lacks its token'],
		['a secret as object', { query: { token: { a: SECRET } } }, 'The address lacks its token'],
		[
			'a header nobody named',
			{ query: {}, headers: { authorization: SECRET } },
			'The address lacks its token',
		],
	])('with %s is refused', (_name, more, reason) => {
		expect(findCallerRejection(call(more), rules)).toEqual({ status: 401, reason });
	});

	test.each([null, ''])('is refused while the secret is %p', (secret) => {
		const refusal = findCallerRejection(call({ query: { token: '' } }), { ...rules, secret });
		expect(refusal?.status).toBe(401);
	});

	test.each([SECRET, `Bearer ${SECRET}`])('may use the header that was named: %s', (value) => {
		const named = { ...rules, secretHeader: 'Authorization' };
		const headers = { authorization: value };
		expect(findCallerRejection(call({ query: {}, headers }), named)).toBeNull();
		expect(
			findCallerRejection(call({ query: {}, headers: { authorization: 'x' } }), named),
		).not.toBeNull();
	});

	test.each([
		['a blank line of them', `Bearer   ${SECRET}`, true],
		['the word in the middle', `${SECRET.slice(0, 5)}Bearer ${SECRET.slice(5)}`, false],
	])('may use a header with %s: %p', (_name, authorization, taken) => {
		const named = { ...rules, secretHeader: 'authorization' };
		const refusal = findCallerRejection(call({ query: {}, headers: { authorization } }), named);
		expect(refusal === null).toBe(taken);
	});

	test('has no secret in a header without a name', () => {
		const headers = { '': SECRET };
		expect(findCallerRejection(call({ query: {}, headers }), rules)?.status).toBe(401);
	});

	test('is told why', () => {
		const none = [null, ''].map(
			(secret) => findCallerRejection(call(), { ...rules, secret })?.reason,
		);
		expect(none).toEqual(Array(2).fill('This trigger has no secret yet'));
		const listed = { ...rules, allowedAddresses: ['192.0.2.1'] };
		expect(findCallerRejection(call(), listed)?.reason).toBe(
			'This address is not on the allow-list of the trigger',
		);
	});

	test('from elsewhere is refused before the secret is looked at', () => {
		const listed = { ...rules, allowedAddresses: ['192.0.2.0/24'] };
		expect(findCallerRejection(call({ ip: '198.51.100.1', query: {} }), listed)?.status).toBe(403);
		expect(findCallerRejection(call({ ip: '192.0.2.77' }), listed)).toBeNull();
		expect(findCallerRejection(call(), listed)?.status).toBe(403);
	});
});

test.each([
	['192.0.2.10', '192.0.2.10', true],
	['192.0.2.10', '192.0.2.11', false],
	['192.0.2.0/24', '192.0.2.255', true],
	['192.0.2.0/24', '192.0.3.0', false],
	['0.0.0.0/0', '203.0.113.9', true],
	['192.0.2.0/24', '::ffff:192.0.2.5', true],
	['2001:db8::/32', '2001:db8:1::5', true],
	['2001:db8::/32', '2001:db9::1', false],
	['::1', '::1', true],
	['::1', '0:0:0:0:0:0:0:1', true],
	['192.0.2.0/24', 'nonsense', false],
	['999.0.0.1', '999.0.0.1', false],
	['192.0.2.0/33', '192.0.2.1', false],
])('range %s and address %s: %p', (range, ip, expected) => {
	expect(isAllowedAddress(ip, [range])).toBe(expected);
	expect(isAllowedAddress(ip, [])).toBe(false);
	expect(isAllowedAddress(ip, null)).toBe(true);
});

test('tells ranges from other texts', () => {
	expect(['192.0.2.1', '10.0.0.0/8', '2001:db8::/32'].every(isRange)).toBe(true);
	expect(['', 'wati.io', '10.0.0.0/64', '10.0.0.0/8/8', '1:2:3', '::1::'].some(isRange)).toBe(
		false,
	);
});

describe('the body', () => {
	test.each(['application/json', 'text/plain', '', 'application/cloudevents+json'])(
		'is read as "%s"',
		(contentType) => {
			expect(readBody(call({ contentType }))).toEqual({ raw: TEXT, eventType: 'message' });
			const text = JSON.stringify(TEXT);
			expect(readBody(call({ contentType, body: text }))).toMatchObject({ eventType: 'message' });
		},
	);

	const deep = JSON.parse('{"a":'.repeat(5000) + '1' + '}'.repeat(5000)) as object;

	test.each<[string, Partial<IncomingRequest>, number]>([
		['a form', { contentType: 'application/x-www-form-urlencoded' }, 415],
		['XML', { contentType: 'text/xml' }, 415],
		['a file', { contentType: 'multipart/form-data' }, 415],
		['a list', { body: [TEXT] }, 400],
		['nothing', { body: undefined }, 400],
		['null', { body: null }, 400],
		['a number', { body: 5 }, 400],
		['broken text', { contentType: 'text/plain', body: '{"eventType":' }, 400],
		['endless nesting', { body: { eventType: 'message', deep } }, 400],
		['too much', { size: MOST_BYTES + 1 }, 413],
		['no event', { body: {} }, 422],
		['an empty event', { body: { eventType: '' } }, 422],
		['an event that is no name', { body: { eventType: '<script>' } }, 422],
		['an event that is an object', { body: { eventType: {} } }, 422],
	])('with %s is refused', (_name, more, status) => {
		expect(readBody(call(more))).toMatchObject({ status, reason: expect.any(String) });
	});

	test.each<[Partial<IncomingRequest>, string]>([
		[{ contentType: 'text/xml' }, 'Only JSON is accepted'],
		[{ size: MOST_BYTES + 1 }, 'The body is larger than 1 MB'],
		[{ body: [] }, 'The body must be a JSON object'],
		[{ body: { eventType: 'message', deep } }, 'The body is nested too deeply'],
		[{ body: {} }, 'The body has no eventType'],
	])('that is refused is told why: %#', (more, reason) => {
		expect(readBody(call(more))).toMatchObject({ reason });
	});

	test('may be as large and as deep as the limits', () => {
		const nested = (levels: number): unknown => (levels === 0 ? 1 : { a: nested(levels - 1) });
		const body = (levels: number) => ({ eventType: 'message', a: nested(levels) });
		expect(readBody(call({ size: MOST_BYTES }))).toHaveProperty('raw');
		expect(readBody(call({ body: body(31) }))).toHaveProperty('raw');
		expect(readBody(call({ body: body(32) }))).toMatchObject({ status: 400 });
		const list = { eventType: 'message', a: [null, [nested(30)]] };
		expect(readBody(call({ body: list }))).toMatchObject({ status: 400 });
	});

	test.each<[string, number, boolean]>([
		['application/json', MOST_BYTES, true],
		['', 0, true],
		['application/json', MOST_BYTES + 1, false],
		['text/html', 5, false],
		['text/html', MOST_BYTES + 1, false],
	])('of the type %p and %p bytes may be read: %p', (contentType, size, readable) => {
		expect(isReadable(call({ contentType, size }))).toBe(readable);
	});
});
