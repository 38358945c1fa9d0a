import type { IWebhookFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

type Response = ReturnType<IWebhookFunctions['getResponseObject']>;

const LOOK_EVERY_MS = 100;

/** n8n answers long before, or stopped. */
const MOST_LOOKS = 6_000;

/**
 * Settles with the status that n8n answered a request with: by then it has stored the execution and the static data, or
 * failed to. A caller that hung up gets no answer, but n8n writes it all the same.
 */
export async function statusAnswered(response: Response): Promise<number> {
	const isSent = await new Promise<boolean>((resolve) => {
		response.once('finish', () => resolve(true));
		response.once('close', () => resolve(false));
	});
	for (let look = 0; !isSent && !response.writableEnded && look < MOST_LOOKS; look++) {
		await sleep(LOOK_EVERY_MS);
	}
	return response.statusCode;
}
