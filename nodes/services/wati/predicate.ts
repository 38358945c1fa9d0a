import type { IDataObject } from 'n8n-workflow';

import { isObject, jsonOf, type Answer } from '../../shared/http/answers/answer';
import { saysYes } from '../../shared/http/answers/expectation';
import { disguisedAsFile } from '../../shared/http/answers/file-answer';
import {
	bareWords,
	errorText,
	isFilled,
	plainText,
	soundsRefused,
	wordsOf,
} from '../../shared/http/answers/refusal-words';
import { FAILURES, type FailureCode } from '../../shared/errors/catalogue';
import type { Failure, Question } from '../../shared/http/refusal';
import { errorsWords, namedRefusals, namedWords } from './named-refusals';

/** WATI's texts by what they mean, with Meta's numbers as WATI passes them on. Sources: support.wati.io and reports of live answers. */
const TEXT_CODES: Array<[RegExp, FailureCode]> = [
	[/131047|ticket has been expired|24.?h(ou)?rs?|session.*(expired|closed)/i, 'window-closed'],
	[
		/\b1320\d\d\b|check your template|template.*(not found|does not exist|not approved|missing)/i,
		'template-refused',
	],
	[/(button url|url button|custom params).*space/i, 'template-refused'],
	[
		/13105[123]|file is not allowed|file (type|size)|unsupported (file|media)|media upload error/i,
		'file-refused',
	],
	[/131049|130472/, 'recipient-refused'],
	[
		/131026|undeliverable|invalid (whatsapp )?(number|contact|phone)|not a (valid )?whatsapp/i,
		'number-refused',
	],
	[/unauthori[sz]ed|invalid (api |access )?(token|key)/i, 'credential-refused'],
	[/\bforbidden\b/i, 'not-allowed'],
];

/** States of a message that says that it did not go out. */
const FAILED = /^(failed|failure|error|rejected|undelivered|undeliverable)$/i;

/** Why a message failed by its own record, in a chat or in the answer to its send; undefined when it did not. */
export function failedMessage(record: IDataObject): Failure | undefined {
	const { failedDetail, failed_detail, failedCode, failed_code } = record;
	const states = [record.status, record.statusString, record.status_string];
	const words = plainText(failedDetail) ?? plainText(failed_detail);
	const isFailed = states.some((state) => typeof state === 'string' && FAILED.test(state.trim()));
	if (!isFailed && words === undefined) return undefined;
	const code = [failedCode, failed_code].find((one) => one !== undefined && one !== null);
	const numbered = code === undefined ? words : `${words ?? 'Failed'} (${String(code)})`;
	return failure(codeOfText(numbered) ?? 'request-refused', numbered, 200);
}

/** The entries of `receivers` (v2) or `recipients` (v3) of an answer; empty when it names nobody. */
export function recipientsOf(body: IDataObject): IDataObject[] {
	const list = Array.isArray(body.receivers) ? body.receivers : body.recipients;
	return Array.isArray(list) ? list.filter(isObject) : [];
}

/** Why WATI refused one entry of `receivers`, if it did. */
export function recipientFailure(recipient: IDataObject): Failure | undefined {
	const words = errorsWords(recipient.errors) ?? errorText(recipient.error);
	if (recipient.isValidWhatsAppNumber === false || recipient.validWhatsAppNumber === false) {
		return failure('number-refused', words, 200);
	}
	return words ? failure('recipient-refused', words, 200) : failedMessage(recipient);
}

function failure(code: FailureCode, words: string | undefined, status: number): Failure {
	return { code, message: words ?? FAILURES[code].message, httpCode: String(status) };
}

function codeOfText(words: string | undefined): FailureCode | undefined {
	return words ? TEXT_CODES.find(([pattern]) => pattern.test(words))?.[1] : undefined;
}

/**
 * Statuses after which a write may have been accepted all the same: answers that point elsewhere or to what is
 * there already, limits of time, a conflict with itself, and a connection that a proxy saw closed (RFC 9110, 15;
 * RFC 8470; nginx for 499).
 */
const UNCLEAR = [302, 303, 304, 408, 409, 425, 499];

/** WATI's words for several open chats that fit, which v3 says with 409 before anything is done. */
const SEVERAL_CHATS = /conversation|channel/i;

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
	const isSeveral = status === 409 && question.isV3 && SEVERAL_CHATS.test(words ?? '');
	if (question.writes && UNCLEAR.includes(status) && !isSeveral) return 'outcome-unknown';
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

function failureByStatus(answer: Answer, question: Question): Failure {
	const { statusCode } = answer;
	const body = jsonOf(answer.body);
	const words = isObject(body)
		? wordsOf(body, errorsWords)
		: (plainText(body) ?? bareWords(answer));
	const byStatus = codeOfStatus(statusCode, words, question);
	const byText = byStatus === 'outcome-unknown' ? undefined : codeOfText(words);
	const isOwn = question.isV3 && byText === undefined && byStatus !== 'outcome-unknown';
	const advice = isOwn ? V3_ADVICE[statusCode] : undefined;
	return {
		...failure(byText ?? byStatus, words, statusCode),
		...(advice === undefined ? {} : { advice }),
		...serviceCodeOf(body, question, statusCode),
	};
}

function saysNo(body: IDataObject, question: Question): boolean {
	const { result } = body;
	const isText = typeof result === 'string' && question.expects?.resultIsText !== true;
	return (
		result === false ||
		(isText && result.toLowerCase() !== 'success') ||
		body.ok === false ||
		body.success === false ||
		body.deleted === false ||
		isFilled(body.error)
	);
}

/** Keys of objects that tell of an error and of nothing else (ASP.NET's problem object, v3, gateways). */
const OF_ERRORS = new Set(
	'code,detail,details,error_description,info,message,path,request_id,requestId,status,statusCode,timestamp,title,traceId,type'.split(
		',',
	),
);

/** Words that an answer consists of, with the number it gives for them; undefined when it says anything else. */
function bareErrorIn(body: IDataObject): { words: string; number?: number } | undefined {
	const keys = Object.keys(body);
	const texts = [body.message, body.info, body.title, body.detail, body.error_description];
	const words = texts.map(plainText).find((text) => text !== undefined);
	if (words === undefined || !keys.every((key) => OF_ERRORS.has(key))) return undefined;
	const number = [body.statusCode, body.status, body.code].map(Number).find((one) => one >= 400);
	return { words, ...(number === undefined ? {} : { number }) };
}

/** A body that is an error object in an answer that claims success, e.g. `{"message":"Unauthorized"}`. */
function bareFailure(body: IDataObject, question: Question, status: number): Failure | undefined {
	const told = bareErrorIn(body);
	if (!told) return undefined;
	const { words, number } = told;
	if (number === undefined && !soundsRefused(words)) return undefined;
	const byNumber = number === undefined || number > 599 ? undefined : number;
	const code =
		codeOfText(words) ??
		(byNumber === undefined ? 'request-refused' : codeOfStatus(byNumber, words, question));
	return { ...failure(code, words, status), ...serviceCodeOf(body, question, byNumber ?? 0) };
}

/** What an answer says of refused recipients, where it is about one. */
function refusedRecipient(body: IDataObject, status: number): Failure | undefined {
	const named = namedRefusals(body);
	if (named.numbers.length + named.parameters.length > 0) {
		const code = named.parameters.length > 0 ? 'recipient-refused' : 'number-refused';
		return failure(code, namedWords(named), status);
	}
	return recipientsOf(body)
		.map(recipientFailure)
		.find((found) => found !== undefined);
}

function refusalIn(body: IDataObject, question: Question, status: number): Failure | undefined {
	if (saysNo(body, question)) {
		const words = wordsOf(body, errorsWords);
		const byFlag = body.validWhatsAppNumber === false ? 'number-refused' : 'request-refused';
		return failure(codeOfText(words) ?? byFlag, words, status);
	}
	if (body.validWhatsAppNumber === false) return failure('number-refused', undefined, status);
	if (question.writes && !question.manyRecipients) {
		const refused = refusedRecipient(body, status);
		if (refused) return refused;
		const errors = errorsWords(body.errors);
		if (errors) return failure(codeOfText(errors) ?? 'request-refused', errors, status);
	}
	if (question.expects?.isOfMessage) {
		const failed = failedMessage(isObject(body.message) ? body.message : body);
		if (failed) return failed;
	}
	return bareFailure(body, question, status);
}

/** Errors that belong to no recipient in the answer to many: whom they are about is unknown. */
function strayErrors(body: IDataObject): string | undefined {
	const named = namedRefusals(body);
	return named.numbers.length + named.parameters.length > 0 ? undefined : errorsWords(body.errors);
}

/** n8n hands over the JSON text `null` as null, and nothing at all as an empty text. */
function bodyText(body: unknown): string {
	if (body === null) return 'null';
	return typeof body === 'string' || Buffer.isBuffer(body) ? String(body) : '';
}

/** An answer without a refusal: whether it says what it must. */
function missingFrom(answer: Answer, json: unknown, question: Question): Failure | undefined {
	const { statusCode, body } = answer;
	const expects = question.expects ?? saysYes;
	const stray = question.manyRecipients && isObject(json) ? strayErrors(json) : undefined;
	const isHeld = expects.isIn({ status: statusCode, json, text: bodyText(body) });
	if (isHeld && stray === undefined) return undefined;
	const said =
		stray ?? (isObject(json) ? wordsOf(json, errorsWords) : (plainText(json) ?? bareWords(answer)));
	const saysNothingElse = !isHeld && (stray !== undefined || !isObject(json));
	if (said !== undefined && saysNothingElse && (stray !== undefined || soundsRefused(said))) {
		return failure(codeOfText(said) ?? 'request-refused', said, statusCode);
	}
	const unknown = failure('outcome-unknown', undefined, statusCode);
	return said === undefined ? unknown : { ...unknown, message: `${unknown.message}: ${said}` };
}

/**
 * Finds out whether an answer is a refusal, or holds too little to be a success. HTTP 200 alone proves nothing:
 * WATI answers business failures with 200 and a false flag (docs.wati.io, "Errors").
 *
 * @returns undefined when the answer is a success
 */
export function findFailure(answer: Answer, question: Question): Failure | undefined {
	const { statusCode } = answer;
	if (statusCode >= 300) return failureByStatus(answer, question);
	const json = jsonOf(answer.body);
	if (question.expects?.isFile) {
		const refusal = isObject(json) ? refusalIn(json, question, statusCode) : undefined;
		return refusal ?? disguisedAsFile(answer, question.expects.fileName);
	}
	const refusal = isObject(json) ? refusalIn(json, question, statusCode) : undefined;
	if (refusal) return refusal;
	if (question.writes) return missingFrom(answer, json, question);
	if (isObject(json) || Array.isArray(json)) return undefined;
	return failure('answer-unreadable', undefined, statusCode);
}
