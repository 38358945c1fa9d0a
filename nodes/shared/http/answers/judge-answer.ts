import type { IDataObject } from 'n8n-workflow';

import { FAILURES, type FailureCode, type MessageOverrides } from '../../errors/catalogue';
import { isObject, parseJson } from '../../parameters/json';
import type { RequestTraits } from '../request-traits';
import type { Refusal } from '../../errors/refusal';
import type { Answer } from './answer';
import { saysYes } from './expectation';
import { disguisedAsFile } from './file-answer';
import {
	readBareText,
	errorsText,
	isFilled,
	isNo,
	plainText,
	soundsRefused,
	readRefusalText,
} from './refusal-text';

/** How a service says no in its own way. */
export interface AnswerDialect {
	/** Rows of the catalogue that it says in its own way. */
	messages: MessageOverrides;
	/** What words of the service mean. */
	getCode(words: string | undefined): FailureCode | undefined;
	/** What `errors` says. */
	readErrors(errors: unknown): string | undefined;
	/** Whether a status that leaves it open elsewhere is a plain refusal here. */
	isPlainRefusal?(status: number, words: string | undefined, traits: RequestTraits): boolean;
	/** What to do next, where the service knows better than the catalogue. */
	getAdvice?(status: number, traits: RequestTraits): string | undefined;
	/** The service's own number for a refusal. */
	getServiceCode?(body: unknown, traits: RequestTraits, status: number): number | undefined;
	/** A refusal in a body that claims success, in a form of the service's own. */
	findOwn?(body: IDataObject, traits: RequestTraits, status: number): Refusal | undefined;
	/** Errors that belong to no recipient in the answer to many. */
	readStray?(body: IDataObject): string | undefined;
	/** Whether an answer names an accepted message, although it says no as a whole. */
	namesAccepted?(body: IDataObject): boolean;
}

/**
 * A refusal in the words of the catalogue, beside the server's own where it said anything.
 *
 * @param messages rows of the catalogue that the service says in its own way
 */
export function createRefusal(
	code: FailureCode,
	words: string | undefined,
	status: number,
	messages: MessageOverrides,
): Refusal {
	const message = messages[code]?.message ?? FAILURES[code].message;
	return { code, message, ...(words === undefined ? {} : { words }), httpCode: String(status) };
}

/**
 * Statuses after which a write may have been accepted all the same: answers that point elsewhere or to what is
 * there already, limits of time, a conflict with itself, and a connection that a proxy saw closed (RFC 9110, 15;
 * RFC 8470; nginx for 499).
 */
const UNCLEAR = [302, 303, 304, 408, 409, 425, 499];

/** What an HTTP status means where the body says nothing better. */
export function getCodeOfStatus(
	status: number,
	words: string | undefined,
	traits: RequestTraits,
	isPlainRefusal?: AnswerDialect['isPlainRefusal'],
): FailureCode {
	if (status === 401) return 'credential-refused';
	if (status === 403) return 'not-allowed';
	if (status === 404) return 'not-found';
	if (status === 429) return 'rate-limited';
	if (status >= 500) return traits.writes ? 'outcome-unknown' : 'service-unavailable';
	const isPlain = isPlainRefusal?.(status, words, traits) === true;
	if (traits.writes && UNCLEAR.includes(status) && !isPlain) return 'outcome-unknown';
	if (status === 400 && traits.kind === 'maton' && /connection/i.test(words ?? ''))
		return 'no-connection';
	return 'request-refused';
}

function saysNo(body: IDataObject, traits: RequestTraits): boolean {
	const { result } = body;
	const isText = typeof result === 'string' && traits.expects?.resultIsText !== true;
	return (
		result === false ||
		result === 0 ||
		(isText && result.toLowerCase() !== 'success') ||
		[body.ok, body.success, body.deleted].some(isNo) ||
		isFilled(body.error) ||
		(traits.writes && typeof body.status === 'string' && isNo(body.status))
	);
}

/** Keys of objects that tell of an error and of nothing else (ASP.NET's problem object, v3, gateways). */
const OF_ERRORS = new Set(
	'code,detail,details,error_description,info,message,path,request_id,requestId,status,statusCode,timestamp,title,traceId,type'.split(
		',',
	),
);

/** The status that a body gives in place of HTTP, where it is that of a failure. */
function readInnerStatus(body: IDataObject): number | undefined {
	const numbers = [body.statusCode, body.status, body.code].map(Number);
	return numbers.find((number) => number >= 400 && number <= 599);
}

/** Words that an answer consists of, with the number it gives for them; undefined when it says anything else. */
function readBareError(body: IDataObject): { words: string; number?: number } | undefined {
	const keys = Object.keys(body);
	const texts = [body.message, body.info, body.title, body.detail, body.error_description];
	const words = texts.map(plainText).find((text) => text !== undefined);
	if (words === undefined || !keys.every((key) => OF_ERRORS.has(key))) return undefined;
	const number = [body.statusCode, body.status, body.code].map(Number).find((one) => one >= 400);
	return { words, ...(number === undefined ? {} : { number }) };
}

/** n8n hands over the JSON text `null` as null, and nothing at all as an empty text. */
function readText(body: unknown): string {
	if (body === null) return 'null';
	return typeof body === 'string' || Buffer.isBuffer(body) ? String(body) : '';
}

/** Words of a program that waited in vain for another one, which may have done its work all the same. */
const LATE = /\btime(d[ -]?|[ -]?)out\b|(task|operation|request) was cancell?ed|deadline exceeded/i;

/** Judges answers of one service: what is a refusal, and what holds too little to be a success. */
class AnswerJudge {
	constructor(private readonly dialect: AnswerDialect) {}

	/** @returns undefined when the answer is a success */
	judge(answer: Answer, traits: RequestTraits): Refusal | undefined {
		const refusal = this.findRefusal(answer, traits);
		if (!traits.writes || refusal?.code !== 'request-refused') return refusal;
		const { words = '' } = refusal;
		const body = parseJson(answer.body);
		const isOpen =
			LATE.test(words) || (isObject(body) && this.dialect.namesAccepted?.(body) === true);
		return isOpen ? this.refuse('outcome-unknown', refusal.words, answer.statusCode) : refusal;
	}

	private findRefusal(answer: Answer, traits: RequestTraits): Refusal | undefined {
		const { statusCode } = answer;
		if (statusCode >= 300) return this.judgeStatus(answer, traits);
		const json = parseJson(answer.body);
		const refusal = isObject(json) ? this.judgeBody(json, traits, statusCode) : undefined;
		if (refusal) return refusal;
		if (traits.expects?.isFile) return disguisedAsFile(answer, traits.expects.fileName);
		if (traits.writes) return this.findMissing(answer, json, traits);
		if (isObject(json) || Array.isArray(json)) return undefined;
		return this.refuse('answer-unreadable', undefined, statusCode);
	}

	private judgeStatus(answer: Answer, traits: RequestTraits): Refusal {
		const { statusCode } = answer;
		const { readErrors, isPlainRefusal, getCode, getAdvice } = this.dialect;
		const body = parseJson(answer.body);
		const words = isObject(body)
			? readRefusalText(body, readErrors)
			: (plainText(body) ?? readBareText(answer));
		const byStatus = getCodeOfStatus(statusCode, words, traits, isPlainRefusal);
		const byText = byStatus === 'outcome-unknown' ? undefined : getCode(words);
		const isKnown = byText !== undefined || byStatus === 'outcome-unknown';
		const advice = isKnown ? undefined : getAdvice?.(statusCode, traits);
		return {
			...this.refuse(byText ?? byStatus, words, statusCode),
			...(advice === undefined ? {} : { advice }),
			...this.addServiceCode(body, traits, statusCode),
		};
	}

	private refuse(code: FailureCode, words: string | undefined, status: number): Refusal {
		return createRefusal(code, words, status, this.dialect.messages);
	}

	private addServiceCode(body: unknown, traits: RequestTraits, status: number) {
		const serviceCode = this.dialect.getServiceCode?.(body, traits, status);
		return serviceCode === undefined ? {} : { serviceCode };
	}

	private judgeBody(body: IDataObject, traits: RequestTraits, status: number): Refusal | undefined {
		const { readErrors, getCode, findOwn } = this.dialect;
		if (saysNo(body, traits)) {
			const words = readRefusalText(body, readErrors);
			const byFlag = body.validWhatsAppNumber === false ? 'number-refused' : 'request-refused';
			return this.refuse(getCode(words) ?? byFlag, words, status);
		}
		const own = findOwn?.(body, traits, status);
		if (own) return own;
		const errors = traits.writes && !traits.manyRecipients ? readErrors(body.errors) : undefined;
		if (errors) return this.refuse(getCode(errors) ?? 'request-refused', errors, status);
		return this.findBareError(body, traits, status) ?? this.findInnerStatus(body, traits, status);
	}

	/** A body that claims a success and a failure at once. */
	private findInnerStatus(
		body: IDataObject,
		traits: RequestTraits,
		status: number,
	): Refusal | undefined {
		const inner = traits.writes ? readInnerStatus(body) : undefined;
		if (inner === undefined) return undefined;
		const words = readRefusalText(body, this.dialect.readErrors);
		const byStatus = getCodeOfStatus(inner, words, traits, this.dialect.isPlainRefusal);
		return this.refuse(this.dialect.getCode(words) ?? byStatus, words, status);
	}

	/** A body that is an error object in an answer that claims success, e.g. `{"message":"Unauthorized"}`. */
	private findBareError(
		body: IDataObject,
		traits: RequestTraits,
		status: number,
	): Refusal | undefined {
		const told = readBareError(body);
		if (!told) return undefined;
		const { words, number } = told;
		if (number === undefined && !soundsRefused(words)) return undefined;
		const byNumber = number === undefined || number > 599 ? undefined : number;
		const { getCode, isPlainRefusal } = this.dialect;
		const byStatus =
			byNumber === undefined
				? 'request-refused'
				: getCodeOfStatus(byNumber, words, traits, isPlainRefusal);
		return {
			...this.refuse(getCode(words) ?? byStatus, words, status),
			...this.addServiceCode(body, traits, byNumber ?? 0),
		};
	}

	/** An answer without a refusal: whether it says what it must. */
	private findMissing(answer: Answer, json: unknown, traits: RequestTraits): Refusal | undefined {
		const { statusCode, body } = answer;
		const { readErrors, readStray, getCode } = this.dialect;
		const expects = traits.expects ?? saysYes;
		const stray = traits.manyRecipients && isObject(json) ? readStray?.(json) : undefined;
		const isMet = expects.isIn({ status: statusCode, json, text: readText(body) });
		if (isMet && stray === undefined) return undefined;
		const said =
			stray ??
			(isObject(json)
				? readRefusalText(json, readErrors)
				: (plainText(json) ?? readBareText(answer)));
		const saysNothingElse = !isMet && (stray !== undefined || !isObject(json));
		if (said !== undefined && saysNothingElse && (stray !== undefined || soundsRefused(said))) {
			return this.refuse(getCode(said) ?? 'request-refused', said, statusCode);
		}
		return this.refuse('outcome-unknown', said, statusCode);
	}
}

/**
 * The judgement of a service's answers. HTTP 200 alone proves nothing: services answer business failures with 200
 * and a false flag.
 *
 * @returns a function that gives undefined when the answer is a success
 */
export function createJudge(
	dialect: AnswerDialect,
): (answer: Answer, traits: RequestTraits) => Refusal | undefined {
	const judge = new AnswerJudge(dialect);
	return (answer, traits) => judge.judge(answer, traits);
}

/** Words that gateways use, whatever the service behind them. */
const GATEWAY_CODES: Array<[RegExp, FailureCode]> = [
	[/unauthori[sz]ed|invalid (api |access )?(token|key)/i, 'credential-refused'],
	[/\bforbidden\b/i, 'not-allowed'],
];

/** Answers in no service's own form, e.g. those of Maton's gateway. */
export const GATEWAY_DIALECT: Omit<AnswerDialect, 'messages'> = {
	getCode: (words) =>
		words ? GATEWAY_CODES.find(([pattern]) => pattern.test(words))?.[1] : undefined,
	readErrors: errorsText,
};
