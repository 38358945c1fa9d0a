import { bodyText } from '../../../../shared/fields/interactive-fields';
import { locationRequest } from '../../../requests/interactive/customer-requests';
import { messageOperation } from '../message-operation';

/** POST /{phone_number_id}/messages (Meta, "Location request messages", 2025-11). */
export const sendLocationRequest = messageOperation(
	{
		name: 'Request Location',
		value: 'sendLocationRequest',
		action: 'Request a location',
		description:
			'Send a message with a button to share a location to a customer who wrote within the last 24 hours',
	},
	[locationRequest],
	[{ ...bodyText, placeholder: 'e.g. Where should we deliver to?' }],
);
