import type { IDataObject } from 'n8n-workflow';

import { isObject, jsonOf } from './answer';
import { FAILURES } from './catalogue';
import { recipientFailure, recipientsOf, type Failure } from './predicate';

/** What one recipient of a call to many can expect. */
export interface RecipientResult {
	whatsappNumber: string;
	localMessageId?: string;
	failure?: Failure;
	/** Set when an earlier try of the same run had sent this. */
	remembered?: true;
}

interface Asked {
	whatsappNumber: string;
	localMessageId?: string;
}

function textIn(entry: IDataObject, ...names: string[]): string | undefined {
	const value = names
		.map((name) => entry[name])
		.find((text) => typeof text === 'string' && text !== '');
	return value as string | undefined;
}

function digitsOf(target: string): string {
	return target.split(':').pop()!.replace(/\D/g, '') || target;
}

const LEFT_OUT: Failure = {
	code: 'recipient-left-out',
	message: FAILURES['recipient-left-out'].message,
	httpCode: '200',
};

/**
 * Gives each recipient its own result, matched by number: the order of the answer is not promised, and
 * recipients that WATI drops silently are missing from it (docs.wati.io, "Errors"). An answer that names
 * nobody, as v1's may, accepts all.
 */
export function resultsOf(rawBody: unknown, asked: Asked[]): RecipientResult[] {
	const body = jsonOf(rawBody);
	const entries = isObject(body) ? recipientsOf(body) : [];
	if (entries.length === 0 && !(isObject(body) && Array.isArray(body.receivers))) {
		return asked.map(({ whatsappNumber, localMessageId }) => ({ whatsappNumber, localMessageId }));
	}
	const byNumber = new Map<string, IDataObject[]>();
	for (const entry of entries) {
		const number = digitsOf(
			textIn(entry, 'waId', 'whatsappNumber', 'phone_number', 'target') ?? '',
		);
		byNumber.set(number, [...(byNumber.get(number) ?? []), entry]);
	}
	return asked.map(({ whatsappNumber, localMessageId }) => {
		const entry = byNumber.get(digitsOf(whatsappNumber))?.shift();
		if (!entry) return { whatsappNumber, localMessageId, failure: LEFT_OUT };
		return {
			whatsappNumber,
			localMessageId: textIn(entry, 'localMessageId', 'local_message_id') ?? localMessageId,
			failure: recipientFailure(entry),
		};
	});
}
