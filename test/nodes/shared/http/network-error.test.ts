import {
	classifyNetworkError,
	getSystemCode,
	isRetryable,
} from '../../../../nodes/shared/http/network-error';

describe('a request without an answer', () => {
	const chain = (...codes: unknown[]): object | undefined =>
		codes.length === 0 ? undefined : { code: codes[0], cause: chain(...codes.slice(1)) };

	test('has the first code in the chain of its causes', () => {
		expect(getSystemCode(chain(5, undefined, 'ECONNRESET', 'ENOTFOUND'))).toBe('ECONNRESET');
		expect(getSystemCode(chain(...Array<undefined>(5), 'ECONNRESET'))).toBe('ECONNRESET');
		expect(getSystemCode(chain(...Array<undefined>(6), 'ECONNRESET'))).toBeUndefined();
		expect(getSystemCode('text')).toBeUndefined();
		expect(getSystemCode(null)).toBeUndefined();
	});

	test.each([
		...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'].map((code) => [code, 'not-sent', true]),
		...[
			'EADDRNOTAVAIL',
			'ERR_INVALID_URL',
			'CERT_HAS_EXPIRED',
			'DEPTH_ZERO_SELF_SIGNED_CERT',
			'ERR_TLS_CERT_ALTNAME_INVALID',
			'SELF_SIGNED_CERT_IN_CHAIN',
			'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
			'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
		].map((code) => [code, 'not-sent', false]),
		['ERR_CANCELED', 'cancelled', false],
		...['EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT', 'ECONNRESET', 'ECONNABORTED'].map((code) => [
			code,
			'unknown',
			true,
		]),
	])('for %s is %s, and may pass: %p', (code, kind, passes) => {
		expect(classifyNetworkError({ code })).toBe(kind);
		expect(isRetryable({ code })).toBe(passes);
	});

	test.each(['EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT', 'ECONNRESET'])(
		'for %s was not sent where the call that failed was the connecting one',
		(code) => {
			const failed = (syscall: string) => classifyNetworkError({ code, cause: { code, syscall } });
			expect([failed('connect'), failed('read')]).toEqual(['not-sent', 'unknown']);
			const several = (...calls: string[]) =>
				classifyNetworkError({
					code,
					cause: { code, errors: calls.map((syscall) => ({ code, syscall })) },
				});
			expect([several('connect', 'connect'), several('connect', 'read')]).toEqual([
				'not-sent',
				'unknown',
			]);
		},
	);

	test.each([
		['a handshake that never ended', { socket: { secureConnecting: true } }, 'not-sent'],
		['a connection that never was', { socket: { _pendingData: 'POST /' } }, 'not-sent'],
		['one behind redirects', { _currentRequest: { socket: { _pendingData: '' } } }, 'not-sent'],
		['a handshake that ended', { socket: { secureConnecting: false } }, 'unknown'],
		['what was written', { socket: { _pendingData: null } }, 'unknown'],
		['no socket', { socket: null }, 'unknown'],
		['no request', undefined, 'unknown'],
	])('with %s in its request is told by the socket', (_what, request, trouble) => {
		expect(classifyNetworkError({ cause: { code: 'ECONNABORTED', request } })).toBe(trouble);
		expect(classifyNetworkError({ code: 'ERR_CANCELED', request })).toBe('cancelled');
	});

	test('that n8n itself refused was not sent', () => {
		const refusals = ['SSRF protection', 'Address blocked', 'is not allowed here', 'Domain'];
		expect(refusals.map((message) => classifyNetworkError({ cause: { message } }))).toEqual(
			refusals.map(() => 'not-sent'),
		);
		expect([{ message: 'Broken' }, { message: 5 }, undefined].map(classifyNetworkError)).toEqual([
			'unknown',
			'unknown',
			'unknown',
		]);
		expect(classifyNetworkError({ code: 'ECONNRESET', message: 'blocked' })).toBe('unknown');
		expect(isRetryable(undefined)).toBe(false);
	});
});
