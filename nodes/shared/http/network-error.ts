import { OutOfTime, TooLarge } from './transfer/bounds';

/** What a request that got no answer, or none that can be read, means for whoever sent it. */
export type NetworkErrorKind = 'not-sent' | 'cancelled' | 'too-large' | 'unknown';

/** The connection was never made, so nothing can have been accepted. */
const NEVER_CONNECTED = new Set([
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EADDRNOTAVAIL',
	'ERR_INVALID_URL',
	'CERT_HAS_EXPIRED',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'ERR_TLS_CERT_ALTNAME_INVALID',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/**
 * The system reports these for a connection that is being made and for one that is in use (connect(2), tcp(7)):
 * only the first kind is free of doubt.
 */
const WHILE_CONNECTING = new Set(['EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT', 'ECONNRESET']);

/** Codes of a connection that may be made a little later; a certificate will not mend itself. */
const PASSING = new Set([
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'ECONNABORTED',
	...WHILE_CONNECTING,
]);

const CANCELLED = 'ERR_CANCELED';

/** n8n refuses some addresses itself, before connecting. */
const BLOCKED_BY_N8N = /ssrf|blocked|not allowed|domain/i;

/** The parts of Node's socket that tell whether the request can have left. */
interface SocketState {
	/** TLS: true until the handshake is done. */
	secureConnecting?: unknown;
	/** What waits for a connection that is not there yet; `undefined` or null once something was written. */
	_pendingData?: unknown;
}

interface WithCause {
	code?: unknown;
	cause?: unknown;
	message?: unknown;
	syscall?: unknown;
	/** One per address that was tried (Node, "net.setDefaultAutoSelectFamily"). */
	errors?: unknown;
	/** Node's request, which axios keeps, at times behind a wrapper that follows redirects. */
	request?: { socket?: SocketState | null; _currentRequest?: { socket?: SocketState | null } };
}

const MOST_LINKS = 6;

function getChain(error: unknown): WithCause[] {
	const chain: WithCause[] = [];
	for (let link = error; link !== null && typeof link === 'object'; ) {
		chain.push(link as WithCause);
		if (chain.length === MOST_LINKS) break;
		link = (link as WithCause).cause;
	}
	return chain;
}

/** The system's name for what went wrong, e.g. `ECONNRESET`. */
export function getSystemCode(error: unknown): string | undefined {
	for (const { code } of getChain(error)) if (typeof code === 'string') return code;
	return undefined;
}

/** What n8n's protection of the own network says, also where a redirect led there. */
const PROTECTED = /blocked because it resolves/;

function messageLike(error: unknown, pattern: RegExp): string | undefined {
	const messages = getChain(error).map(({ message }) => message);
	return messages.find(
		(message): message is string => typeof message === 'string' && pattern.test(message),
	);
}

/** Why no answer came, as far as it is known: n8n's words, or the system's name for it. */
export function describeNetworkError(error: unknown): string | undefined {
	return messageLike(error, PROTECTED) ?? getSystemCode(error);
}

/** The bound that an answer went beyond, if that is why it was not read. */
export function findBound(error: unknown): OutOfTime | TooLarge | undefined {
	return getChain(error).find((link) => link instanceof OutOfTime || link instanceof TooLarge);
}

/** Whether the call that failed was the one that connects, at every address that was tried. */
function failedToConnect(error: unknown): boolean {
	return getChain(error).some(({ syscall, errors }) => {
		if (!Array.isArray(errors) || errors.length === 0) return syscall === 'connect';
		return errors.every((one: WithCause | null) => one?.syscall === 'connect');
	});
}

/**
 * Whether the connection, or its TLS handshake, never came about, so that no byte of the request left: a time
 * limit that ran out while connecting looks like any other but for its socket.
 */
function neverConnected(error: unknown): boolean {
	return getChain(error).some(({ request }) => {
		const socket = request?.socket ?? request?._currentRequest?.socket;
		if (!socket) return false;
		return socket.secureConnecting === true || (socket._pendingData ?? null) !== null;
	});
}

/** Tells whether a request without an answer may have been accepted. */
export function classifyNetworkError(error: unknown): NetworkErrorKind {
	if (findBound(error) instanceof TooLarge) return 'too-large';
	const code = getSystemCode(error);
	if (code === CANCELLED) return 'cancelled';
	if (code === undefined) {
		return messageLike(error, BLOCKED_BY_N8N) === undefined ? 'unknown' : 'not-sent';
	}
	if (NEVER_CONNECTED.has(code) || neverConnected(error)) return 'not-sent';
	return WHILE_CONNECTING.has(code) && failedToConnect(error) ? 'not-sent' : 'unknown';
}

/** Whether trying again can help: a name that does not resolve today may tomorrow, a certificate will not. */
export function isRetryable(error: unknown): boolean {
	return PASSING.has(getSystemCode(error) ?? '');
}
