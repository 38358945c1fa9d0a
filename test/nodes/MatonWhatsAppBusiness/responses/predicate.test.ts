import { expectedMetaAnswer } from '../../../../nodes/MatonWhatsAppBusiness/responses/expected-answers';
import { META_CODES } from '../../../../nodes/services/meta/errors/codes';
import {
	findMetaRefusal,
	throttledBy,
} from '../../../../nodes/MatonWhatsAppBusiness/responses/predicate';
import { META_MESSAGES } from '../../../../nodes/services/meta/errors/messages';
import { FAILURES } from '../../../../nodes/shared/errors/catalogue';

const QUESTION = {
	kind: 'maton',
	isV3: false,
	writes: true,
	anyBody: false,
	manyRecipients: false,
} as const;
const answer = (error: unknown, statusCode = 400) => ({ statusCode, headers: {}, body: { error } });
const failureOf = (error: unknown, statusCode?: number) =>
	findMetaRefusal(answer(error, statusCode), QUESTION);

describe("Meta's refusal", () => {
	test('has its words, its number and the advice for the number', () => {
		expect(failureOf({ code: 131026, message: 'Undeliverable' }, 404)).toEqual({
			code: 'number-refused',
			message: META_CODES[131026]!.meaning,
			words: 'Undeliverable',
			source: 'Meta',
			httpCode: '404',
			serviceCode: 131026,
			advice: META_CODES[131026]!.advice,
		});
		expect(failureOf({ code: '131047', message: 'Late' })).toEqual({
			code: 'window-closed',
			message: 'The 24-hour window of this chat is closed',
			words: 'Late',
			source: 'Meta',
			httpCode: '400',
			serviceCode: 131047,
		});
	});

	test.each([
		[{ message: ' Bad ', error_data: { details: ' More ' } }, 'Bad: More'],
		[{ message: 'Bad: More', error_data: { details: 'More' } }, 'Bad: More'],
		[{ error_data: { details: 'More' } }, 'More'],
		[{ message: '  ', error_user_msg: 'SandboxWithReceiver' }, 'SandboxWithReceiver'],
		[
			{ message: 'Bad', error_data: 'x', error_user_msg: 'SandboxWithReceiver' },
			'Bad: SandboxWithReceiver',
		],
		[{ message: 'Bad', error_data: { details: '' } }, 'Bad'],
		[{}, undefined],
	])('%j reads %p', (error, words) => {
		expect(failureOf({ code: 100, ...error })).toMatchObject({
			message: META_CODES[100]!.meaning,
			...(words === undefined ? {} : { words }),
		});
	});

	test.each([
		[{ code: 100, error_subcode: 33 }, 400, 'not-found'],
		[{ code: 100, error_subcode: 34 }, 400, 'request-refused'],
		[{ code: 100, error_subcode: 190 }, 400, 'request-refused'],
		[{ code: 100, error_subcode: 2388040 }, 400, 'template-refused'],
		[{ code: 100, error_subcode: 2399999 }, 400, 'request-refused'],
		[{ code: 10, error_subcode: 2388185 }, 403, 'not-allowed'],
		[{ code: 131057 }, 500, 'service-unavailable'],
		[{ code: 133004 }, 503, 'service-unavailable'],
		[{ code: 131050 }, 400, 'recipient-opted-out'],
		[{ code: 4, error_subcode: 33 }, 400, 'rate-limited'],
		[{ code: 200 }, 400, 'not-allowed'],
		[{ code: 299 }, 400, 'not-allowed'],
		[{ code: 199 }, 404, 'not-found'],
		[{ code: 300 }, 404, 'not-found'],
		[{ code: 131000 }, 500, 'outcome-unknown'],
		[{ code: 131000 }, 401, 'credential-refused'],
	])('%j with the status %p is %s', (error, status, code) => {
		expect(failureOf(error, status)?.code).toBe(code);
	});

	test('says a word of the catalogue where nobody has a better one', () => {
		expect(failureOf({ code: 131000 }, 401)?.message).toBe(FAILURES['credential-refused'].message);
	});
});

describe("the gateway's refusal", () => {
	test.each([
		{ message: 'No key' },
		{ code: 1.5, message: 'No key' },
		{ code: 'x', message: 'No key' },
	])('%j has no number of Meta', (error) => {
		const refused = {
			code: 'credential-refused',
			message: FAILURES['credential-refused'].message,
			words: 'No key',
			httpCode: '401',
		};
		expect(failureOf(error, 401)).toEqual(refused);
	});

	test('without words says those of this node', () => {
		expect(failureOf(undefined, 403)?.message).toBe(META_MESSAGES['not-allowed']!.message);
		expect(failureOf(undefined, 401)?.message).toBe(FAILURES['credential-refused'].message);
	});

	test('is none where all is well', () => {
		const fine = { statusCode: 200, headers: {}, body: '{"messages":[{"id":"wamid.1"}]}' };
		const expects = expectedMetaAnswer({ method: 'POST', url: '/v21.0/1/messages' });
		expect(findMetaRefusal(fine, { ...QUESTION, expects })).toBeUndefined();
		expect(findMetaRefusal({ ...fine, body: '{"messages":[]}' }, { ...QUESTION, expects })).toEqual(
			{
				code: 'outcome-unknown',
				message: 'It is unknown whether Meta accepted this',
				httpCode: '200',
			},
		);
	});
});

test.each([
	[{ code: 4 }, 400, 'account'],
	[{ code: 80007 }, 400, 'account'],
	[{ code: 130429 }, 200, 'account'],
	[{ code: 131056 }, 429, 'request'],
	[{ code: 100 }, 400, undefined],
	[{ code: 100 }, 429, 'account'],
	[undefined, 429, 'account'],
	[undefined, 200, undefined],
])('%j with the status %p makes wait: %p', (error, status, who) => {
	expect(throttledBy(answer(error, status))).toBe(who);
});
