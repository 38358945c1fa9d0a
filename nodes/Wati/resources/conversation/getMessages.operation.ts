import { prepare } from '../../../shared/parameters/pre-send';
import { targetInPath } from '../../requests/message/target';
import { messagesOfV3 } from '../../responses/chat-messages';
import { limit, returnAll, simplify } from '../../../shared/fields/fields';
import type { Operation } from '../../../shared/fields/operation';
import { chat, chatOptions } from './chat-fields';

/** GET /api/ext/v3/conversations/{target}/messages (official OpenAPI, "Get messages"). */
export const getMessages: Operation = {
	option: {
		name: 'Get Messages',
		value: 'getMessages',
		action: 'Get messages of a conversation',
		description:
			'Get messages and events of a chat with their delivery status, by contact, channel or conversation ID',
		routing: {
			request: {
				method: 'GET',
				url: '/api/ext/v3/conversations/{target}/messages',
				qs: { page_number: 1 },
			},
			send: { preSend: [prepare(targetInPath)] },
			output: { postReceive: [messagesOfV3] },
		},
	},
	fields: [chat, returnAll, limit, simplify, chatOptions],
};
