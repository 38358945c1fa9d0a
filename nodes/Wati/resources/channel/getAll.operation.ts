import { limit, returnAll } from '../../../shared/fields/fields';
import type { Operation } from '../../../shared/fields/operation';
import { records } from '../../../shared/http/answers/readers';

/** GET /api/ext/v3/channels (official OpenAPI, "Get channels"). */
export const getAll: Operation = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many channels',
		description: 'Get many channels of the account, except the default one',
		routing: {
			request: { method: 'GET', url: '/api/ext/v3/channels', qs: { page_number: 1 } },
			output: { postReceive: [records] },
		},
	},
	fields: [returnAll, limit],
};
