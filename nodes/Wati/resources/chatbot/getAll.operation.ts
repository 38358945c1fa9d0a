import { limit, returnAll } from '../../../shared/fields/fields';
import type { Operation } from '../../../shared/fields/operation';
import { records } from '../../../shared/http/answers/readers';

/** GET /api/ext/v3/chatbots (official OpenAPI, "Get chatbots"). */
export const getAll: Operation = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many chatbots',
		description: 'Get many chatbots of the account. Requires the Pro plan or higher.',
		routing: {
			request: { method: 'GET', url: '/api/ext/v3/chatbots', qs: { page_number: 1 } },
			output: { postReceive: [records] },
		},
	},
	fields: [returnAll, limit],
};
