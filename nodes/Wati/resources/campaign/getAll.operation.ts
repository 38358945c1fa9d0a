import { campaignFilters } from '../../requests/account/campaign';
import { prepare } from '../../../shared/parameters/pre-send';
import { campaigns } from '../../responses/campaigns';
import { channel } from '../channel/channel-fields';
import { listFields, simplify } from '../../../shared/fields/fields';
import type { Operation } from '../../../shared/fields/operation';

/** GET /api/ext/v3/broadcasts (official OpenAPI, "Get campaigns"). */
export const getAll: Operation = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many campaigns',
		description: 'Get many campaigns of a channel, including scheduled ones',
		routing: {
			request: { method: 'GET', url: '/api/ext/v3/broadcasts', qs: { page_number: 1 } },
			send: { preSend: [prepare(campaignFilters)] },
			output: { postReceive: [campaigns] },
		},
	},
	fields: [
		...listFields({
			...channel,
			description: 'Campaigns of this channel. Leave out for the default channel.',
		}),
		simplify,
	],
};
