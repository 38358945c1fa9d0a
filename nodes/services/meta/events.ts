import type { EventKind } from '../../shared/webhooks/events';
import { buildOptOutRows } from '../../shared/webhooks/opt-out/opt-out-events';

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
	/** Whether the event is a message that left from the own side. */
	own?: true;
}

/** What messages and preferences mean for opting out. */
export const OPT_OUT_ROWS = buildOptOutRows({
	out: ', or stopped marketing messages in WhatsApp',
	in: ', or resumed marketing messages in WhatsApp',
});

const MESSAGES = 'messages';

/** Calls, and the states of calls of the business. */
export const CALLS = 'calls';

/** Messages that the business wrote in the WhatsApp Business app instead of through the API. */
export const ECHOES = 'smb_message_echoes';

/**
 * The events of the object `whatsapp_business_account` (Meta, "Webhooks reference"), sorted by label. Fields
 * that are not here come out as events named like them.
 */
export const BUSINESS_EVENTS: readonly BusinessEventRow[] = [
	{
		value: 'accountAlert',
		label: 'Account Alert',
		description: 'Meta reports a change to a limit, a profile or the account',
		kind: 'account',
		field: 'account_alerts',
	},
	{
		value: 'accountReviewUpdated',
		label: 'Account Review Updated',
		description: 'The account was approved, rejected or deferred',
		kind: 'account',
		field: 'account_review_update',
	},
	{
		value: 'accountUpdated',
		label: 'Account Updated',
		description: 'The account was restricted, banned, verified or connected to a partner',
		kind: 'account',
		field: 'account_update',
	},
	{
		value: 'businessCapabilityUpdated',
		label: 'Business Capability Updated',
		description: 'The number of customers or phone numbers allowed has changed',
		kind: 'account',
		field: 'business_capability_update',
	},
	{
		value: 'callStatus',
		label: 'Call Status',
		description: 'A call came in, was taken or ended',
		kind: 'call',
		field: CALLS,
	},
	{
		value: 'messageDelivered',
		label: 'Message Delivered',
		description: 'A message reached the phone of the customer',
		kind: 'status',
		field: MESSAGES,
		status: 'delivered',
	},
	{
		value: 'messageFailed',
		label: 'Message Failed',
		description: 'A message could not be delivered',
		kind: 'status',
		field: MESSAGES,
		status: 'failed',
	},
	{
		value: 'messagePlayed',
		label: 'Message Played',
		description: 'A customer listened to a voice message',
		kind: 'status',
		field: MESSAGES,
		status: 'played',
	},
	{
		value: 'messageRead',
		label: 'Message Read',
		description: 'A customer read a message',
		kind: 'status',
		field: MESSAGES,
		status: 'read',
	},
	{
		value: 'messageReceived',
		label: 'Message Received',
		description: 'A customer wrote, pressed a button, picked from a list, reacted or ordered',
		kind: 'message',
		field: MESSAGES,
	},
	{
		value: 'messageSent',
		label: 'Message Sent',
		description: 'WhatsApp took a message over from the business',
		kind: 'status',
		field: MESSAGES,
		status: 'sent',
	},
	{
		value: 'messageWritten',
		label: 'Message Written in the App',
		description: 'Somebody of the business wrote from the WhatsApp Business app',
		kind: 'message',
		field: ECHOES,
		own: true,
	},
	{
		value: 'phoneNumberNameUpdated',
		label: 'Phone Number Name Updated',
		description: 'A new display name was approved or rejected',
		kind: 'account',
		field: 'phone_number_name_update',
	},
	{
		value: 'phoneNumberQuality',
		label: 'Phone Number Quality',
		description: 'The quality or the throughput of a phone number has changed',
		kind: 'account',
		field: 'phone_number_quality_update',
	},
	{
		value: 'securityUpdated',
		label: 'Security Updated',
		description: 'The two-step verification of a phone number has changed',
		kind: 'account',
		field: 'security',
	},
	{
		value: 'templateCategoryUpdated',
		label: 'Template Category Updated',
		description: 'Meta put a template into another category',
		kind: 'template',
		field: 'template_category_update',
	},
	{
		value: 'templateQualityUpdated',
		label: 'Template Quality Updated',
		description: 'The quality score of a template has changed',
		kind: 'template',
		field: 'message_template_quality_update',
	},
	{
		value: 'templateStatusUpdated',
		label: 'Template Status Updated',
		description: 'A template was approved, rejected, paused or disabled',
		kind: 'template',
		field: 'message_template_status_update',
	},
	{
		value: 'userPreferenceUpdated',
		label: 'User Preference Updated',
		description: 'A customer stopped or resumed marketing messages',
		kind: 'contact',
		field: 'user_preferences',
	},
];

/** The row of a change in a field of Meta's webhooks, of a delivery status where it is one. */
export function findEventRow(field: string, status?: string | null): BusinessEventRow | undefined {
	const wanted = status ?? undefined;
	return BUSINESS_EVENTS.find((row) => row.field === field && row.status === wanted);
}

/** `message_template_status_update` as `messageTemplateStatusUpdate`. */
export function camelCased(name: string): string {
	return name.replace(/_+([a-z\d])/gi, (_all, letter: string) => letter.toUpperCase());
}
