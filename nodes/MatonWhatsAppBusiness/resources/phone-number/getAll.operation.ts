import { prepare } from '../../../shared/parameters/pre-send';
import { limit, returnAll } from '../../../shared/fields/fields';
import type { Operation } from '../../../shared/fields/operation';
import { graphPath } from '../../requests/own-path';
import { businessAccount } from '../fields';
import { records } from '../../../shared/http/answers/readers';

/** GET /{whatsapp_business_account_id}/phone_numbers (spec D, "List Phone Numbers"). */
export const getAll: Operation = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many phone numbers',
		description: 'Get many business numbers of an account with their IDs',
		routing: {
			request: { method: 'GET', url: '/{version}/{businessAccountId}/phone_numbers' },
			send: { preSend: [prepare(graphPath)] },
			output: { postReceive: [records] },
		},
	},
	fields: [businessAccount, returnAll, limit],
};
