import { readFailure } from '../../../../nodes/services/meta/failure';

const failed = (code: unknown, more: object = {}) => readFailure({ errors: [{ code, ...more }] });

describe('what went wrong with a message', () => {
	test.each([
		[131047, 'window-closed', false],
		[131049, 'recipient-refused', false],
		[131050, 'recipient-opted-out', false],
		[131052, 'file-refused', false],
		[131056, 'rate-limited', true],
		[131000, 'service-unavailable', true],
		['131026', 'number-refused', false],
	])('%p is %s, and may be repeated: %p', (code, reason, retriable) => {
		expect(failed(code)).toEqual({
			code: String(code),
			detail: null,
			reason,
			meaning: expect.stringMatching(/\w/),
			advice: expect.stringMatching(/\w/),
			retriable,
		});
	});

	test.each([[999_999], ['x'], [null]])('%p means nothing that is known', (code) => {
		expect(failed(code, { title: 'Odd', message: 'Very odd' })).toMatchObject({
			detail: 'Very odd',
			reason: null,
			meaning: null,
			advice: null,
			retriable: false,
		});
	});

	test('no error is no failure', () => {
		expect([readFailure({}), readFailure({ errors: [] })]).toEqual([null, null]);
	});
});
