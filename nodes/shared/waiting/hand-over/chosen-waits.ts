import { isFromCustomer, type AwaitedEvent } from '../awaited-event';
import { findMeant, findNamed, findSameWords, isPointed, isQuoteOfOne } from '../question/meaning';
import type { ExecutionWait } from './execution-waits';

/** The executions that an event goes to, in this order. */
export interface ChosenWaits<Wait extends ExecutionWait> {
	waits: Wait[];
	/** Whether it may answer questions of several of them, and nothing tells which. */
	isUnclear: boolean;
	/** Of a sent message that they know by its words: whether only one question has these. */
	isOnly?: boolean;
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

/** Questions from before may be unknown to this process, so that nothing is concluded from words. */
const STARTED_AT = Date.now();

/** News of a message that the business sent goes to who sent it, and to who waits for other things than answers. */
function chooseForOwn<Wait extends ExecutionWait>(
	waits: Wait[],
	event: AwaitedEvent,
	isAsking: boolean,
): ChosenWaits<Wait> {
	const all = waits.flatMap(({ questions }) => questions);
	const named = findNamed(all, event);
	const same = named || isAsking ? [] : findSameWords(all, event);
	const isOnly = same.length === 1;
	const changed = same.filter(({ namedByWords, askedAt }) =>
		isOnly ? namedByWords !== null && askedAt >= STARTED_AT : typeof namedByWords === 'string',
	);
	const concerned = named ? [named] : changed;
	const isConcerned = ({ questions }: Wait) =>
		questions.length === 0 || concerned.some((one) => questions.includes(one));
	return {
		waits: waits.filter(isConcerned),
		isUnclear: false,
		...(changed.length > 0 ? { isOnly } : {}),
	};
}

/**
 * Chooses among the executions that wait for a person, by all of their questions at once. A quote or a tap goes where it belongs
 * and nowhere else; other messages first to who has waited longest.
 *
 * @param isAsking whether another execution is asking this person just now, so that it cannot be told yet what else may be meant
 */
export function chooseWaits<Wait extends ExecutionWait>(
	waits: Wait[],
	event: AwaitedEvent,
	isAsking: boolean,
): ChosenWaits<Wait> {
	if (!isFromCustomer(event)) return chooseForOwn(waits, event, isAsking);
	const all = waits.flatMap(({ questions }) => questions);
	const isHeld = isAsking && isPointed(event) && !isQuoteOfOne(all, event);
	if (isHeld) return { waits: [], isUnclear: false };
	const meant = findMeant(all, event);
	const asking = waits.filter(({ questions }) => meant.some((one) => questions.includes(one)));
	if (isPointed(event)) return { waits: asking, isUnclear: asking.length > 1 };
	const others = waits.filter((wait) => !asking.includes(wait));
	return { waits: [...asking, ...others], isUnclear: false };
}
