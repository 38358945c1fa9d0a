import { prepare } from '../../../shared/parameters/pre-send';
import type { Operation } from '../../../shared/fields/operation';
import { blockedUser } from '../../requests/blocked-users';
import { graphPath } from '../../requests/own-path';
import { blocked } from '../../responses/blocked-users';
import { envelope } from '../fields';

/** POST /{phone_number_id}/block_users (Meta, "Block users", 2026-06-26). */
export const block: Operation = {
	option: {
		name: 'Block',
		value: 'block',
		action: 'Block a user',
		description:
			'Block a customer who wrote within the last 24 hours, so that neither can write to the other',
		routing: {
			request: { method: 'POST', url: '/{version}/{phoneNumberId}/block_users' },
			send: { preSend: [prepare(blockedUser, graphPath)] },
			output: { postReceive: [blocked] },
		},
	},
	fields: envelope,
};
