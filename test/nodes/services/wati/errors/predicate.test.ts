import {
	findRefusal,
	recipientFailure,
	readRecipients,
} from '../../../../../nodes/services/wati/errors/predicate';
import { getCodeOfStatus } from '../../../../../nodes/shared/http/answers/judge-answer';
import { expectedAnswer } from '../../../../../nodes/Wati/responses/expected-answers';
import { fileCalled } from '../../../../../nodes/shared/http/answers/expectation';
import { WATI_FAILURES } from '../../../../../nodes/services/wati/errors/messages';
import type { FailureCode } from '../../../../../nodes/shared/errors/catalogue';
import type { Refusal } from '../../../../../nodes/shared/errors/refusal';
import type { RequestTraits } from '../../../../../nodes/shared/http/request-traits';

const question = (more: Partial<RequestTraits> = {}): RequestTraits => ({
	kind: 'direct',
	isV3: false,
	writes: true,
	manyRecipients: false,
	...more,
});
const failureOf = (
	body: unknown,
	statusCode = 200,
	more: Partial<RequestTraits> = {},
	headers = {},
) => findRefusal({ statusCode, headers, body }, question(more));

/** What a refusal says: the service's words, or the catalogue's. */
const saidBy = (refusal: Refusal | undefined) => refusal?.words ?? refusal?.message;

describe('an answer of 200 that says no', () => {
	test.each([
		[{ result: false, info: 'Nope' }, 'request-refused', 'Nope'],
		[{ result: 'error', info: 'Nope' }, 'request-refused', 'Nope'],
		[{ result: 'Contact not known' }, 'request-refused', 'Contact not known'],
		[{ result: 'ERROR' }, 'request-refused', WATI_FAILURES['request-refused'].message],
		[{ result: 'false', title: 'Bad' }, 'request-refused', 'Bad'],
		[{ ok: false, message: 'No way' }, 'request-refused', 'No way'],
		[{ success: false }, 'request-refused', WATI_FAILURES['request-refused'].message],
		[{ deleted: false }, 'request-refused', WATI_FAILURES['request-refused'].message],
		[{ error: 'Broken' }, 'request-refused', 'Broken'],
		[{ error: { message: ' Broken ' } }, 'request-refused', 'Broken'],
		[{ error: { error: 'Deep' } }, 'request-refused', 'Deep'],
		[{ result: false, error: ' ', info: '', message: 'Third' }, 'request-refused', 'Third'],
		[{ result: false, error: 'First', info: 'Second' }, 'request-refused', 'First'],
		[{ result: false, info: 'Second', message: 'Third' }, 'request-refused', 'Second'],
		[{ result: false, message: { text: 'x' }, title: 'Title' }, 'request-refused', 'Title'],
		[
			{ result: false, validWhatsAppNumber: false },
			'number-refused',
			WATI_FAILURES['number-refused'].message,
		],
		[
			{ result: true, validWhatsAppNumber: false },
			'number-refused',
			WATI_FAILURES['number-refused'].message,
		],
	])('%j is %s', (body, code, words) => {
		const { message } = WATI_FAILURES[code as FailureCode];
		const told = words === message ? {} : { words };
		expect(failureOf(body)).toEqual({ code, message, ...told, httpCode: '200' });
	});

	test.each([
		['Ticket has been expired.', 'window-closed'],
		['Only within 24 hours', 'window-closed'],
		['Only within 24hrs', 'window-closed'],
		['Only within 24-hour', 'window-closed'],
		['The session is closed', 'window-closed'],
		['Session has expired', 'window-closed'],
		['Please check your template', 'template-refused'],
		['Template x not found', 'template-refused'],
		['The template does not exist', 'template-refused'],
		['template not approved', 'template-refused'],
		['template params missing', 'template-refused'],
		['The button URL has a space', 'template-refused'],
		['URL button with space', 'template-refused'],
		['custom params hold a space', 'template-refused'],
		['This file is not allowed', 'file-refused'],
		['file type', 'file-refused'],
		['File size is over', 'file-refused'],
		['unsupported media', 'file-refused'],
		['Unsupported file', 'file-refused'],
		['Invalid WhatsApp number', 'number-refused'],
		['invalid contact', 'number-refused'],
		['Invalid phone', 'number-refused'],
		['This is not a valid WhatsApp number', 'number-refused'],
		['not a whatsapp user', 'number-refused'],
		['Something else', 'request-refused'],
	])('in the words %p is %s', (info, code) => {
		expect(failureOf({ result: false, info })?.code).toBe(code);
	});
});

describe('texts of validation', () => {
	test.each([
		[
			{ name: ['is empty', 'is short'], phone: 'is wrong' },
			'name: is empty is short; phone: is wrong',
		],
		[['One.', { message: 'Two.' }, { error: 'Three.' }], 'One. Two. Three.'],
		[{ error: 'Number unknown' }, 'Number unknown'],
		[
			{ error: '', invalidWhatsappNumbers: ['1', '2'], invalidCustomParameters: ['3', { a: 4 }] },
			'Not on WhatsApp: 1, 2. Parameters not accepted for: 3, {"a":4}',
		],
		[{ error: '', invalidCustomParameters: ['3'] }, 'Parameters not accepted for: 3'],
		['text', 'text'],
		[[], WATI_FAILURES['request-refused'].message],
		[{}, WATI_FAILURES['request-refused'].message],
	])('%j reads %p', (errors, message) => {
		expect(saidBy(failureOf({ result: false, errors }))).toBe(message);
	});
});

describe('an answer of 200 that agrees', () => {
	test.each<unknown>([
		{ result: true },
		{ result: 'success' },
		{ result: 'SUCCESS' },
		{ ok: true, success: true, deleted: true },
		{ result: true, error: null },
		{ result: true, error: {}, message: { id: 'x' } },
		{ result: true, errors: { error: '', invalidWhatsappNumbers: [] } },
		{ result: true, receivers: [{ isValidWhatsAppNumber: true, errors: [] }] },
		'{"result":true}',
	])('%j is no failure', (body) => expect(failureOf(body)).toBeUndefined());

	test('names refused recipients, which is one answer among many', () => {
		const numbers = { result: true, errors: { invalidWhatsappNumbers: ['14155550101'] } };
		const both = { errors: { ...numbers.errors, invalidCustomParameters: ['x'] } };
		expect(failureOf(numbers)).toEqual({
			code: 'number-refused',
			message: WATI_FAILURES['number-refused'].message,
			words: 'Not on WhatsApp: 14155550101',
			httpCode: '200',
		});
		expect(failureOf(both)?.code).toBe('recipient-refused');
		expect(failureOf(numbers, 200, { manyRecipients: true })).toBeUndefined();
	});

	test('has receivers, the first refused of which speaks', () => {
		const receivers = [
			{ isValidWhatsAppNumber: true },
			{ isValidWhatsAppNumber: false, errors: ['Nobody'] },
			{ errors: ['Later'] },
		];
		const nobody = {
			code: 'number-refused',
			message: WATI_FAILURES['number-refused'].message,
			words: 'Nobody',
			httpCode: '200',
		};
		expect(failureOf({ receivers })).toEqual(nobody);
		const many = failureOf({ result: true, receivers }, 200, { manyRecipients: true });
		expect(many).toBeUndefined();
	});

	test('has no list that names nobody in question', () => {
		const expects = expectedAnswer({
			method: 'POST',
			url: '/api/v2/sendTemplateMessage',
			qs: { whatsappNumber: '5541987654321' },
		});
		const of = (body: object) => failureOf({ result: true, ...body }, 200, { expects })?.code;
		expect(of({})).toBeUndefined();
		expect(of({ receivers: [{ waId: '554187654321' }] })).toBeUndefined();
		expect(of({ receivers: [{ localMessageId: 'x' }] })).toBeUndefined();
		expect(of({ receivers: [] })).toBe('outcome-unknown');
		expect(of({ receivers: null })).toBe('outcome-unknown');
		expect(of({ receivers: [{ waId: '14155550102' }] })).toBe('outcome-unknown');
		expect(of({ phone_number: '5541987654321' })).toBeUndefined();
		expect(of({ phone_number: '14155550102' })).toBe('outcome-unknown');
		expect(of({ contact: { wAid: '14155550102' } })).toBe('outcome-unknown');
	});

	test('without JSON is one only where any body is fine', () => {
		expect(failureOf('%PDF', 200, { expects: fileCalled() })).toBeUndefined();
		expect(failureOf('%PDF')).toMatchObject({ code: 'outcome-unknown', httpCode: '200' });
		expect(failureOf('', 200, { writes: false })?.code).toBe('answer-unreadable');
	});
});

test('recipients are those of v2, else those of v3', () => {
	expect(readRecipients({ receivers: [{ a: 1 }, 'x'], recipients: [{ b: 1 }] })).toEqual([
		{ a: 1 },
	]);
	expect(readRecipients({ receivers: 'none', recipients: [{ b: 1 }] })).toEqual([{ b: 1 }]);
	expect(readRecipients({})).toEqual([]);
});

test('a recipient is refused by flag or by words', () => {
	const silent = {
		code: 'number-refused',
		message: WATI_FAILURES['number-refused'].message,
		httpCode: '200',
	};
	expect(recipientFailure({ isValidWhatsAppNumber: false })).toEqual(silent);
	expect(recipientFailure({ validWhatsAppNumber: false })).toEqual(silent);
	expect(recipientFailure({ errors: ['No'] })).toMatchObject({
		code: 'recipient-refused',
		words: 'No',
	});
	expect(recipientFailure({ isValidWhatsAppNumber: true, errors: [] })).toBeUndefined();
});

describe('a status of failure', () => {
	type Row = [number, string | undefined, Partial<RequestTraits>, string];

	test.each<Row>([
		[400, undefined, {}, 'request-refused'],
		[401, undefined, {}, 'credential-refused'],
		[403, undefined, {}, 'not-allowed'],
		[404, undefined, {}, 'not-found'],
		[429, undefined, {}, 'rate-limited'],
		[418, undefined, {}, 'request-refused'],
		...[302, 303, 304, 408, 409, 425, 499].flatMap((status): Row[] => [
			[status, undefined, { writes: true }, 'outcome-unknown'],
			[status, undefined, { writes: false }, 'request-refused'],
		]),
		[500, undefined, { writes: true }, 'outcome-unknown'],
		[503, undefined, { writes: false }, 'service-unavailable'],
		[400, 'No Connection here', { kind: 'maton' }, 'no-connection'],
		[400, 'No Connection here', { kind: 'direct' }, 'request-refused'],
		[400, 'Something', { kind: 'maton' }, 'request-refused'],
		[400, undefined, { kind: 'maton' }, 'request-refused'],
		[422, 'No Connection here', { kind: 'maton' }, 'request-refused'],
	])('%p with the words %p and %j is %s', (status, words, more, code) => {
		expect(getCodeOfStatus(status, words, question(more))).toBe(code);
	});

	test('is plain where v3 finds several chats that fit', () => {
		const body = { message: 'Several conversations fit' };
		const answer = { statusCode: 409, headers: {}, body };
		expect(findRefusal(answer, question({ isV3: true, writes: true }))?.code).toBe(
			'request-refused',
		);
		expect(findRefusal(answer, question({ writes: true }))?.code).toBe('outcome-unknown');
	});

	test('says the words of the body', () => {
		expect(failureOf({ error: 'Bad' }, 400)).toEqual({
			code: 'request-refused',
			message: WATI_FAILURES['request-refused'].message,
			words: 'Bad',
			httpCode: '400',
		});
		expect(failureOf({ info: 'Ticket has been expired' }, 300)?.code).toBe('window-closed');
		expect(failureOf({ info: 'Ticket has been expired' }, 500)?.code).toBe('outcome-unknown');
		expect(failureOf('"Quoted"', 400)?.words).toBe('Quoted');
	});

	const silent = WATI_FAILURES['request-refused'].message;

	test.each<[unknown, string]>([
		['Too bad', 'Too bad'],
		[Buffer.from('Too bad'), 'Too bad'],
		[' {broken', silent],
		['[broken', silent],
		['<html>', silent],
		['', silent],
		['x'.repeat(300), 'x'.repeat(300)],
		['x'.repeat(301), silent],
	])('with the bare text %p says %p', (body, message) => {
		expect(saidBy(failureOf(body, 400))).toBe(message);
	});

	test('with a page says nothing of it', () => {
		const type = { 'content-type': 'Text/HTML; charset=utf-8' };
		expect(failureOf('Too bad', 400, {}, type)?.message).toBe(silent);
		expect(failureOf('Too bad', 400, {}, { 'content-type': 'text/plain' })?.words).toBe('Too bad');
	});

	test.each([
		[403, /includes it, and that the API token has the scopes/],
		[404, /the account has no API v3/],
		[409, /several open chats/],
	])('%p of v3 has advice of its own', (status, advice) => {
		const words = { message: 'More than one conversation' };
		expect(failureOf(words, status, { isV3: true })?.advice).toMatch(advice);
		expect(failureOf({ message: 'x' }, status)).not.toHaveProperty('advice');
		const known = failureOf({ message: 'Invalid contact' }, status, { isV3: true });
		expect(known).not.toHaveProperty('advice');
	});

	test('of v3 has its own number where it is not the status', () => {
		const v3 = { isV3: true };
		expect(failureOf({ code: 131047, message: 'x' }, 400, v3)?.serviceCode).toBe(131047);
		expect(failureOf({ code: 400, message: 'x' }, 400, v3)).not.toHaveProperty('serviceCode');
		expect(failureOf({ code: '7', message: 'x' }, 400, v3)).not.toHaveProperty('serviceCode');
		expect(failureOf({ code: 7, message: 'x' }, 400)).not.toHaveProperty('serviceCode');
	});
});
