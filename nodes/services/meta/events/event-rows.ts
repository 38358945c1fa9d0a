import type { EventKind } from '../../../shared/webhooks/events';

/** One event as people mean it, with the field of Meta's webhooks that it comes in. */
export interface BusinessEventRow {
	/** Stable value of the choice and of the field `event` in the item. */
	value: string;
	label: string;
	description: string;
	kind: EventKind;
	/** Webhook field to subscribe to in Meta's app dashboard. */
	field: string;
	/** Delivery status that the event states; the field `messages` carries one event for each. */
	status?: 'sent' | 'delivered' | 'read' | 'played' | 'failed' | 'deleted';
	/** Type of the message that is an event of its own. */
	type?: 'edit' | 'reaction' | 'revoke' | 'system';
	/** What the customer did besides writing (`action_type`). */
	action?: string;
	/** Whether the event is a message that left from the own side. */
	own?: true;
	/** Starts a workflow only where it is chosen by its name, and not by Any. */
	byName?: true;
}

/** Messages of customers, statuses of own ones, and what customers did. */
export const MESSAGES = 'messages';

/** Calls, and the states of calls of the business. */
export const CALLS = 'calls';

/** Messages that the business wrote in the WhatsApp Business app instead of through the API. */
export const ECHOES = 'smb_message_echoes';

/** What Meta's Business Agent handles, told to whoever stands by: its lists lie one level deeper. */
export const STANDBY = 'standby';

/** Messages from before the account came to the API. */
export const HISTORY = 'history';
