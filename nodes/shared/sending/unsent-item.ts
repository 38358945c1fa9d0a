import type { IDataObject, IExecuteSingleFunctions, INodeExecutionData } from 'n8n-workflow';

import type { FailureCode } from '../errors/catalogue';
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

/** What is not to be sent again, or leaves open whether it left. */
const OUTCOMES: Partial<Record<FailureCode, string>> = {
	'outcome-unknown': 'unknown',
	'recipient-left-out': 'unknown',
	'recipient-duplicate': 'repeated',
	'recipient-opted-out': 'optedOut',
};

/**
 * Whether a message may be sent again: n8n's IF node takes a null for false, so that `accepted` does not say it
 * (n8n-workflow 2.41, `filter-parameter`).
 */
function getOutcome({ context }: NodeFailure): string {
	if (context.isPartlySent === true) return 'partlySent';
	return OUTCOMES[context.code as FailureCode] ?? 'notSent';
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
	const told = { outcome: getOutcome(error), ...details };
	const { json, ...item } = errorItem(error, context.getItemIndex(), told);
	if (context.getNode().onError === 'continueErrorOutput') return { json, ...item };
	const accepted = getErrorCode(error) === 'outcome-unknown' ? null : false;
	return { ...item, json: { ...json, accepted, ...(whatsappNumber ? toRecipientFields(whatsappNumber) : {}) } };
}
