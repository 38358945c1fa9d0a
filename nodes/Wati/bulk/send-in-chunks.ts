import type {
	IDataObject,
	IExecutePaginationFunctions,
	INodeExecutionData,
	NodeApiError,
} from 'n8n-workflow';

import type { Receiver } from '../requests/recipients';
import { errorItem, nodeError } from '../responses/node-error';
import type { RecipientResult } from '../responses/recipients';
import { transportBy } from '../transport/transport';
import { CHUNK, sendChunk } from './chunk';

/** Refused recipients named in a message; more would not be read. */
const NAMED = 5;

function summary(
	context: IExecutePaginationFunctions,
	results: RecipientResult[],
	total: number,
): NodeApiError {
	const refused = results.filter(({ failure }) => failure !== undefined);
	const { failure } = refused[0]!;
	const named = refused
		.slice(0, NAMED)
		.map(({ whatsappNumber, failure: reason }) => `${whatsappNumber}: ${reason?.message ?? ''}`)
		.join('; ');
	const more = refused.length > NAMED ? `; and ${refused.length - NAMED} more` : '';
	const sent = results.length - refused.length;
	const unsent = total - results.length;
	return nodeError(context.getNode(), failure!.code, {
		message: `${refused.length} of ${total} recipients were not accepted: ${named}${more}`,
		description: `${sent} recipients were accepted: do not send to them again. ${unsent} were not tried. Set On Error to continue to get one item per recipient.`,
		httpCode: failure!.httpCode,
		itemIndex: context.getItemIndex(),
	});
}

function itemOf(
	context: IExecutePaginationFunctions,
	{ whatsappNumber, localMessageId, remembered, failure }: RecipientResult,
): INodeExecutionData {
	const itemIndex = context.getItemIndex();
	if (failure) {
		const error = nodeError(context.getNode(), failure.code, { ...failure, itemIndex });
		return errorItem(error, itemIndex, { whatsappNumber });
	}
	const known = { whatsappNumber, localMessageId, remembered };
	const named = Object.entries(known).filter(([, value]) => value !== undefined);
	return { json: { accepted: true, ...Object.fromEntries(named) } };
}

/**
 * Sends one template to the list of one item in calls of at most 1,000 recipients and gives back one item
 * per recipient. When the node stops on error, the first call with a refused recipient is the last one.
 */
export const sendInChunks = transportBy(async (passage, request, context) => {
	const { receivers, ...body } = request.options.body as IDataObject & { receivers: Receiver[] };
	const results: RecipientResult[] = [];
	for (let start = 0; start < receivers.length; start += CHUNK) {
		const chunk = receivers.slice(start, start + CHUNK);
		results.push(...(await sendChunk(passage, body, chunk)).results);
		const refused = results.some(({ failure }) => failure !== undefined);
		if (refused && !context.continueOnFail()) throw summary(context, results, receivers.length);
	}
	return results.map((result) => itemOf(context, result));
});
