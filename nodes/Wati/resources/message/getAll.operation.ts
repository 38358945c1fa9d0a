import { prepare } from '../../../shared/parameters/pre-send';
import { chatInPath } from '../../requests/message/chat-messages';
import { buildOptionsField, limit, returnAll, simplify } from '../../../shared/fields/fields';
import { channel } from '../channel/channel-fields';
import { chat } from '../conversation/chat-fields';
import type { Operation } from '../../../shared/fields/operation';
import { messages } from '../../responses/messages/chat-messages';

/** GET /api/v1/getMessages/{whatsappNumber} (spec A, "Get Messages"), or v3's where only that reaches the chat. */
export const getAll: Operation = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many messages',
		description: 'Get many messages and events of the chat with a contact, newest first',
		routing: {
			request: {
				method: 'GET',
				url: '/api/v1/getMessages/{whatsappNumber}',
				qs: { pageNumber: 1 },
			},
			send: { preSend: [prepare(chatInPath)] },
			output: { postReceive: [messages] },
		},
	},
	fields: [chat, returnAll, limit, simplify, buildOptionsField(channel)],
};
