import { bodyText } from '../../../../shared/fields/interactive-fields';
import { contactRequest } from '../../../requests/interactive/customer-requests';
import { messageOperation } from '../message-operation';

/** POST /{phone_number_id}/messages (Meta, "Business-scoped user IDs", 2026). */
export const sendContactRequest = messageOperation(
	{
		name: 'Request Contact Info',
		value: 'sendContactRequest',
		action: 'Request contact info',
		description:
			'Send a message with a button to share the phone number to a customer who wrote within the last 24 hours',
	},
	[contactRequest],
	[{ ...bodyText, placeholder: 'e.g. Share your number, so that we can look up your order.' }],
);
