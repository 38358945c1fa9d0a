import { connectionInPath } from '../../requests/connection';
import { prepare } from '../../requests/prepare';
import { deleted } from '../../responses/readers';
import type { Operation } from '../operation';
import { connectionId } from './connection-id';

/** DELETE /connections/{connectionId} (spec A and D, "Delete Connection"). */
export const remove: Operation = {
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete connection',
		description: 'Delete a connection permanently, so that Maton forgets the token in it',
		routing: {
			request: { method: 'DELETE', url: '/connections/{connectionId}' },
			send: { preSend: [prepare(connectionInPath)] },
			output: { postReceive: [deleted] },
		},
	},
	fields: [connectionId],
};
