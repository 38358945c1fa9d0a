import { connectionInPath } from '../../requests/connection';
import { prepare } from '../../requests/prepare';
import { record } from '../../responses/readers';
import type { Operation } from '../operation';
import { connectionId } from './connection-id';

/** GET /connections/{connectionId} (spec A and D, "Get Connection"). */
export const get: Operation = {
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get connection',
		description: 'Get one connection with its status and the link to open',
		routing: {
			request: { method: 'GET', url: '/connections/{connectionId}' },
			send: { preSend: [prepare(connectionInPath)] },
			output: { postReceive: [record('connection')] },
		},
	},
	fields: [connectionId],
};
