import { getErrorCode, getHttpCode } from '../../../../nodes/shared/errors/node-error';
import { findFailure, type ExchangeResult } from '../../../../nodes/shared/http/exchange-result';
import { wati } from '../../../../nodes/Wati/service';
import { NODE } from '../../../harness/node';

function shown(result: object, writes: boolean, service = wati) {
	const traits = { kind: 'direct' as const, isV3: false, writes, anyBody: false };
	const asked = { ...traits, manyRecipients: false };
	const ended = { calls: 1, ...result } as ExchangeResult;
	const refusal = 'answer' in ended ? service.findRefusal(ended.answer, asked) : undefined;
	const error = findFailure(NODE, { ...ended, refusal }, asked, service, { itemIndex: 3 });
	if (!error) return undefined;
	const { message, description } = error;
	return { code: getErrorCode(error), message, description, httpCode: getHttpCode(error) };
}

const lost = (code?: string) => ({ error: Object.assign(new Error('x'), { code }) });
const answered = (statusCode: number, body: unknown) => ({
	answer: { statusCode, headers: {}, body },
});

test('a success is no failure', () => {
	expect(shown(answered(200, { result: true }), true)).toBeUndefined();
});

test('a refusal is told in the words of the service, with its advice and its answer', () => {
	const refusal = {
		code: 'request-refused' as const,
		message: 'No',
		httpCode: '422',
		advice: 'Do this.',
		serviceCode: 7,
	};
	const traits = { kind: 'direct' as const, isV3: false, writes: true, anyBody: false };
	const error = findFailure(
		NODE,
		{ calls: 1, ...answered(422, { why: 'no' }), refusal },
		{ ...traits, manyRecipients: false },
		wati,
		{ itemIndex: 3 },
	)!;
	expect(error).toMatchObject({
		message: 'No',
		description: 'Do this. [Item 3]',
		httpCode: '422',
		context: { code: 'request-refused', serviceCode: 7, itemIndex: 3 },
	});
	expect(JSON.stringify(error.errorResponse)).toContain('"why":"no"');
});

test.each([{ aborted: 'stopped' }, { aborted: 'cancelled' }])('%j is a stop', (result) => {
	expect(shown(result, true)?.code).toBe('cancelled');
});

describe('without an answer', () => {
	test('what never left did not reach the server', () => {
		expect(shown({ networkError: 'not-sent', ...lost('ENOTFOUND') }, true)).toMatchObject({
			code: 'not-reachable',
			message: 'The server could not be reached (ENOTFOUND)',
			description: expect.stringContaining('[Item 3]') as string,
		});
		expect(shown({ networkError: 'not-sent', ...lost() }, true)?.message).toBe(
			'The server could not be reached',
		);
	});

	test('a read brought nothing, or was stopped', () => {
		expect(shown({ networkError: 'unknown', ...lost('ECONNRESET') }, false)).toMatchObject({
			code: 'service-unavailable',
			message: 'No answer came back (ECONNRESET)',
		});
		expect(shown({ networkError: 'cancelled', ...lost('ERR_CANCELED') }, false)?.code).toBe(
			'cancelled',
		);
	});

	test('nobody knows what became of a write', () => {
		expect(shown({ networkError: 'unknown', ...lost() }, true)).toMatchObject({
			code: 'outcome-unknown',
			message: 'It is unknown whether WATI accepted this: no answer came back',
		});
		expect(shown({ networkError: 'cancelled', ...lost('ERR_CANCELED') }, true)).toMatchObject({
			code: 'outcome-unknown',
			message:
				'It is unknown whether WATI accepted this: the execution was canceled (ERR_CANCELED)',
		});
	});
});
