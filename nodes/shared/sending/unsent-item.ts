import type { IDataObject, IExecuteSingleFunctions, INodeExecutionData } from 'n8n-workflow';

import { errorItem, getErrorCode, type NodeFailure } from '../errors/node-error';
import { isObject } from '../parameters/json';
import { toRecipientFields } from '../parameters/phone-number/person';

/** The parts of an item's context that tell whom it is about. */
type Unsent = Pick<IExecuteSingleFunctions, 'getItemIndex' | 'getNode' | 'getNodeParameter'>;

/** The number as it stands in the field; undefined where an expression fails, or there is none. */
function readGivenNumber(context: Unsent): string | undefined {
	try {
		const given: unknown = context.getNodeParameter('whatsappNumber', '');
		const value = isObject(given) ? given.value : given;
		return ['string', 'number'].includes(typeof value) && value !== '' ? String(value) : undefined;
	} catch {
		return undefined;
	}
}

/**
 * The item of a send that failed. On the output of accepted sends it has their `accepted`, null where the message may have left,
 * and `whatsappNumber`. n8n's error output takes no item with such keys, and adds the fields of the input.
 *
 * @param whatsappNumber as it was read; without it as it was given
 */
export function createUnsentItem(
	context: Unsent,
	error: NodeFailure,
	whatsappNumber = readGivenNumber(context),
	details: IDataObject = {},
): INodeExecutionData {
	const { json, ...item } = errorItem(error, context.getItemIndex(), details);
	if (context.getNode().onError === 'continueErrorOutput') return { json, ...item };
	const accepted = getErrorCode(error) === 'outcome-unknown' ? null : false;
	return { ...item, json: { ...json, accepted, ...(whatsappNumber ? toRecipientFields(whatsappNumber) : {}) } };
}
