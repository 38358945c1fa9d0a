import type { ReceivedRequest } from '../http/exchange';
import { isObject, type JsonObject } from '../http/json';
import { graphRefusal, invalidParameter, parameterRequired } from './errors';

/** The JSON object of a body. */
export function jsonBody({ body }: ReceivedRequest): JsonObject {
	if (body.kind === 'json' && isObject(body.value)) return body.value;
	if (body.kind === 'none') return {};
	throw graphRefusal({ code: 100, title: 'The request body is not a JSON object' });
}

/** Every call that writes names the product. */
export function checkProduct(body: JsonObject): void {
	if (body.messaging_product === undefined) throw parameterRequired('messaging_product');
	if (body.messaging_product !== 'whatsapp') {
		throw invalidParameter("Param messaging_product must be 'whatsapp'");
	}
}

/** An object inside a body. @throws Refusal 131008 when it is not there */
export function requiredObject(body: JsonObject, name: string): JsonObject {
	const value = body[name];
	if (!isObject(value)) throw missing(`Parameter '${name}' is mandatory for this type of message`);
	return value;
}

export function missing(details: string) {
	return graphRefusal({ code: 131008, title: 'Required parameter is missing', details });
}

export function notValid(details: string) {
	return graphRefusal({ code: 131009, title: 'Parameter value is not valid', details });
}

/** Length in code points. */
export function countCharacters(text: string): number {
	return [...text].length;
}

/** A text of the body within limits. @param path as Meta names it, e.g. `text['body']` */
export function textWithin(value: unknown, path: string, longest: number): string {
	if (typeof value !== 'string' || value === '') {
		throw invalidParameter(`Param ${path} must be a non-empty string`);
	}
	if (countCharacters(value) > longest) {
		throw invalidParameter(`Param ${path} must be at most ${longest} characters long.`);
	}
	return value;
}

/** Like {@link textWithin} for a text that may be left out. */
export function optionalTextWithin(
	value: unknown,
	path: string,
	longest: number,
): string | undefined {
	return value === undefined ? undefined : textWithin(value, path, longest);
}

export function readList(value: unknown): JsonObject[] {
	return Array.isArray(value) ? value.filter(isObject) : [];
}
