import type { IDataObject } from 'n8n-workflow';

/** An HTTP answer as n8n hands it over. */
export interface Answer {
	statusCode: number;
	headers: Record<string, unknown>;
	body: unknown;
}

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
export function jsonOf(body: unknown): unknown {
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

/** The file name that a `Content-Disposition` tells, if it does; blanks around `=` are allowed (RFC 6266, 4.1). */
export function nameInDisposition(header: string | undefined): string | undefined {
	const encoded = /filename\*\s*=\s*(?:UTF-8'')?([^;]+)/i.exec(header ?? '')?.[1];
	const plain = /filename\s*=\s*"?([^";]+)"?/i.exec(header ?? '')?.[1]?.trim();
	try {
		return encoded ? decodeURIComponent(encoded.trim()) : plain;
	} catch {
		return plain;
	}
}

export function headerOf(answer: Answer, name: string): string | undefined {
	const value = answer.headers[name];
	return value === undefined || value === null ? undefined : String(value);
}

export function objectsIn(list: unknown): IDataObject[] {
	return Array.isArray(list) ? list.filter(isObject) : [];
}

export function textsIn(values: unknown[]): string[] {
	return values.filter((value): value is string => typeof value === 'string' && value !== '');
}
