/** What a request that got no answer means for whoever sent it. */
export type Trouble = 'not-sent' | 'cancelled' | 'unknown';

/** The connection was never made, so nothing can have been accepted. */
const NEVER_CONNECTED = new Set([
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'EADDRNOTAVAIL',
	'ERR_INVALID_URL',
	'CERT_HAS_EXPIRED',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'ERR_TLS_CERT_ALTNAME_INVALID',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

const CANCELLED = 'ERR_CANCELED';

/** n8n refuses some addresses itself, before connecting. */
const BLOCKED_BY_N8N = /ssrf|blocked|not allowed|domain/i;

interface WithCause {
	code?: unknown;
	cause?: unknown;
	message?: unknown;
}

function chainOf(error: unknown): WithCause[] {
	const chain: WithCause[] = [];
	for (let link = error; link !== null && typeof link === 'object' && chain.length < 6; ) {
		chain.push(link as WithCause);
		link = (link as WithCause).cause;
	}
	return chain;
}

/** The system's name for what went wrong, e.g. `ECONNRESET`. */
export function systemCodeOf(error: unknown): string | undefined {
	for (const { code } of chainOf(error)) if (typeof code === 'string') return code;
	return undefined;
}

/** What n8n's protection of the own network says, also where a redirect led there. */
const PROTECTED = /blocked because it resolves/;

function messageLike(error: unknown, pattern: RegExp): string | undefined {
	const messages = chainOf(error).map(({ message }) => message);
	return messages.find(
		(message): message is string => typeof message === 'string' && pattern.test(message),
	);
}

/** Why no answer came, as far as it is known: n8n's words, or the system's name for it. */
export function reasonOf(error: unknown): string | undefined {
	return messageLike(error, PROTECTED) ?? systemCodeOf(error);
}

/** Tells whether a request without an answer may have been accepted. */
export function troubleOf(error: unknown): Trouble {
	const code = systemCodeOf(error);
	if (code === CANCELLED) return 'cancelled';
	if (code !== undefined) return NEVER_CONNECTED.has(code) ? 'not-sent' : 'unknown';
	return messageLike(error, BLOCKED_BY_N8N) === undefined ? 'unknown' : 'not-sent';
}

/** Whether trying again can help: a name that does not resolve today may tomorrow, a certificate will not. */
export function mayPass(error: unknown): boolean {
	const code = systemCodeOf(error) ?? '';
	return ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'].includes(code);
}
