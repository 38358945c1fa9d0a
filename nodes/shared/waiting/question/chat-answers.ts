import { isFromCustomer, type AwaitedEvent } from '../awaited-event';
import { findQuestion, isAskedBy, type Question } from './question';

/**
 * The messages of a chat that answer open questions. What stands before a question in its chat answers none, whatever
 * the clocks of two servers say.
 *
 * @param events of one chat, oldest first
 */
export function getAnswersIn(events: AwaitedEvent[], questions: Question[]): AwaitedEvent[] {
	const places = new Map(
		questions.map((question) => {
			const isAsking = (event: AwaitedEvent) => event.fromMe && isAskedBy(question, event);
			return [question, events.findIndex(isAsking)];
		}),
	);
	return events.filter((event, place) => {
		if (!isFromCustomer(event)) return false;
		const before = questions.filter((question) => (places.get(question) ?? -1) < place);
		return findQuestion(before, event) !== undefined;
	});
}
