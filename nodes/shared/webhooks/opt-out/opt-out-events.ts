import type { TriggerEvent } from '../filters';
import { readOptOutWord, type OptOutChoice, type OptOutWords } from './opt-out-words';

/** An event that is another one of the service, seen as what it means for opting out. */
export interface OptOutRow {
	/** Stable value of the choice and of the field `event` in the item. */
	value: string;
	label: string;
	description: string;
	/** As n8n's palette shows it. */
	action: string;
}

const VALUES: Record<OptOutChoice, string> = { out: 'optedOut', in: 'optedIn' };

/** Values of the events below. */
export const OPT_OUT_EVENTS: readonly string[] = Object.values(VALUES);

/**
 * The events that both triggers have beside those of their service.
 *
 * @param more what opts out or in besides a word, e.g. ` or stopped marketing messages`
 */
export function buildOptOutRows(more: Record<OptOutChoice, string>): OptOutRow[] {
	return [
		{
			value: VALUES.out,
			label: 'Opted Out',
			action: 'On an opt-out',
			description: `A customer wrote only a word such as STOP, in any of ten languages${more.out}`,
		},
		{
			value: VALUES.in,
			label: 'Opted In',
			action: 'On an opt-in',
			description: `A customer wrote only a word such as START, in any of ten languages${more.in}`,
		},
	];
}

type OptOutParts = Pick<
	TriggerEvent,
	'kind' | 'fromMe' | 'chatInput' | 'media' | 'groupId' | 'buttonReply' | 'listReply'
>;

/**
 * Whether a customer opts out (`true`) or in again (`false`) by a message; null for any other event. What is said in a
 * group is said to others. A tap opts out, since templates have a button for that, but never in: a quiz may have a
 * button called Start.
 */
export function readOptedOut(
	{ kind, fromMe, chatInput, media, groupId, buttonReply, listReply }: OptOutParts,
	further?: OptOutWords,
): boolean | null {
	if (kind !== 'message' || fromMe || media !== null || (groupId ?? null) !== null) return null;
	const choice = readOptOutWord(chatInput, further);
	const isTap = (buttonReply ?? listReply ?? null) !== null;
	if (choice === null || (choice === 'in' && isTap)) return null;
	return choice === 'out';
}

/**
 * Gives an event by which a customer opts out or in that name, where the user chose it. Its copies stay copies, since
 * the key of the fact stays as it is.
 *
 * @param chosen values of the events that the user chose
 */
export function nameOptOut<Event extends TriggerEvent>(
	event: Event,
	chosen: readonly string[],
	further: OptOutWords,
): Event {
	const optedOut = readOptedOut(event, further) ?? event.optedOut;
	const value = optedOut === null ? undefined : VALUES[optedOut ? 'out' : 'in'];
	const isChosen = value !== undefined && chosen.includes(value);
	if (!isChosen && optedOut === event.optedOut) return event;
	return { ...event, optedOut, ...(isChosen ? { event: value } : {}) };
}

/** Whether an event has the name of one of {@link buildOptOutRows}. */
export function isNamedOptOut({ event }: Pick<TriggerEvent, 'event'>): boolean {
	return OPT_OUT_EVENTS.includes(event);
}
