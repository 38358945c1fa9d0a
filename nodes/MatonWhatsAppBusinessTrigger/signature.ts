import { createHmac } from 'crypto';

import { isSame } from '../shared/webhooks/receiving/incoming-request';

/** Where Meta puts the signature (Meta, "Webhooks: validating payloads"). */
export const SIGNATURE_HEADER = 'x-hub-signature-256';

const SIGNATURE = /^sha256=([0-9a-f]{64})$/i;

/** Whether a header can be a signature at all, asked before anything costs. */
export function isSignature(header: unknown): header is string {
	return typeof header === 'string' && SIGNATURE.test(header);
}

/**
 * Whether Meta signed these very bytes: HMAC-SHA256 of the raw body with the app secret. Compared in constant
 * time. A body that was read and written anew has another signature.
 */
export function isSigned(rawBody: Buffer, header: string, appSecret: string): boolean {
	const given = SIGNATURE.exec(header)?.[1];
	if (given === undefined || appSecret === '') return false;
	const right = createHmac('sha256', appSecret).update(rawBody).digest('hex');
	return isSame(given.toLowerCase(), right);
}
