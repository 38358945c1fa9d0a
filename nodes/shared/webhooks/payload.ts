import { isId } from '../http/answers/expectation';
import { hasBsuidForm } from '../parameters/phone-number/person';

/** A JSON object as it came over the wire: nothing about its values is known. */
export type Payload = Record<string, unknown>;

export function isPayload(value: unknown): value is Payload {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function snakeCased(name: string): string {
	return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

const SNAKE = new Map<string, string>();

function spellings(name: string): [string, string] {
	let snake = SNAKE.get(name);
	if (snake === undefined) {
		snake = snakeCased(name);
		SNAKE.set(name, snake);
	}
	return [name, snake];
}

/** The first value among the names, each in camelCase and snake_case, that is neither null nor ''. */
export function getValue(source: Payload, ...names: string[]): unknown {
	for (const name of names) {
		for (const spelling of spellings(name)) {
			const value = source[spelling];
			if (value !== undefined && value !== null && value !== '') return value;
		}
	}
	return undefined;
}

/** A text, also where it came as a number. Objects and lists are not texts. */
export function getText(source: Payload, ...names: string[]): string | null {
	for (const name of names) {
		const value = getValue(source, name);
		if (typeof value === 'string') return value;
		if (typeof value === 'number' && Number.isFinite(value)) return String(value);
	}
	return null;
}

/** An ID as text. What names nothing, such as `0` and `null` as a text, would make different events one. */
export function getId(source: Payload, ...names: string[]): string | null {
	return names.map((name) => getText(source, name)).find(isId) ?? null;
}

/** A number, also where it came as text. */
export function getNumber(source: Payload, ...names: string[]): number | null {
	for (const name of names) {
		const value = getValue(source, name);
		const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
		if (typeof number === 'number' && Number.isFinite(number)) return number;
	}
	return null;
}

/** A yes or no, also where it came as text. */
export function getFlag(source: Payload, ...names: string[]): boolean {
	const value = getValue(source, ...names);
	return value === true || value === 'true' || value === 1;
}

/** An object, also where it came as JSON text. */
export function getObject(source: Payload, ...names: string[]): Payload | null {
	for (const name of names) {
		const value = getValue(source, name);
		if (isPayload(value)) return value;
		const parsed = parseJsonText(value);
		if (isPayload(parsed)) return parsed;
	}
	return null;
}

/** A list of objects, also where it is a single object or JSON text. */
export function getObjects(source: Payload, ...names: string[]): Payload[] {
	for (const name of names) {
		const value = getValue(source, name);
		const given = typeof value === 'string' ? parseJsonText(value) : value;
		const list = Array.isArray(given) ? given.filter(isPayload) : [given].filter(isPayload);
		if (list.length > 0) return list;
	}
	return [];
}

/** The value of a JSON text; undefined for anything else. */
export function parseJsonText(value: unknown): unknown {
	if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return undefined;
	try {
		return JSON.parse(value);
	} catch {
		return undefined;
	}
}

/**
 * The digits of a phone number; of `Channel:Number` those behind the colon. Null without any, and where letters stand
 * among them, or zeros alone: the digits of a BSUID (`US.13491208655302741918`) are somebody else's number.
 */
export function toDigits(value: unknown): string | null {
	if (typeof value !== 'string' && typeof value !== 'number') return null;
	const text = String(value);
	const number = text.slice(text.lastIndexOf(':') + 1);
	const digits = /\p{L}/u.test(number) ? '' : number.replace(/\D/g, '');
	return isId(digits) ? digits : null;
}

/** The BSUID among the texts; some payloads hold it where a number is expected. */
export function bsuidAmong(...texts: Array<string | null>): string | null {
	return texts.find((text) => text !== null && hasBsuidForm(text)) ?? null;
}
