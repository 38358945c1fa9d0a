import { isObject, parseJson } from '../../shared/parameters/json';

/** When a token was issued and when it ends, in milliseconds; absent where it does not tell. */
export interface TokenTimes {
	issuedAt?: number;
	expiresAt?: number;
}

function getMilliseconds(seconds: unknown): number | undefined {
	return typeof seconds === 'number' && Number.isFinite(seconds) ? seconds * 1000 : undefined;
}

/**
 * What a token says of its own age. WATI hands out JSON Web Tokens and opaque ones (docs.wati.io,
 * "Authentication"); `iat` and `exp` are seconds (RFC 7519, 4.1). The signature is not looked at.
 *
 * @returns undefined when the token is no JSON Web Token
 */
export function readTokenTimes(token: string): TokenTimes | undefined {
	const bare = token.trim().replace(/^Bearer\s+/i, '');
	const [, payload, signature] = bare.split('.');
	if (payload === undefined || signature === undefined) return undefined;
	const claims = parseJson(Buffer.from(payload, 'base64url'));
	if (!isObject(claims)) return undefined;
	return { issuedAt: getMilliseconds(claims.iat), expiresAt: getMilliseconds(claims.exp) };
}
