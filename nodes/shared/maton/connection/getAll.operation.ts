import { connectionFilters } from '../connection-request';
import { prepare } from '../../parameters/pre-send';
import type { Service } from '../../http/service';
import { listFields } from '../../fields/fields';
import type { Operation } from '../../fields/operation';
import { records } from '../../http/answers/readers';

/** GET /connections (spec A and D, "List Connections"). Maton has no pages here. */
export const getAll = ({ app }: Service): Operation => ({
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many connections',
		description: 'Get many connections of the Maton account',
		routing: {
			request: { method: 'GET', url: '/connections' },
			send: { preSend: [prepare(connectionFilters(app))] },
			output: { postReceive: [records] },
		},
	},
	fields: [
		...listFields({
			displayName: 'Status',
			name: 'status',
			type: 'options',
			default: 'ACTIVE',
			options: [
				{ name: 'Active', value: 'ACTIVE', description: 'Ready to use' },
				{ name: 'Failed', value: 'FAILED', description: 'Must be created again' },
				{
					name: 'Pending',
					value: 'PENDING',
					description: 'Waiting for someone to open its link',
				},
			],
		}),
	],
});
