import type { IDataObject } from 'n8n-workflow';

import { headerOf, isObject, jsonOf, type Answer } from '../../shared/http/answers/answer';
import { FAILURES, type FailureCode } from '../../shared/errors/catalogue';
import type { Failure, Question } from '../../shared/http/refusal';

/** Longer texts are no sentence for a person. */
const LONGEST_WORDS = 300;

/** WATI's texts by what they mean. Sources: support.wati.io and reports of live answers. */
const TEXT_CODES: Array<[RegExp, FailureCode]> = [
	[/ticket has been expired|24.?h(ou)?rs?|session.*(expired|closed)/i, 'window-closed'],
	[
		/check your template|template.*(not found|does not exist|not approved|missing)/i,
		'template-refused',
	],
	[/(button url|url button|custom params).*space/i, 'template-refused'],
	[/file is not allowed|file (type|size)|unsupported (file|media)/i, 'file-refused'],
	[/invalid (whatsapp )?(number|contact|phone)|not a (valid )?whatsapp/i, 'number-refused'],
];

function textOf(value: unknown): string | undefined {
	return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** ASP.NET answers a malformed body with texts per field. */
function validationTexts(errors: unknown): string | undefined {
	if (Array.isArray(errors)) return textOf(errors.map((error) => errorText(error) ?? '').join(' '));
	if (!isObject(errors)) return undefined;
	if ('error' in errors) return errorText(errors.error) ?? refusalWords(namedRefusals({ errors }));
	return textOf(
		Object.entries(errors)
			.map(([field, texts]) => `${field}: ${[texts].flat().join(' ')}`)
			.join('; '),
	);
}

/** Recipients that v1 names as refused when it sends to many. It names nobody else. */
export interface NamedRefusals {
	numbers: string[];
	parameters: string[];
}

function textsIn(list: unknown): string[] {
	return Array.isArray(list)
		? list.map((entry) => (isObject(entry) ? JSON.stringify(entry) : String(entry)))
		: [];
}

/**
 * The refused recipients in v1's answer to many, `errors: { error, invalidWhatsappNumbers,
 * invalidCustomParameters }`: `result` stays true although some are in these lists. Seen in public clients;
 * WATI documents no shape.
 */
export function namedRefusals(body: IDataObject): NamedRefusals {
	const errors = isObject(body.errors) ? body.errors : {};
	return {
		numbers: textsIn(errors.invalidWhatsappNumbers),
		parameters: textsIn(errors.invalidCustomParameters),
	};
}

function refusalWords({ numbers, parameters }: NamedRefusals): string | undefined {
	const texts = [
		...(numbers.length > 0 ? [`Not on WhatsApp: ${numbers.join(', ')}`] : []),
		...(parameters.length > 0 ? [`Parameters not accepted for: ${parameters.join(', ')}`] : []),
	];
	return textOf(texts.join('. '));
}

function errorText(error: unknown): string | undefined {
	return (
		textOf(error) ?? (isObject(error) ? (textOf(error.message) ?? textOf(error.error)) : undefined)
	);
}

/** The first text WATI or Maton gives as a reason. On success `message` is an object, not a text. */
function wordsOf(body: IDataObject): string | undefined {
	const result = textOf(body.result);
	return (
		errorText(body.error) ??
		textOf(body.info) ??
		textOf(body.message) ??
		(result && !/^(success|error|false)$/i.test(result) ? result : undefined) ??
		validationTexts(body.errors) ??
		textOf(body.title)
	);
}

function refusedInBody(body: IDataObject): boolean {
	const { result } = body;
	return (
		result === false ||
		(typeof result === 'string' && result.toLowerCase() !== 'success') ||
		body.ok === false ||
		body.success === false ||
		body.deleted === false ||
		errorText(body.error) !== undefined
	);
}

/** The entries of `receivers` (v2) or `recipients` (v3) of an answer; empty when it names nobody. */
export function recipientsOf(body: IDataObject): IDataObject[] {
	const list = Array.isArray(body.receivers) ? body.receivers : body.recipients;
	return Array.isArray(list) ? list.filter(isObject) : [];
}

/** Why WATI refused one entry of `receivers`, if it did. */
export function recipientFailure(recipient: IDataObject): Failure | undefined {
	const words = validationTexts(recipient.errors);
	if (recipient.isValidWhatsAppNumber === false || recipient.validWhatsAppNumber === false) {
		return failure('number-refused', words, 200);
	}
	return words ? failure('recipient-refused', words, 200) : undefined;
}

function failure(code: FailureCode, words: string | undefined, status: number): Failure {
	return { code, message: words ?? FAILURES[code].message, httpCode: String(status) };
}

function codeOfText(words: string | undefined): FailureCode | undefined {
	return words ? TEXT_CODES.find(([pattern]) => pattern.test(words))?.[1] : undefined;
}

/** What an HTTP status means where the body says nothing better. */
export function codeOfStatus(
	status: number,
	words: string | undefined,
	question: Question,
): FailureCode {
	if (status === 401) return 'credential-refused';
	if (status === 403) return 'not-allowed';
	if (status === 404) return 'not-found';
	if (status === 429) return 'rate-limited';
	if (status >= 500) return question.writes ? 'outcome-unknown' : 'service-unavailable';
	if (status === 400 && question.kind === 'maton' && /connection/i.test(words ?? ''))
		return 'no-connection';
	return 'request-refused';
}

const V3_ADVICE: Partial<Record<number, string>> = {
	403: 'This operation uses API v3. Check that the WATI plan includes it, and that the API token has the scopes for it (contactsv3, conversationsv3 and so on).',
	404: 'Check that the record exists in WATI. If every operation of API v3 answers this, the account has no API v3: use the operations that do not need it.',
	405: 'This account does not offer this through API v3. Do it in WATI itself.',
	409: 'Several open chats fit. Name the channel: write the contact as Channel:Number.',
};

/** v3 says in its body `code`, `message` and `timestamp`; where `code` is not the status, it is WATI's own number. */
function serviceCodeOf(
	body: unknown,
	{ isV3 }: Question,
	status: number,
): { serviceCode?: number } {
	const code = isV3 && isObject(body) ? body.code : undefined;
	return typeof code === 'number' && code !== status ? { serviceCode: code } : {};
}

function isHtml(answer: Answer): boolean {
	return /text\/html/i.test(headerOf(answer, 'content-type') ?? '');
}

/** WATI writes some refusals as bare text (docs.wati.io, "Errors"); pages and broken JSON are no words. */
function plainWords(answer: Answer): string | undefined {
	const { body } = answer;
	const text = textOf(Buffer.isBuffer(body) ? body.toString() : body);
	const isPlain = text !== undefined && text.length <= LONGEST_WORDS && !/^[<{[]/.test(text);
	return isPlain && !isHtml(answer) ? text : undefined;
}

/**
 * Finds out whether an answer is a refusal. HTTP 200 alone proves nothing: WATI answers business
 * failures with 200 and a false flag (docs.wati.io, "Errors").
 *
 * @returns undefined when the answer is a success
 */
export function findFailure(answer: Answer, question: Question): Failure | undefined {
	const { statusCode } = answer;
	const body = jsonOf(answer.body);
	if (statusCode >= 300) {
		const words = isObject(body) ? wordsOf(body) : (textOf(body) ?? plainWords(answer));
		const code = statusCode < 500 ? codeOfText(words) : undefined;
		const advice = question.isV3 && code === undefined ? V3_ADVICE[statusCode] : undefined;
		return {
			...failure(code ?? codeOfStatus(statusCode, words, question), words, statusCode),
			...(advice === undefined ? {} : { advice }),
			...serviceCodeOf(body, question, statusCode),
		};
	}
	if (isObject(body)) {
		if (refusedInBody(body)) {
			const words = wordsOf(body);
			const byFlag = body.validWhatsAppNumber === false ? 'number-refused' : 'request-refused';
			return failure(codeOfText(words) ?? byFlag, words, statusCode);
		}
		if (body.validWhatsAppNumber === false) return failure('number-refused', undefined, statusCode);
		if (question.manyRecipients) return undefined;
		const named = namedRefusals(body);
		if (named.numbers.length + named.parameters.length > 0) {
			const code = named.parameters.length > 0 ? 'recipient-refused' : 'number-refused';
			return failure(code, refusalWords(named), statusCode);
		}
		return recipientsOf(body)
			.map(recipientFailure)
			.find((found) => found !== undefined);
	}
	if (question.anyBody || Array.isArray(body)) return undefined;
	return failure(question.writes ? 'outcome-unknown' : 'answer-unreadable', undefined, statusCode);
}
