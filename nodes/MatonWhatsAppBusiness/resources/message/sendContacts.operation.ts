import { contactsMessage } from '../../requests/contacts';
import { contactFields } from './contact-fields';
import { messageOperation } from './message-operation';

/** POST /{phone_number_id}/messages (spec D, "Send Contact Message"). */
export const sendContacts = messageOperation(
	{
		name: 'Send Contacts',
		value: 'sendContacts',
		action: 'Send contacts',
		description: 'Send address cards to save to a customer who wrote within the last 24 hours',
	},
	[contactsMessage],
	contactFields,
);
