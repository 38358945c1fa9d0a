import type { IDataObject } from 'n8n-workflow';

export function isObject(value: unknown): value is IDataObject {
	return (
		typeof value === 'object' && value !== null && !Array.isArray(value) && !Buffer.isBuffer(value)
	);
}

/** Bytes that JSON can begin with. A download of many megabytes is not decoded to find that it is none. */
const JSON_START = /^\s*[[{"\dtfn-]/;

const LOOKED_AT = 16;

/** Whether bytes begin as JSON does. */
export function mayBeJson(bytes: Buffer): boolean {
	return JSON_START.test(bytes.subarray(0, LOOKED_AT).toString('latin1'));
}

/**
 * The body as JSON, whatever the content type says: WATI lists `text/plain` as a response type
 * (docs.wati.io), and downloads arrive as bytes even when they carry a refusal.
 *
 * @returns undefined when the body is not JSON
 */
export function parseJson(body: unknown): unknown {
	if (typeof body === 'string' || Buffer.isBuffer(body)) {
		if (typeof body !== 'string' && !mayBeJson(body)) return undefined;
		try {
			return JSON.parse(String(body)) as unknown;
		} catch {
			return undefined;
		}
	}
	return body ?? undefined;
}

export function objectsIn(list: unknown): IDataObject[] {
	return Array.isArray(list) ? list.filter(isObject) : [];
}

export function textsIn(values: unknown[]): string[] {
	return values.filter((value): value is string => typeof value === 'string' && value !== '');
}
