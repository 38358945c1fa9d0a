import type { IWebhookFunctions } from 'n8n-workflow';

import type { BoundedCall } from '../../http/transfer/bounded-call';
import { postToOwnTrigger } from '../own-request';

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
	const request = { headers: { [START_HEADER]: turnId }, body: {}, timeout: TIMEOUT_MS };
	return (await postToOwnTrigger(context, addresses, request, () => true)) !== undefined;
}
