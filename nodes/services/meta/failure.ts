import type { FailureCode } from '../../shared/errors/catalogue';
import type { Failure } from '../../shared/webhooks/event';
import {
	getNumber,
	getObject,
	getObjects,
	getText,
	type Payload,
} from '../../shared/webhooks/payload';
import { findMetaCode, getMetaAdvice } from './errors/codes';

/** A delivery that went wrong, with what the node says of a refusal with the same number. */
export interface MetaFailure extends Failure {
	/** The stable code that the errors of the node have as well; null for a number that is not in Meta's list. */
	reason: FailureCode | null;
	/** What Meta's number stands for. */
	meaning: string | null;
	/** What to do next. */
	advice: string | null;
	/** Whether the same message can arrive when it is sent again some minutes later. */
	retriable: boolean;
}

/**
 * Reads the first error of a status, a message or a change: Meta's number, the most telling of its words, and what
 * both mean. Null where nothing went wrong.
 */
export function readFailure(source: Payload): MetaFailure | null {
	const [error] = getObjects(source, 'errors');
	if (!error) return null;
	const data = getObject(error, 'errorData') ?? {};
	const number = getNumber(error, 'code');
	const known = number === null ? undefined : findMetaCode(number);
	return {
		code: getText(error, 'code'),
		detail: getText(data, 'details') ?? getText(error, 'message', 'title'),
		reason: known?.code ?? null,
		meaning: known?.meaning ?? null,
		advice: known ? getMetaAdvice(known) : null,
		retriable: known?.isRetriable === true,
	};
}
