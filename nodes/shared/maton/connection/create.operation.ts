import { newConnection } from '../connection-request';
import { prepare } from '../../parameters/pre-send';
import { createConnection } from '../created-connection';
import type { Service } from '../../http/service';
import type { Operation } from '../../fields/operation';
import { record } from '../../http/answers/readers';

/** POST /connections (spec A and D, "Create Connection"). */
export const create = (service: Service): Operation => ({
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create a connection',
		description: 'Create a connection and return the link to open in a browser',
		routing: {
			request: { method: 'POST', url: '/connections' },
			send: { preSend: [prepare(newConnection(service.app))] },
			output: { postReceive: [record('connection')] },
		},
	},
	steps: createConnection,
	fields: [],
});
