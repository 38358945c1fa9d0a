import { newConnection } from '../../requests/connection';
import { prepare } from '../../requests/prepare';
import { createdConnection } from '../../transport/created-connection';
import { record } from '../../responses/readers';
import type { Operation } from '../operation';

/** POST /connections (spec A, "Create Connection"). */
export const create: Operation = {
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create connection',
		description: 'Create a WATI connection and return the link to open in a browser',
		routing: {
			request: { method: 'POST', url: '/connections' },
			operations: { pagination: createdConnection },
			send: { preSend: [prepare(newConnection)] },
			output: { postReceive: [record('connection')] },
		},
	},
	fields: [],
};
