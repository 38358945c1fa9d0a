import { prepare } from '../../../shared/parameters/pre-send';
import { numberInPath } from '../../requests/contact/recipient';
import { limit, returnAll, simplify } from '../../../shared/fields/fields';
import { contactNumber } from '../fields';
import type { Operation } from '../../../shared/fields/operation';
import { messages } from '../../responses/chat-messages';

/** GET /api/v1/getMessages/{whatsappNumber} (spec A, "Get Messages"). */
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
			send: { preSend: [prepare(numberInPath)] },
			output: { postReceive: [messages] },
		},
	},
	fields: [contactNumber, returnAll, limit, simplify],
};
