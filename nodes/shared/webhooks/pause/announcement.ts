import type { IWebhookFunctions } from 'n8n-workflow';

import type { BoundedCall } from '../../http/transfer/bounded-call';
import { postToOwnTrigger } from '../own-request';
import { isPayload } from '../payload';
import { hasSecretPath } from '../secret-path';

/** Tells a trigger whom another process of this n8n is about to send something. */
const ANNOUNCE_HEADER = 'x-announce-sends';

const TIMEOUT_MS = 5_000;
const MOST_NAMES = 1_000;
const LONGEST_NAME = 100;

/** Whom messages without a mark are about to leave for. */
export interface Announcement {
	names: string[];
	/** Whether the caller knows an address that nobody can guess. */
	isAllowed: boolean;
}

/** What another process of this n8n announces; null for requests of the service. */
export function readAnnouncement(context: IWebhookFunctions): Announcement | null {
	const { headers, body } = context.getRequestObject();
	if (headers[ANNOUNCE_HEADER] === undefined) return null;
	const names = isPayload(body) && Array.isArray(body.announcedSends) ? body.announcedSends : [];
	return {
		names: names
			.filter((name): name is string => typeof name === 'string' && name.length <= LONGEST_NAME)
			.slice(0, MOST_NAMES),
		isAllowed: hasSecretPath(context.getNode()),
	};
}

/**
 * Announces to a trigger of this n8n whom messages without a mark are about to leave for.
 *
 * @param names keys of the people; none to ask whether the trigger can be reached
 * @returns whether the trigger has heard it
 */
export async function announceTo(
	context: BoundedCall['context'],
	address: string,
	names: readonly string[],
): Promise<boolean> {
	for (let first = 0; first === 0 || first < names.length; first += MOST_NAMES) {
		const request = {
			headers: { [ANNOUNCE_HEADER]: 'true' },
			body: { announcedSends: names.slice(first, first + MOST_NAMES) },
			timeout: TIMEOUT_MS,
		};
		const isHeard = (body: object) => 'announced' in body;
		if (!(await postToOwnTrigger(context, [address], request, isHeard))) return false;
	}
	return true;
}
