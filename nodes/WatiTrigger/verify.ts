import { randomBytes } from 'crypto';

import { isPayload, type Payload } from '../shared/webhooks/payload';
import { isAllowedAddress } from '../shared/parameters/ip-ranges';
import { readEventName } from '../services/wati/normalize';
import {
	type IncomingRequest,
	type Rejection,
	MOST_BYTES,
	isSame,
	JSON_TYPES,
} from '../shared/webhooks/receiving/incoming-request';

/** Name of the query parameter that carries the secret, as WATI's users know it. */
export const SECRET_PARAMETER = 'token';
/** Deepest nesting taken. WATI's events have three levels. */
const MOST_LEVELS = 32;

const SECRET_BYTES = 32;

export interface Rules {
	secret: string | null;
	/** Whether the path of the address does without a secret: a person adds it, and nobody can guess it. */
	isPathEnough: boolean;
	/** Header that may carry the secret in place of the query; empty for none. */
	secretHeader: string;
	/** Addresses and ranges that may call; null for everybody. */
	allowedAddresses: readonly string[] | null;
}

export interface VerifiedRequest {
	raw: Payload;
	eventType: string;
}

/** A new secret of 32 random bytes that needs no encoding in an address. */
export function newSecret(): string {
	return randomBytes(SECRET_BYTES).toString('hex');
}

function candidates({ query, headers }: IncomingRequest, secretHeader: string): string[] {
	const header = secretHeader === '' ? undefined : headers[secretHeader.toLowerCase()];
	const inHeader = typeof header === 'string' ? header.replace(/^Bearer\s+/i, '') : undefined;
	return [query[SECRET_PARAMETER], inHeader].filter(
		(value): value is string => typeof value === 'string' && value !== '',
	);
}

/** Checks caller and secret. Without any secret, in the path or besides, the trigger takes nothing. */
export function findCallerRejection(request: IncomingRequest, rules: Rules): Rejection | null {
	if (!isAllowedAddress(request.ip, rules.allowedAddresses)) {
		return { status: 403, reason: 'This address is not on the allow-list of the trigger' };
	}
	const { secret } = rules;
	if (secret === null || secret === '') {
		if (rules.isPathEnough) return null;
		return { status: 401, reason: 'This trigger has no secret yet' };
	}
	const given = candidates(request, rules.secretHeader);
	if (given.length === 0) {
		return { status: 401, reason: `The address lacks its ${SECRET_PARAMETER}` };
	}
	const matches = given.map((value) => isSame(value, secret)).includes(true);
	return matches ? null : { status: 401, reason: `The ${SECRET_PARAMETER} is not the right one` };
}

function isTooDeep(value: unknown, levels: number): boolean {
	if (typeof value !== 'object' || value === null) return false;
	if (levels === 0) return true;
	const children: unknown[] = Array.isArray(value) ? value : Object.values(value);
	return children.some((child) => isTooDeep(child, levels - 1));
}

function parsed(body: unknown): unknown {
	if (typeof body !== 'string') return body;
	try {
		return JSON.parse(body);
	} catch {
		return undefined;
	}
}

/** Reads the event out of the body, or says why there is none. */
export function readBody({
	contentType,
	body,
	size,
}: IncomingRequest): VerifiedRequest | Rejection {
	if (!JSON_TYPES.test(contentType)) {
		return { status: 415, reason: 'Only JSON is accepted' };
	}
	if (size > MOST_BYTES) {
		return { status: 413, reason: 'The body is larger than 1 MB' };
	}
	const raw = parsed(body);
	if (!isPayload(raw)) return { status: 400, reason: 'The body must be a JSON object' };
	if (isTooDeep(raw, MOST_LEVELS)) return { status: 400, reason: 'The body is nested too deeply' };
	const eventType = readEventName(raw);
	return eventType === null
		? { status: 422, reason: 'The body has no eventType' }
		: { raw, eventType };
}
