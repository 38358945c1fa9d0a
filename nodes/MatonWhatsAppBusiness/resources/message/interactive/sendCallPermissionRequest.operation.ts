import { bodyText } from '../../../../shared/fields/interactive-fields';
import { callPermissionRequest } from '../../../requests/interactive/customer-requests';
import { messageOperation } from '../message-operation';

/** POST /{phone_number_id}/messages (Meta, "Call permission requests", 2026). */
export const sendCallPermissionRequest = messageOperation(
	{
		name: 'Request Call Permission',
		value: 'sendCallPermissionRequest',
		action: 'Request permission to call',
		description:
			'Ask a customer who wrote within the last 24 hours whether the business may call, from a number with calling switched on',
	},
	[callPermissionRequest],
	[
		{
			...bodyText,
			required: false,
			placeholder: 'e.g. May we call you about your order?',
		},
	],
);
