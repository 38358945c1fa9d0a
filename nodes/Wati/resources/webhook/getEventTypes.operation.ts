import { eventTypes } from '../../responses/webhooks';
import type { Operation } from '../../../shared/fields/operation';

/** GET /api/ext/v3/webhooks/event-types (docs.wati.io, "Webhooks"). The form of the answer is not documented. */
export const getEventTypes: Operation = {
	option: {
		name: 'Get Event Types',
		value: 'getEventTypes',
		action: 'Get the event types of webhooks',
		description: 'Get the names of the events that webhooks of the account can receive',
		routing: {
			request: { method: 'GET', url: '/api/ext/v3/webhooks/event-types' },
			output: { postReceive: [eventTypes] },
		},
	},
	fields: [],
};
