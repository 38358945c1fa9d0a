import { connectionInPath } from '../connection-request';
import { prepare } from '../../parameters/pre-send';
import type { Operation } from '../../fields/operation';
import { connectionId } from './connection-id';
import { record } from '../../http/answers/readers';

/** GET /connections/{connectionId} (spec A and D, "Get Connection"). */
export const get: Operation = {
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get a connection',
		description: 'Get one connection with its status and the link to open',
		routing: {
			request: { method: 'GET', url: '/connections/{connectionId}' },
			send: { preSend: [prepare(connectionInPath)] },
			output: { postReceive: [record('connection')] },
		},
	},
	fields: [connectionId],
};
