import type { IHookFunctions } from 'n8n-workflow';

import { isAllowedAddress } from '../parameters/ip-ranges';

/** Ranges that nobody reaches from outside (RFC 1918, 3927, 4193, 4291, 6598). */
const PRIVATE_RANGES = [
	...['10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12'],
	...['192.168.0.0/16', '0.0.0.0/8', '::1/128', 'fc00::/7', 'fe80::/10'],
];

/** Names that are known in one machine or network only (RFC 6761, 6762, 8375). */
const LOCAL_NAME = /(^|\.)(localhost|local|internal|lan|home\.arpa)$|^[^.:]+$/i;

/**
 * Why a service of the internet cannot post to an address.
 *
 * @returns undefined where nothing speaks against it
 */
export function findAddressProblem(address: string): string | undefined {
	if (!URL.canParse(address)) return undefined;
	const { hostname, protocol } = new URL(address);
	const host = hostname.replace(/^\[|\]$/g, '');
	if (LOCAL_NAME.test(host) || isAllowedAddress(host, PRIVATE_RANGES)) {
		return `${host} cannot be reached from the internet`;
	}
	return protocol === 'http:' ? 'it begins with http, not with https' : undefined;
}

/** What to do about an address that cannot be reached. */
export const ADDRESS_ADVICE =
	'Set the environment variable N8N_WEBHOOK_URL (WEBHOOK_URL in older versions of n8n) to the public https address, and publish again.';

/** Says in n8n's log that events cannot reach the address of a trigger: its editor shows no warnings at publishing. */
export function warnOfAddress(context: IHookFunctions): void {
	const problem = findAddressProblem(context.getNodeWebhookUrl('default') ?? '');
	if (problem === undefined) return;
	const { name } = context.getNode();
	context.logger.warn(
		`Events may not reach the address of '${name}': ${problem}. ${ADDRESS_ADVICE}`,
	);
}
