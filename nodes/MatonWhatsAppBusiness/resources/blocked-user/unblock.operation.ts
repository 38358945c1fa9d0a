import { prepare } from '../../../shared/parameters/pre-send';
import type { Operation } from '../../../shared/fields/operation';
import { blockedUser } from '../../requests/blocked-users';
import { graphPath } from '../../requests/own-path';
import { unblocked } from '../../responses/blocked-users';
import { envelope } from '../fields';

/** DELETE /{phone_number_id}/block_users (Meta, "Block users", 2026-06-26). */
export const unblock: Operation = {
	option: {
		name: 'Unblock',
		value: 'unblock',
		action: 'Unblock a user',
		description: 'Let a blocked customer write again',
		routing: {
			request: { method: 'DELETE', url: '/{version}/{phoneNumberId}/block_users' },
			send: { preSend: [prepare(blockedUser, graphPath)] },
			output: { postReceive: [unblocked] },
		},
	},
	fields: envelope,
};
