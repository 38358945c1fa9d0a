import type { IExecuteFunctions } from 'n8n-workflow';

import { nodeError, type NodeFailure } from '../errors/node-error';
import type { InputError } from '../parameters/input';

/** What n8n shows of a field that cannot be read for an item. */
export function toItemFailure(
	context: IExecuteFunctions,
	thrown: unknown,
	itemIndex: number,
): NodeFailure {
	const { message, description } = thrown as InputError;
	return nodeError(context.getNode(), 'input-invalid', { message, description, itemIndex });
}
