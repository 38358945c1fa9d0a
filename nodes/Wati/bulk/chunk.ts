import type { IDataObject } from 'n8n-workflow';

import type { Receiver } from '../requests/recipients';
import { codeOf } from '../responses/node-error';
import type { Failure } from '../responses/predicate';
import { resultsOf, type RecipientResult } from '../responses/recipients';
import type { Passage } from '../transport/passage';

/** Recipients in one call. WATI names no maximum for v1 and v2; v3 takes 10,000. */
export const CHUNK = 1_000;

/** What became of one call to many. */
export interface ChunkOutcome {
	/** One per recipient, in their order. */
	results: RecipientResult[];
	/** Set when the call as a whole failed: then it is the failure of each recipient. */
	failure?: Failure;
}

/** Sends one chunk. A failure of the call is the result of each of its recipients. */
export async function sendChunk(
	passage: Passage,
	body: IDataObject,
	receivers: Receiver[],
): Promise<ChunkOutcome> {
	const { page, failure } = await passage.attempt({ body: { ...body, receivers } });
	if (page) {
		const results = resultsOf(page.answer.body, receivers);
		if (!page.remembered) return { results };
		return { results: results.map((result) => ({ ...result, remembered: true })) };
	}
	const shared: Failure = {
		code: codeOf(failure) ?? 'request-refused',
		message: failure.message,
		httpCode: failure.httpCode ?? 'none',
	};
	const results = receivers.map(({ whatsappNumber, localMessageId }) => ({
		whatsappNumber,
		localMessageId,
		failure: shared,
	}));
	return { results, failure: shared };
}
