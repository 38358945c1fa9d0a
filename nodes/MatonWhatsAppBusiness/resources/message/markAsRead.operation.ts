import { prepare } from '../../../shared/parameters/pre-send';
import type { Operation } from '../../../shared/fields/operation';
import { graphPath } from '../../requests/own-path';
import { readReceipt } from '../../requests/message';
import { answered } from '../../responses/readers';
import { messageId, ownNumber } from '../fields';

/** POST /{phone_number_id}/messages (spec D, "Mark Message as Read"; Meta, "Typing indicators"). */
export const markAsRead: Operation = {
	option: {
		name: 'Mark as Read',
		value: 'markAsRead',
		action: 'Mark a message as read',
		description: 'Mark a message from a customer as read, and show a typing indicator',
		routing: {
			request: { method: 'POST', url: '/{version}/{phoneNumberId}/messages' },
			send: { preSend: [prepare(readReceipt, graphPath)] },
			output: { postReceive: [answered] },
		},
	},
	fields: [
		...ownNumber,
		messageId,
		{
			displayName: 'Typing Indicator',
			name: 'typingIndicator',
			type: 'boolean',
			default: false,
			description:
				'Whether to show a typing indicator until the answer arrives, for up to 25 seconds',
		},
	],
};
