import { countFilters } from '../../requests/contact/contact-filters';
import { prepare } from '../../../shared/parameters/pre-send';
import { buildFiltersField } from '../../../shared/fields/fields';
import { type Operation } from '../../../shared/fields/operation';
import { record } from '../../../shared/http/answers/readers';

/** GET /api/ext/v3/contacts/count (official OpenAPI, "Get contact count"). */
export const count: Operation = {
	option: {
		name: 'Count',
		value: 'count',
		action: 'Count contacts',
		description: 'Count all contacts, or those created within a period',
		routing: {
			request: { method: 'GET', url: '/api/ext/v3/contacts/count' },
			send: { preSend: [prepare(countFilters)] },
			output: { postReceive: [record()] },
		},
	},
	fields: [
		buildFiltersField(
			{
				displayName: 'Created From',
				name: 'createdFrom',
				type: 'dateTime',
				default: '',
				description: 'Only contacts created from this day on',
			},
			{
				displayName: 'Created To',
				name: 'createdTo',
				type: 'dateTime',
				default: '',
				description: 'Only contacts created up to this day',
			},
		),
	],
};
