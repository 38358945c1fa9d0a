import { type Operation } from '../../../shared/fields/operation';
import { record } from '../../../shared/http/answers/readers';

/** GET /api/ext/v3/account/credits (docs.wati.io, "Get account credits"; the OpenAPI does not have it yet). */
export const getCredits: Operation = {
	option: {
		name: 'Get Credits',
		value: 'getCredits',
		action: 'Get the credits of an account',
		description:
			'Get the balance that campaigns are paid from, its currency and free conversations',
		routing: {
			request: { method: 'GET', url: '/api/ext/v3/account/credits' },
			output: { postReceive: [record()] },
		},
	},
	fields: [],
};
