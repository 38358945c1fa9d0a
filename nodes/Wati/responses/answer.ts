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

/**
 * The body as JSON, whatever the content type says: WATI lists `text/plain` as a response type
 * (docs.wati.io), and downloads arrive as bytes even when they carry a refusal.
 *
 * @returns undefined when the body is not JSON
 */
export function jsonOf(body: unknown): unknown {
	if (typeof body === 'string' || Buffer.isBuffer(body) || body instanceof ArrayBuffer) {
		const text =
			typeof body === 'string' ? body : Buffer.from(body as ArrayBuffer).toString('utf8');
		try {
			return JSON.parse(text) as unknown;
		} catch {
			return undefined;
		}
	}
	return body ?? undefined;
}

export function headerOf(answer: Answer, name: string): string | undefined {
	const value = answer.headers[name];
	return value === undefined || value === null ? undefined : String(value);
}
