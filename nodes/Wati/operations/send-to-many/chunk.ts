import type { IDataObject } from 'n8n-workflow';

import { getAdvice, getErrorCode, readFailureText, type NodeFailure } from '../../../shared/errors/node-error';
import {
	readAsked,
	broadcastIdIn,
	readResults,
	type RecipientResult,
} from '../../responses/recipients';
import { changeRequest } from '../../../shared/http/request-session';
import type { OperationPipeline, PipelineRequest } from '../../../shared/http/pipeline';
import { adviseAfterUnknown } from '../single-write';
import type { Group } from './read-items';
import { bodyWith, type ToMany } from './to-many';
import { recordChunk, verifyChunk } from './verify-chunk';
import type { Refusal } from '../../../shared/errors/refusal';

/** What became of one call to many. */
export interface ChunkOutcome {
	/** One per recipient, in their order. */
	results: RecipientResult[];
	/** Set when the call as a whole failed: the failure of each recipient that was not found in its chat. */
	failure?: Refusal;
}

/** What the answer says of all recipients together. */
function told(answer: unknown, { scheduled_at: scheduledAt }: IDataObject) {
	const broadcastId = broadcastIdIn(answer);
	return {
		...(broadcastId === undefined ? {} : { broadcastId }),
		...(typeof scheduledAt === 'string' ? { scheduledAt } : {}),
	};
}

function advise({ whatToDo }: ToMany, failure: NodeFailure): string {
	if (getErrorCode(failure) === 'outcome-unknown' && whatToDo !== undefined) {
		return adviseAfterUnknown(whatToDo);
	}
	return getAdvice(failure);
}

/**
 * Sends one chunk. A failure of the call is the result of each of its recipients; with Verify Before Failing
 * some of those with an unknown outcome are looked up.
 *
 * @param group holds what is the same for all of its recipients
 */
export async function sendChunk(
	request: PipelineRequest,
	next: OperationPipeline,
	way: ToMany,
	{ list, body: shared }: Pick<Group, 'list' | 'body'>,
	recipients: IDataObject[],
): Promise<ChunkOutcome> {
	const body = bodyWith(list, shared, recipients);
	const { session } = request;
	const call = { ...changeRequest(request, { body }), isKeptByRecipient: true };
	const sentAt = Date.now();
	const { page, failure, unknown } = await next(call);
	const verify = session.options.verify === true && way.whatToDo === undefined;
	const asked = recipients.map(readAsked);
	if (page) {
		const answer: unknown = page.answer.body;
		const common = told(answer, shared);
		const results = readResults(answer, asked).map((result) => ({ ...result, ...common }));
		if (way.whatToDo === undefined && !page.remembered) {
			recordChunk(session, call.options, results, { sentAt, isAccepted: true });
		}
		if (!page.remembered) return { results };
		return { results: results.map((result) => ({ ...result, remembered: true })) };
	}
	const common: RecipientResult['failure'] = {
		code: getErrorCode(failure)!,
		...readFailureText(failure),
		description: advise(way, failure),
	};
	const results = asked.map((recipient) => ({ ...recipient, failure: common }));
	if (unknown && way.whatToDo === undefined && unknown.sentAt >= sentAt) {
		recordChunk(session, call.options, results, unknown);
	}
	if (!unknown || !verify) return { results, failure: common };
	return { results: await verifyChunk(session, unknown, results), failure: common };
}
