import type { IDataObject } from 'n8n-workflow';

import { callForJson, type BoundedCall } from '../http/transfer/bounded-call';
import { isPayload, type Payload } from './payload';

/** What a trigger of this n8n is asked. */
export interface OwnRequest {
	headers: Record<string, string>;
	body: IDataObject;
	/** In milliseconds, for each address. */
	timeout: number;
}

/**
 * Posts to a trigger of this n8n.
 *
 * @param addresses of one trigger, the first one that answers as meant counts
 * @param isMeant whether a body with status 200 comes from the trigger
 * @returns the body; undefined where no address answered so
 */
export async function postToOwnTrigger(
	context: BoundedCall['context'],
	addresses: readonly string[],
	{ headers, body, timeout }: OwnRequest,
	isMeant: (answer: Payload) => boolean,
): Promise<Payload | undefined> {
	for (const url of addresses) {
		try {
			const answer = await callForJson({
				context,
				options: {
					method: 'POST',
					url,
					headers,
					body,
					json: true,
					disableFollowRedirect: true,
					timeout,
				},
			});
			if (answer.statusCode === 200 && isPayload(answer.body) && isMeant(answer.body)) {
				return answer.body;
			}
		} catch {
			// The next address; without one the caller decides.
		}
	}
	return undefined;
}
