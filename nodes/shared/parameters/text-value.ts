import type { IDataObject } from 'n8n-workflow';

import { isObject } from './json';

/** The text of a value, or what the value is instead. */
export type TextReading = { text: string } | { instead: string };

/** Parts of an agent's answer that hold words for the customer (LangChain, "content blocks"; OpenAI, "output_text"). */
const TEXT_PARTS = ['text', 'output_text'];

const isPart = (entry: unknown) => isObject(entry) && typeof entry.type === 'string';

/** The words in an agent's list of parts, without its thoughts and tools; undefined when it is another list. */
function readParts(list: unknown[]): string | undefined {
	if (list.length === 0 || !list.every(isPart)) return undefined;
	const texts = list
		.filter(isObject)
		.filter(({ type, thought }) => TEXT_PARTS.includes(String(type)) && thought !== true)
		.map(({ text }) => text);
	return texts.length > 0 && texts.every((text) => typeof text === 'string')
		? texts.join('')
		: undefined;
}

/** What an object or a function, as a method without its brackets, becomes in a text that an expression is only a part of. */
const EMBEDDED_OBJECT = /\[object [A-Z]\w*\]|\{ \[native code\] \}/;

function readObject(value: object): TextReading {
	if (value instanceof Date) {
		return Number.isNaN(value.getTime()) ? { instead: 'no date' } : { text: value.toISOString() };
	}
	if ('isLuxonDateTime' in value) return { text: String(value) };
	if (!Array.isArray(value)) return { instead: 'an object' };
	const text = readParts(value);
	return text === undefined ? { instead: 'a list' } : { text };
}

/** A resource locator that was added and left as it is: the editor stores its default, with or without the mark. */
const isUntouchedLocator = ({ mode, value }: IDataObject) =>
	typeof mode === 'string' && value === '';

function unwrap(given: unknown): unknown {
	if (!isObject(given)) return given;
	return given.__rl === true || isUntouchedLocator(given) ? given.value : given;
}

/** JavaScript holds no more than 16 digits of a number (ECMAScript, "Number.MAX_SAFE_INTEGER"). */
const LOST_DIGITS = 'a number whose last digits n8n has lost';

/**
 * Reads a value as text: text, numbers, yes and no, dates, and an agent's list of parts. Nothing at all is an empty
 * text. Objects and lists have no text: what JavaScript makes of them is not for customers.
 */
export function readTextValue(given: unknown): TextReading {
	const value = unwrap(given);
	if (value === undefined || value === null) return { text: '' };
	if (typeof value === 'object') return readObject(value);
	const text = String(value);
	if (typeof value === 'number' && !Number.isFinite(value)) return { instead: 'no number' };
	if (Number.isInteger(value) && !Number.isSafeInteger(value)) return { instead: LOST_DIGITS };
	if (typeof value === 'function' || typeof value === 'symbol') return { instead: 'no text' };
	return EMBEDDED_OBJECT.test(text) ? { instead: 'an object inside the text' } : { text };
}

const UNSEEN =
	/^[\s\p{Cc}\p{Cf}\p{Z}\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\ufe00-\ufe0f\uffa0]*$/u;

/** Whether a text shows nothing: empty, white space, or characters that have no width or no ink. */
export function isBlank(text: string): boolean {
	return UNSEEN.test(text);
}
