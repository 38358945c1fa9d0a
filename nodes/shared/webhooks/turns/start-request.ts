import type { IWebhookFunctions } from 'n8n-workflow';

import { callForJson, type BoundedCall } from '../../http/transfer/bounded-call';
import { isPayload } from '../payload';

/** Names the turn that a request is to start; only who knows its ID can. */
const START_HEADER = 'x-start-turn';

/** An execution may start only after the files of its messages came. */
const TIMEOUT_MS = 120_000;

/** The turn that a request of this n8n is to start; null for requests of the service. */
export function readTurnToStart(context: IWebhookFunctions): string | null {
	const id = context.getRequestObject().headers[START_HEADER];
	return typeof id === 'string' && id !== '' ? id : null;
}

/**
 * Posts to the trigger's own address, so that n8n has a request to start an execution for: a node can start one in no
 * other way.
 *
 * @param addresses of the trigger, the first one that answers counts
 * @returns whether n8n took it
 */
export async function requestStart(
	context: BoundedCall['context'],
	addresses: readonly string[],
	turnId: string,
): Promise<boolean> {
	for (const url of addresses) {
		try {
			const { statusCode, body } = await callForJson({
				context,
				options: {
					method: 'POST',
					url,
					headers: { [START_HEADER]: turnId },
					body: {},
					json: true,
					disableFollowRedirect: true,
					timeout: TIMEOUT_MS,
				},
			});
			if (statusCode === 200 && isPayload(body)) return true;
		} catch {
			// The next address, or another try after a pause: what is kept stays so until its execution is there.
		}
	}
	return false;
}
