import type { IDataObject } from 'n8n-workflow';

import type { NodeFailure } from '../../errors/node-error';

/** One row of the table that an operation Check Setup makes. */
export interface SetupCheck extends IDataObject {
	check: string;
	status: 'ok' | 'warning' | 'failed' | 'unknown';
	detail: string;
	/** What to do next. */
	whatToDo: string;
}

/** A word, since n8n's tables show empty fields in red. */
const NOTHING = 'Nothing';

/** A row of the table. */
export function row(
	check: string,
	status: SetupCheck['status'],
	detail: string,
	whatToDo = NOTHING,
): SetupCheck {
	return { check, status, detail, whatToDo };
}

/** A row for a question that was not answered as hoped, in the words of the failure. */
export function failedRow(
	check: string,
	failure: NodeFailure,
	status: SetupCheck['status'] = 'failed',
): SetupCheck {
	return row(check, status, failure.message, failure.description ?? undefined);
}
