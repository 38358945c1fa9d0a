import { webhooks } from '../../responses/webhooks';
import { limit, returnAll, simplify } from '../../../shared/fields/fields';
import type { Operation } from '../../../shared/fields/operation';

/** GET /api/ext/v3/webhooks (docs.wati.io, "Webhooks"). The form of the answer is not documented. */
export const getAll: Operation = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many webhooks',
		description: 'Get many webhooks of the account with their status and events',
		routing: {
			request: { method: 'GET', url: '/api/ext/v3/webhooks', qs: { page_number: 1 } },
			output: { postReceive: [webhooks] },
		},
	},
	fields: [
		returnAll,
		limit,
		{ ...simplify, hint: 'Without it the addresses are shown with the secrets in them' },
	],
};
