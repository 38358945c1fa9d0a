import { campaignInPath } from '../../requests/account/campaign';
import { prepare } from '../../../shared/parameters/pre-send';
import { campaignRecipients } from '../../responses/campaigns';
import { limit, returnAll, simplify } from '../../../shared/fields/fields';
import type { Operation } from '../../../shared/fields/operation';
import { campaignId } from './campaign-id';

/** GET /api/ext/v3/broadcasts/{campaignId}/recipients (official OpenAPI, "Get the campaign recipients by ID"). */
export const getRecipients: Operation = {
	option: {
		name: 'Get Recipients',
		value: 'getRecipients',
		action: 'Get the recipients of a campaign',
		description: 'Get each recipient of a campaign with its delivery status and why it failed',
		routing: {
			request: {
				method: 'GET',
				url: '/api/ext/v3/broadcasts/{campaignId}/recipients',
				qs: { page_number: 1 },
			},
			send: { preSend: [prepare(campaignInPath)] },
			output: { postReceive: [campaignRecipients] },
		},
	},
	fields: [campaignId, returnAll, limit, simplify],
};
