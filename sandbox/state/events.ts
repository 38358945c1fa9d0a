import type { DeliveredMessage } from './delivered-message';
import type { BusinessAccount } from './business/account';
import type { BusinessMessage, BusinessPhone } from './business/shapes';
import type { InboundDetails } from './wati/inbound';
import type { BroadcastItem, Contact, SessionItem } from './wati/shapes';

/** Payloads of `sandbox.events`, for whatever wants to react to the account, such as webhooks. */
export interface SandboxEvents {
	/** A session message of the business: text, file, buttons or list. */
	messageSent: [
		event: { tenantId: string; contact: Contact; item: SessionItem; delivered: DeliveredMessage },
	];
	templateSent: [
		event: { tenantId: string; contact: Contact; item: BroadcastItem; delivered: DeliveredMessage },
	];
	customerWrote: [
		event: {
			tenantId: string;
			contact: Contact;
			item: SessionItem;
			details: InboundDetails;
			/** Whether the number was unknown until now. */
			isNewContact: boolean;
		},
	];
	/** A business number of Meta's Cloud API sent something. */
	businessMessageSent: [
		event: { account: BusinessAccount; phone: BusinessPhone; message: BusinessMessage },
	];
}
