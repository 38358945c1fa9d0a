import type { IDataObject } from 'n8n-workflow';

import type { SendResult } from './pipeline';

/** The result of an operation that has what it puts out without an answer of its own. */
export function createResult(records: IDataObject[]): SendResult {
	const answer = { statusCode: 200, headers: {}, body: undefined };
	return { page: { answer, items: records.map((json) => ({ json })) } };
}
