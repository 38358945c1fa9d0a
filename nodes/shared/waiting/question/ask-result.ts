import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { getErrorCode, isNodeFailure, type NodeFailure } from '../../errors/node-error';

/** Says in a failure that ends the run that those who were asked are not waited for. */
export function addUnheard(error: unknown, asked: number): unknown {
	if (!isNodeFailure(error) || asked === 0) return error;
	const answers = asked === 1 ? 'The answer to the question' : 'The answers to the questions';
	const value = `${error.description ?? ''} ${answers} already sent will not be waited for.`.trim();
	Object.defineProperty(error, 'description', { value, enumerable: true, configurable: true });
	return error;
}

/** What came of asking one item: what the send gave out, or its failure; neither when it was held back. */
export interface AskResult {
	items: INodeExecutionData[];
	error?: unknown;
}

/** Why it is unknown whether a question reached the customer; undefined for any other result. */
export function findUnknownOutcome({ items, error }: AskResult): string | undefined {
	if (getErrorCode(error) === 'outcome-unknown') return (error as NodeFailure).message;
	const { error: message, details } = (items[0]?.json ?? {}) as IDataObject;
	const isUnknown = (details as IDataObject | undefined)?.code === 'outcome-unknown';
	return isUnknown ? String(message) : undefined;
}
