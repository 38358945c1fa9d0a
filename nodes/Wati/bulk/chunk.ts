import type { IDataObject, IExecutePaginationFunctions } from 'n8n-workflow';

import type { Receiver } from '../requests/recipients';
import { codeOf } from '../responses/node-error';
import type { Failure } from '../responses/predicate';
import { resultsOf, type RecipientResult } from '../responses/recipients';
import type { Passage } from '../transport/passage';
import { take } from '../transport/verify';
import { verifyChunk } from './verify-chunk';

/** Recipients in one call. WATI names no maximum for v1 and v2; v3 takes 10,000. */
export const CHUNK = 1_000;

/** What became of one call to many. */
export interface ChunkOutcome {
	/** One per recipient, in their order. */
	results: RecipientResult[];
	/** Set when the call as a whole failed: the failure of each recipient that was not found in its chat. */
	failure?: Failure;
}

/**
 * Sends one chunk. A failure of the call is the result of each of its recipients; with Verify Before Failing
 * some of those with an unknown outcome are looked up.
 */
export async function sendChunk(
	passage: Passage,
	context: IExecutePaginationFunctions,
	body: IDataObject,
	receivers: Receiver[],
): Promise<ChunkOutcome> {
	const { page, failure, unsettled } = await passage.attempt({ body: { ...body, receivers } });
	const { verify } = passage.wishes;
	if (page) {
		const results = resultsOf(page.answer.body, receivers);
		for (const { whatsappNumber, localMessageId } of verify === true ? results : []) {
			take(context, whatsappNumber, { localMessageId });
		}
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
	if (!unsettled || verify !== true) return { results, failure: shared };
	return { results: await verifyChunk(passage, context, unsettled, results), failure: shared };
}
