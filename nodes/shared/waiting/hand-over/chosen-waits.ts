import { isFromCustomer, type AwaitedEvent } from '../awaited-event';
import { findMeant, findNamed, isPointed, isQuoteOfOne } from '../question/meaning';
import type { ExecutionWait } from './execution-waits';

/** The executions that an event goes to, in this order. */
export interface ChosenWaits<Wait extends ExecutionWait> {
	waits: Wait[];
	/** Whether it may answer questions of several of them, and nothing tells which. */
	isUnclear: boolean;
}

/** Whether who waits elsewhere matters: a question there may be the one that is meant. */
export function concernsAll(waits: ExecutionWait[], event: AwaitedEvent): boolean {
	if (event.fromMe) return true;
	return (
		isPointed(event) &&
		!isQuoteOfOne(
			waits.flatMap(({ questions }) => questions),
			event,
		)
	);
}

/**
 * Chooses among the executions that wait for a person, by all of their questions at once. A quote or a tap goes where it belongs
 * and nowhere else; other messages first to who has waited longest; news of a message that the business sent to who sent it.
 */
export function chooseWaits<Wait extends ExecutionWait>(
	waits: Wait[],
	event: AwaitedEvent,
): ChosenWaits<Wait> {
	const all = waits.flatMap(({ questions }) => questions);
	if (!isFromCustomer(event)) {
		const named = findNamed(all, event);
		const isConcerned = ({ questions }: Wait) =>
			questions.length === 0 || (named !== undefined && questions.includes(named));
		return { waits: waits.filter(isConcerned), isUnclear: false };
	}
	const meant = findMeant(all, event);
	const asking = waits.filter(({ questions }) => meant.some((one) => questions.includes(one)));
	if (isPointed(event)) return { waits: asking, isUnclear: asking.length > 1 };
	const others = waits.filter((wait) => !asking.includes(wait));
	return { waits: [...asking, ...others], isUnclear: false };
}
