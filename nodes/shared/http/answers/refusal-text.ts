import type { IDataObject } from 'n8n-workflow';

import { getHeader, type Answer } from './answer';
import { isObject } from '../../parameters/json';

/** Longer texts are no sentence for a person. */
const LONGEST_TEXT = 300;

/** A text without the white space around it; undefined when there is none. */
export function plainText(value: unknown): string | undefined {
	return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** Whether a field that is empty on success holds something. */
export function isFilled(value: unknown): boolean {
	if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
	return typeof value === 'string' ? value.trim() !== '' : Boolean(value);
}

/** What one error says: a text, or an object with a text or at least a number. */
export function errorText(error: unknown): string | undefined {
	if (!isObject(error)) return plainText(error);
	const { message, details, detail, title, description, code } = error;
	const words = [message, error.error, details, detail, title, description].map(plainText);
	const number = typeof code === 'number' || plainText(code) ? `Error code ${String(code)}` : '';
	return words.find((text) => text !== undefined) ?? plainText(number);
}

/**
 * What `errors` says, be it a text, a list, or texts per field as ASP.NET answers a malformed body.
 *
 * @returns undefined when it names no error
 */
export function errorsText(errors: unknown): string | undefined {
	if (Array.isArray(errors)) {
		return plainText(errors.map((error) => errorText(error) ?? '').join(' '));
	}
	if (!isObject(errors)) return plainText(errors);
	const own = errorText(errors.error);
	if (own !== undefined) return own;
	const fields = Object.entries(errors).flatMap(([field, given]) => {
		const words = [given].flat().map((text) => errorText(text) ?? '');
		return words.some((text) => text !== '') ? `${field}: ${words.join(' ')}` : [];
	});
	return plainText(fields.join('; '));
}

/**
 * The first text that a service gives as a reason. On success `message` may be an object, not a text.
 *
 * @param readErrors what `errors` says, where a service has a form of its own for it
 */
export function readRefusalText(body: IDataObject, readErrors = errorsText): string | undefined {
	const result = plainText(body.result);
	return (
		errorText(body.error) ??
		errorsText(body.error) ??
		plainText(body.info) ??
		plainText(body.message) ??
		(result && !/^(success|error|false)$/i.test(result) ? result : undefined) ??
		readErrors(body.errors) ??
		plainText(body.title) ??
		plainText(body.detail)
	);
}

/** Whether a flag says no, in any of the ways in which services write it. */
export function isNo(value: unknown): boolean {
	return (
		value === false ||
		value === 0 ||
		(typeof value === 'string' && /^(false|no|0|error|fail|failed|failure)$/i.test(value.trim()))
	);
}

/** States of a message that did not go out. */
const FAILED =
	/^(not[ _-]?sent|unsent|undeliver(ed|able)|fail(ed|ure)?|error|reject(ed)?|expired|cancel(l)?ed|blocked|dropped|discarded|denied|refused|invalid)$/i;

/** States that leave it open whether a message goes out. */
const HALTED = /^(paused|on[ _-]?hold|halted|suspended|unknown)$/i;

/** What the state of a message says of it; undefined for what went out, or is on its way. */
export function readMessageState(state: unknown): 'failed' | 'halted' | undefined {
	const word = plainText(state) ?? '';
	if (FAILED.test(word)) return 'failed';
	return HALTED.test(word) ? 'halted' : undefined;
}

const LOOKED_AT = 256;

/** Whether an answer is a web page, by its content type or by how it begins. */
export function isPage(answer: Answer): boolean {
	if (/text\/html/i.test(getHeader(answer, 'content-type') ?? '')) return true;
	const { body } = answer;
	if (typeof body !== 'string' && !Buffer.isBuffer(body)) return false;
	return /^\s*<(!doctype html|html[\s>])/i.test(String(body.slice(0, LOOKED_AT)));
}

/** The words of an answer that is bare text; pages and broken JSON are none. */
export function readBareText(answer: Answer): string | undefined {
	const { body } = answer;
	const text = plainText(Buffer.isBuffer(body) ? body.toString() : body);
	const isPlain = text !== undefined && text.length <= LONGEST_TEXT && !/^[<{[]/.test(text);
	return isPlain && !isPage(answer) ? text : undefined;
}

const REFUSING =
	/unauthori[sz]ed|forbidden|denied|invalid|\bfail(ed|ure|s)?\b|\berrors?\b|expired|\bmissing\b|required|exceed|unknown|unsupported|can ?not|can't|\bmust\b|\bblocked\b|disabled|reject|refus|unable|wrong|\bnot (found|allowed|permitted|supported|valid|enabled|available|exist|enough)|(does|do|did|could|was|is) not\b/i;

/** Whether words without any flag say no. Others may tell of a success in words that nobody documented. */
export function soundsRefused(words: string): boolean {
	return REFUSING.test(words);
}
