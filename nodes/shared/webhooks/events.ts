/** What an event is about. */
export type EventKind =
	| 'account'
	| 'call'
	| 'chat'
	| 'contact'
	| 'message'
	| 'payment'
	| 'status'
	| 'template'
	| 'unknown';

/** One event as people mean it, with all the names it is sent under. */
export interface EventRow {
	/** Stable value of the choice and of the field `event` in the item. */
	value: string;
	label: string;
	description: string;
	kind: EventKind;
	/** Names to subscribe to: one family only, so that each fact is sent once. */
	subscribe: readonly string[];
	/** Further names that may be sent, or taken only in some accounts. */
	also: readonly string[];
	/** Delivery status that the event states. */
	status?: 'sent' | 'delivered' | 'read' | 'replied' | 'failed';
	/** Whether the event is a message that left from the own side. */
	own?: true;
	/** Starts a workflow only where it is chosen by its name, and not by Any. */
	byName?: true;
}

/** Chooses every event of the catalogue. */
export const ANY = 'any';

/** Opens the list of the less usual events. */
export const OTHER = 'other';

/** Stands for events that the catalogue does not know. */
export const UNKNOWN = 'unknown';

/** Types of messages that say something about a message that is there already. */
const ABOUT_ANOTHER = ['edit', 'reaction', 'revoke'];

/** Whether an event is something new that somebody says: not a reaction to a message, nor a change of one. */
export function saysNews({ kind, type }: { kind: EventKind; type: string | null }): boolean {
	return kind === 'message' && !ABOUT_ANOTHER.includes(type ?? '');
}
