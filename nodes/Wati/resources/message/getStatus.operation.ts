import { messageInPath } from '../../requests/message/message-status';
import { prepare } from '../../../shared/parameters/pre-send';
import { statusRecord } from '../../responses/messages/message-status';
import { channelNumber } from '../channel/channel-fields';
import { simplify } from '../../../shared/fields/fields';
import { type Operation } from '../../../shared/fields/operation';

/** GET /api/v1/whatsApp/messages/{channelPhoneNumber}/{localMessageId} (docs.wati.io, "Get WhatsApp message by local message ID"). */
export const getStatus: Operation = {
	option: {
		name: 'Get Status',
		value: 'getStatus',
		action: 'Get the status of a message',
		description: 'Get the status of a message, and the reason if it failed',
		routing: {
			request: {
				method: 'GET',
				url: '/api/v1/whatsApp/messages/{channelNumber}/{localMessageId}',
			},
			send: { preSend: [prepare(messageInPath)] },
			output: { postReceive: [statusRecord] },
		},
	},
	fields: [
		{
			...channelNumber,
			required: true,
			description: 'Your own number that the message was sent from',
		},
		{
			displayName: 'Local Message ID',
			name: 'localMessageId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 38aca0c0-0000-4000-8000-000000000002',
			description: 'Local ID of the message as the sending operation returned it, 10 to 64 characters',
		},
		simplify,
	],
};
