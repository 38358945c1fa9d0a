import type { IncomingMessage, ServerResponse } from 'node:http';

import type { ParsedBody } from './body';

/** A request after its body has been read. */
export interface ReceivedRequest {
	method: string;
	/** Path and query as received. */
	url: string;
	/** Path as received, still percent-encoded. */
	path: string;
	query: URLSearchParams;
	headers: Record<string, string>;
	body: ParsedBody;
	at: number;
}

/**
 * What is sent back. At most one of `json`, `text` and `bytes` is set; none means an empty body.
 */
export interface Answer {
	status: number;
	json?: unknown;
	text?: string;
	bytes?: Buffer;
	contentType?: string;
	headers?: Record<string, string>;
}

/** Thrown by route code to answer at once. */
export class Refusal extends Error {
	constructor(readonly answer: Answer) {
		super(`Refused with HTTP ${answer.status}`);
	}
}

/** Reads a whole request body. Rejects when the client goes away. */
export async function readBytes(request: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
}

/** Headers with lower-case names and one string each. */
export function flatHeaders(request: IncomingMessage): Record<string, string> {
	const headers: Record<string, string> = {};
	for (const [name, value] of Object.entries(request.headers)) {
		if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
	}
	return headers;
}

/** The bytes and content type of an answer. */
export function encodeAnswer(answer: Answer): { bytes: Buffer; contentType?: string } {
	if (answer.bytes) {
		return { bytes: answer.bytes, contentType: answer.contentType ?? 'application/octet-stream' };
	}
	if (answer.text !== undefined) {
		return {
			bytes: Buffer.from(answer.text),
			contentType: answer.contentType ?? 'text/plain; charset=utf-8',
		};
	}
	if (answer.json !== undefined) {
		return {
			bytes: Buffer.from(JSON.stringify(answer.json)),
			contentType: answer.contentType ?? 'application/json; charset=utf-8',
		};
	}
	return { bytes: Buffer.alloc(0) };
}

/** Sends the answer; `bytes` replaces the encoded body (for a cut-off answer). */
export function sendAnswer(response: ServerResponse, answer: Answer, bytes?: Buffer): void {
	const encoded = encodeAnswer(answer);
	const body = bytes ?? encoded.bytes;
	sendHead(response, answer, body.length, encoded.contentType);
	response.end(body);
}

/** Announces the whole answer, sends half of it and cuts the connection. */
export function breakOffAnswer(response: ServerResponse, answer: Answer): void {
	const { bytes, contentType } = encodeAnswer(answer);
	sendHead(response, answer, bytes.length, contentType);
	response.write(bytes.subarray(0, bytes.length >> 1), () => response.destroy());
}

function sendHead(
	response: ServerResponse,
	answer: Answer,
	length: number,
	contentType: string | undefined,
): void {
	const headers: Record<string, string | number> = { 'content-length': length };
	if (contentType !== undefined) headers['content-type'] = contentType;
	response.writeHead(answer.status, { ...headers, ...answer.headers });
}
