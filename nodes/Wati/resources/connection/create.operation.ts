import { newConnection } from '../../requests/connection';
import { prepare } from '../../requests/prepare';
import { createdConnection } from '../../transport/created-connection';
import { record } from '../../responses/readers';
import type { Service } from '../../transport/service';
import type { Operation } from '../operation';

/** POST /connections (spec A and D, "Create Connection"). */
export const create = (service: Service): Operation => ({
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create connection',
		description: 'Create a connection and return the link to open in a browser',
		routing: {
			request: { method: 'POST', url: '/connections' },
			operations: { pagination: createdConnection(service) },
			send: { preSend: [prepare(newConnection(service.app))] },
			output: { postReceive: [record('connection')] },
		},
	},
	fields: [],
});
