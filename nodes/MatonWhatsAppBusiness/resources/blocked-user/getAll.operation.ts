import { prepare } from '../../../shared/parameters/pre-send';
import { limit, returnAll } from '../../../shared/fields/fields';
import type { Operation } from '../../../shared/fields/operation';
import { graphPath } from '../../requests/own-path';
import { blockedUsers } from '../../responses/blocked-users';
import { ownNumber } from '../fields';

/** GET /{phone_number_id}/block_users (Meta, "Block users", 2026-06-26). */
export const getAll: Operation = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many blocked users',
		description: 'Get many people whom a business number has blocked',
		routing: {
			request: {
				method: 'GET',
				url: '/{version}/{phoneNumberId}/block_users',
				qs: { limit: 100 },
			},
			send: { preSend: [prepare(graphPath)] },
			output: { postReceive: [blockedUsers] },
		},
	},
	fields: [...ownNumber, returnAll, limit],
};
