import { createHash, timingSafeEqual } from 'crypto';

/** Largest body taken, in bytes. WATI's events have a few kilobytes; files come as links. */
export const MOST_BYTES = 1_048_576;

/** The parts of an incoming request that decide whether it is verified. */
export interface IncomingRequest {
	query: Record<string, unknown>;
	headers: Record<string, unknown>;
	/** Address of the caller as n8n sees it. */
	ip?: string;
	/** Media type without parameters, lower case; empty when none was sent. */
	contentType: string;
	/** The parsed body, or text where n8n left it unparsed. */
	body: unknown;
	/** The bytes of the body, once they were read. */
	rawBody?: Buffer;
	/** Size of the body in bytes. */
	size: number;
}

/** Why a request is not taken. The reason is told to the caller. */
export interface Rejection {
	status: 400 | 401 | 403 | 413 | 415 | 422;
	reason: string;
}

function digest(text: string): Buffer {
	return createHash('sha256').update(text).digest();
}

/** Compares in constant time, whatever the lengths. */
export function isSame(given: string, expected: string): boolean {
	return timingSafeEqual(digest(given), digest(expected));
}

/** Empty is taken as well: WATI does not document the content type that it sends. */
export const JSON_TYPES = /^(|text\/plain|application\/(.+\+)?json)$/;

/** Whether type and size allow the body to be read at all. */
export function isReadable({ contentType, size }: IncomingRequest): boolean {
	return JSON_TYPES.test(contentType) && size <= MOST_BYTES;
}
