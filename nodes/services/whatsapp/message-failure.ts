import type { FailureCode, FailureKind } from '../../shared/errors/catalogue';
import type { Failure } from '../../shared/webhooks/event';
import type { MetaCode } from './meta-code';

/** A delivery that went wrong, with what the nodes say of a refusal with the same number. */
export interface MessageFailure extends Failure {
	/** The stable code that the errors of the nodes have as well; null for a number that is not in Meta's list. */
	reason: FailureCode | null;
	/** What Meta's number stands for. */
	meaning: string | null;
	/** What to do next. */
	advice: string | null;
	/** Whether the same message can arrive when it is sent again some minutes later. */
	retriable: boolean;
}

/** What to do after a failure: the advice of its number, or the one of its stable code. */
export function getAdvice(
	{ code, advice }: MetaCode,
	failures: Record<FailureCode, FailureKind>,
): string {
	return advice ?? failures[code].advice;
}

/**
 * Adds to a failure what its number means.
 *
 * @param known the row of the number, if there is one
 * @param failures all failures, as they are said of the service
 */
export function explainFailure(
	failure: Failure,
	known: MetaCode | undefined,
	failures: Record<FailureCode, FailureKind>,
): MessageFailure {
	return {
		...failure,
		reason: known?.code ?? null,
		meaning: known?.meaning ?? null,
		advice: known ? getAdvice(known, failures) : null,
		retriable: known?.isRetriable === true,
	};
}
