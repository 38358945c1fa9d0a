import type { IWebhookFunctions } from 'n8n-workflow';

import type { BoundedCall } from '../../http/transfer/bounded-call';
import { postToOwnTrigger } from '../own-request';
import { hasSecretPath } from '../secret-path';
import { statusIn, type TriggerStatus } from './status';

/** Asks a trigger for its status: a worker of queue mode has nothing of it. */
const STATUS_HEADER = 'x-trigger-status';

const TIMEOUT_MS = 5_000;

/** What another process of this n8n asks; `isAllowed` where it knows an address that nobody can guess. */
export interface StatusRequest {
	isAllowed: boolean;
}

/** Whether a request asks for the status; null for requests of the service. */
export function readStatusRequest(context: IWebhookFunctions): StatusRequest | null {
	const { headers } = context.getRequestObject();
	if (headers[STATUS_HEADER] === undefined) return null;
	return { isAllowed: hasSecretPath(context.getNode()) };
}

/** @returns undefined where no trigger answers at the address */
export async function requestStatus(
	context: BoundedCall['context'],
	address: string,
): Promise<TriggerStatus | undefined> {
	const request = { headers: { [STATUS_HEADER]: 'true' }, body: {}, timeout: TIMEOUT_MS };
	const isMeant = (body: object) => 'triggerStatus' in body;
	const answer = await postToOwnTrigger(context, [address], request, isMeant);
	return statusIn(answer?.triggerStatus) ?? undefined;
}
