import type { FollowedMessage } from './followed-message';
import type { Question } from './question/question';

/** Names shown of each kind, so that the panel stays readable. */
const MOST_NAMES = 5;

function listNames(names: string[]): string {
	const shown = names.slice(0, MOST_NAMES).join(', ');
	return names.length > MOST_NAMES ? `${shown} and ${names.length - MOST_NAMES} more` : shown;
}

/**
 * Who has answered and who has not, for the panel of a node that waits.
 *
 * @param arrival how answers arrive, where that takes a while
 */
export function describeReplies(questions: Question[], arrival: string): string {
	const waiting = questions.filter(({ state }) => state === 'waiting');
	const answered = questions.filter(({ state }) => state === 'answered');
	const asked = questions.filter(({ state }) => state !== 'failed').length;
	const done = answered.map(({ recipient }) => recipient);
	const told = done.length > 0 ? `: ${listNames(done)}` : '';
	const open = listNames(waiting.map(({ recipient }) => recipient));
	const problems = waiting.map((question) => question.problem ?? question.unclear ?? '');
	const problem = problems.find((text) => text !== '') ?? '';
	return `${done.length} of ${asked} answered${told}. Waiting for ${open}.${arrival} ${problem}`.trim();
}

/** How many messages are still under way, for the panel of a node that waits. */
export function describeDeliveries(messages: FollowedMessage[]): string {
	const open = messages.filter(({ state }) => state === 'waiting').length;
	return `${messages.length - open} of ${messages.length} messages settled. Waiting for ${open}.`;
}

/** What canvas and panel show of a node that waits, by its operation. */
export const WAITING_TOOLTIP =
	'={{ $parameter["operation"] === "sendAndWaitForReply" ? "Waiting for replies in WhatsApp. The execution continues once all have answered or the time is up." : $parameter["operation"] === "waitForDelivery" ? "Waiting for delivery. The execution continues once all messages have arrived or the time is up." : $parameter["operation"] === "sendAndWait" ? "Waiting for approval in WhatsApp. The execution continues once the decision is there or the time is up." : "" }}';
