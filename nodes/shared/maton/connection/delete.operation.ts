import { connectionInPath } from '../connection-request';
import { prepare } from '../../parameters/pre-send';
import type { Operation } from '../../fields/operation';
import { connectionId } from './connection-id';
import { deleted } from '../../http/answers/readers';

/** DELETE /connections/{connectionId} (spec A and D, "Delete Connection"). */
export const remove: Operation = {
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete a connection',
		description: 'Delete a connection permanently, so that Maton forgets the token in it',
		routing: {
			request: { method: 'DELETE', url: '/connections/{connectionId}' },
			send: { preSend: [prepare(connectionInPath)] },
			output: { postReceive: [deleted] },
		},
	},
	fields: [connectionId],
};
