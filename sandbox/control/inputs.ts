import type { ReceivedRequest } from '../http/exchange';
import type { JsonObject } from '../http/json';

/** The JSON of a control request; undefined without a body. @throws Error for any other body */
export function readJson({ body }: ReceivedRequest): unknown {
	if (body.kind === 'none') return undefined;
	if (body.kind !== 'json') throw new Error('Send JSON with content type application/json.');
	return body.value;
}

/** The JSON object of a control request. @throws Error when it is something else */
export function readFields(request: ReceivedRequest): JsonObject {
	const value = readJson(request);
	if (typeof value !== 'object' || value === null || Array.isArray(value)) {
		throw new Error('Send a JSON object.');
	}
	return value as JsonObject;
}

/** A text that must be there. @throws Error when it is not */
export function textIn(value: unknown, name: string): string {
	if (typeof value !== 'string' || value === '') throw new Error(`${name} is required.`);
	return value;
}

/** A text that may be left out. @throws Error when it is something else */
export function optionalText(value: unknown, name: string): string | undefined {
	return value === undefined ? undefined : textIn(value, name);
}

/** A number that must be there. @throws Error when it is not */
export function numberIn(value: unknown, name: string): number {
	if (typeof value !== 'number') throw new Error(`${name} must be a number.`);
	return value;
}
