import type { WhatsAppEvent } from '../../shared/webhooks/event';
import type { MetaChange } from './change';
import type { MessageFailure } from '../whatsapp/message-failure';
import type * as parts from './message-parts';

/** What Meta's webhooks do not tell. */
type OfWatiAlone =
	| 'change'
	| 'chatbotTriggeredEventId'
	| 'contactId'
	| 'failure'
	| 'link'
	| 'localMessageId'
	| 'media'
	| 'operator'
	| 'payment'
	| 'templateContent'
	| 'ticketId'
	| 'watiId';

/**
 * One event in the shape of the WATI Trigger, as far as the facts are the same. Every field is always there.
 * An event that is not in the catalogue has Meta's name of the field in camel case.
 */
export interface BusinessEvent extends Omit<WhatsAppEvent, OfWatiAlone> {
	change: MetaChange | null;
	failure: MessageFailure | null;
	flowReply: parts.FlowReply | null;
	media: parts.BusinessMedia | null;
	/** What the send gave Meta to send back (`biz_opaque_callback_data`). */
	callbackData: string | null;
	/** The group that the message stands in; null for a chat of two. */
	groupId: string | null;
	phoneNumberId: string | null;
	businessAccountId: string | null;
}
