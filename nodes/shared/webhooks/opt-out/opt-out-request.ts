import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import type { BoundedCall } from '../../http/transfer/bounded-call';
import { isOptOutHash } from '../memory/opt-outs';
import { postToOwnTrigger } from '../own-request';
import { isPayload } from '../payload';
import { hasSecretPath } from '../secret-path';

/** Asks a trigger who opted out, and tells it what a send heard: in queue mode a send knows nothing of the trigger. */
const OPT_OUT_HEADER = 'x-opt-outs';

const TIMEOUT_MS = 5_000;
const MOST_HASHES = 1_000;

/** What another process of this n8n asks and tells, with a hash for each person. */
export interface OptOutRequest {
	/** Of whom it wants to know whether they opted out. */
	asked: string[];
	/** Of whom a send said that they did. */
	heard: string[];
	/** Whether the caller knows an address that nobody can guess. */
	isAllowed: boolean;
}

function readHashes(list: unknown): string[] {
	return Array.isArray(list) ? list.filter(isOptOutHash).slice(0, MOST_HASHES) : [];
}

/** What another process of this n8n asks about people who opted out; null for requests of the service. */
export function readOptOutRequest(context: IWebhookFunctions): OptOutRequest | null {
	const { headers, body } = context.getRequestObject();
	if (headers[OPT_OUT_HEADER] === undefined) return null;
	const { asked, heard } = isPayload(body) ? body : {};
	const isAllowed = hasSecretPath(context.getNode());
	return { asked: readHashes(asked), heard: readHashes(heard), isAllowed };
}

/**
 * Posts to the triggers of one workflow, which share what they know: the first one that answers counts.
 *
 * @returns what is known of the asked, as static data has it; undefined where no trigger answered
 */
export async function requestOptOuts(
	context: BoundedCall['context'],
	addresses: readonly string[],
	{ asked = [], heard = [] }: Partial<Record<'asked' | 'heard', readonly string[]>>,
): Promise<IDataObject[] | undefined> {
	const answers: IDataObject[] = [];
	for (let first = 0; first === 0 || first < asked.length; first += MOST_HASHES) {
		const request = {
			headers: { [OPT_OUT_HEADER]: 'true' },
			body: { asked: asked.slice(first, first + MOST_HASHES), heard: [...heard] },
			timeout: TIMEOUT_MS,
		};
		const isMeant = (body: object) => 'optOuts' in body;
		const answer = await postToOwnTrigger(context, addresses, request, isMeant);
		if (answer === undefined) return undefined;
		answers.push(answer as IDataObject);
	}
	return answers;
}
