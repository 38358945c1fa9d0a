import type { AwaitedEvent } from '../awaited-event';
import { findArrival } from '../in-process/arrivals';
import {
	findMeantAmong,
	hasSameWords,
	isAskedAfter,
	isAskedBy,
	type OpenQuestion,
} from './meaning';
import type { Question } from './question';

/**
 * The messages of a chat that answer open questions. What stands before a question in its chat, or arrived before it was asked,
 * does not answer it, whatever the clocks of two servers say.
 *
 * @param events of one chat, oldest first
 * @param others questions of other executions
 * @param isElsewhere whether another execution has a message, whose answer it was then
 */
export function getAnswersIn(
	events: AwaitedEvent[],
	questions: Question[],
	others: OpenQuestion[],
	isElsewhere: (event: AwaitedEvent) => boolean,
): AwaitedEvent[] {
	const places = new Map(
		[...questions, ...others].map((question) => {
			const isAsking = (event: AwaitedEvent) =>
				event.fromMe && (isAskedBy(question, event) || hasSameWords(question, event));
			return [question, events.findIndex(isAsking)];
		}),
	);
	return events.filter((event, place) => {
		const arrivedAt = findArrival(event)?.at ?? Infinity;
		const isBefore = (question: OpenQuestion) =>
			(places.get(question) ?? -1) < place && !isAskedAfter(question, event, arrivedAt);
		const own = questions.filter(isBefore);
		const meant = findMeantAmong(own, others.filter(isBefore), event);
		if (!meant.some((question) => own.includes(question as Question))) return false;
		return meant.length > 1 || !isElsewhere(event);
	});
}
