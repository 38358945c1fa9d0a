import { campaignInPath } from '../../requests/account/campaign';
import { prepare } from '../../../shared/parameters/pre-send';
import { campaign } from '../../responses/campaigns';
import { simplify } from '../../../shared/fields/fields';
import type { Operation } from '../../../shared/fields/operation';
import { campaignId } from './campaign-id';

/** GET /api/ext/v3/broadcasts/{campaignId} (official OpenAPI, "Get the campaign details by ID"). */
export const get: Operation = {
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get a campaign',
		description: 'Get one campaign with how many were sent, delivered, read, replied to and failed',
		routing: {
			request: { method: 'GET', url: '/api/ext/v3/broadcasts/{campaignId}' },
			send: { preSend: [prepare(campaignInPath)] },
			output: { postReceive: [campaign] },
		},
	},
	fields: [campaignId, simplify],
};
