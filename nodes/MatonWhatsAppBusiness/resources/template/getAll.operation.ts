import { prepare } from '../../../shared/parameters/pre-send';
import { listFields, simplify } from '../../../shared/fields/fields';
import type { Operation } from '../../../shared/fields/operation';
import { graphPath } from '../../requests/own-path';
import { templateFilters } from '../../requests/new-template/steps';
import { templates } from '../../responses/readers';
import { businessAccount } from '../fields';

/** GET /{whatsapp_business_account_id}/message_templates (spec D, "List Templates"). */
export const getAll: Operation = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many templates',
		description: 'Get many message templates, filtered by status or name',
		routing: {
			request: {
				method: 'GET',
				url: '/{version}/{businessAccountId}/message_templates',
				qs: { limit: 100 },
			},
			send: { preSend: [prepare(templateFilters, graphPath)] },
			output: { postReceive: [templates] },
		},
	},
	fields: [
		businessAccount,
		...listFields(
			{
				displayName: 'Name',
				name: 'name',
				type: 'string',
				default: '',
				placeholder: 'e.g. order',
				description: 'Only templates whose name contains this text',
			},
			{
				displayName: 'Status',
				name: 'status',
				type: 'options',
				default: 'APPROVED',
				options: [
					{ name: 'Approved', value: 'APPROVED' },
					{ name: 'Disabled', value: 'DISABLED' },
					{ name: 'Paused', value: 'PAUSED' },
					{ name: 'Pending', value: 'PENDING' },
					{ name: 'Rejected', value: 'REJECTED' },
				],
			},
		),
		simplify,
	],
};
