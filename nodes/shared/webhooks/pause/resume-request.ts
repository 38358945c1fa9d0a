import { randomBytes } from 'crypto';
import type { IWebhookFunctions } from 'n8n-workflow';

import type { BoundedCall } from '../../http/transfer/bounded-call';
import { postToOwnTrigger } from '../own-request';
import { getFlag, isPayload } from '../payload';
import { hasSecretPath } from '../secret-path';

/** Asks a trigger to let messages of a person start executions again; its value is the key of the process that asks. */
const RESUME_HEADER = 'x-resume-bot';

/** Lets this process ask its own triggers, whatever their address is. */
const PROCESS_KEY = randomBytes(24).toString('base64url');

const TIMEOUT_MS = 15_000;
const MOST_NAMES = 5;
const LONGEST_NAME = 100;

/** Who asks, and for whom. */
export interface ResumeRequest {
	/** Keys of the person. */
	names: string[];
	/** Whether the caller may ask: it is this process, or knows an address that nobody can guess. */
	isAllowed: boolean;
}

function readNames(body: unknown): string[] {
	const names = isPayload(body) && Array.isArray(body.resumeBot) ? body.resumeBot : [];
	return names
		.filter((name): name is string => typeof name === 'string' && name.length <= LONGEST_NAME)
		.slice(0, MOST_NAMES);
}

/** What a request of Resume Bot asks for; null for requests of the service. */
export function readResumeRequest(context: IWebhookFunctions): ResumeRequest | null {
	const { headers, body } = context.getRequestObject();
	const key = headers[RESUME_HEADER];
	if (typeof key !== 'string') return null;
	return {
		names: readNames(body),
		isAllowed: key === PROCESS_KEY || hasSecretPath(context.getNode()),
	};
}

/**
 * Asks a trigger by its address, so that it stores that the pause has ended.
 *
 * @param addresses of one trigger, the first one that answers counts
 * @returns whether the chat was paused; undefined where the trigger could not be reached
 */
export async function requestResume(
	context: BoundedCall['context'],
	addresses: readonly string[],
	names: readonly string[],
): Promise<boolean | undefined> {
	const request = {
		headers: { [RESUME_HEADER]: PROCESS_KEY },
		body: { resumeBot: [...names] },
		timeout: TIMEOUT_MS,
	};
	const answer = await postToOwnTrigger(context, addresses, request, (body) => 'resumed' in body);
	return answer && getFlag(answer, 'resumed');
}
