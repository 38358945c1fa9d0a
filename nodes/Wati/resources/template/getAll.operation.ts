import { prepare } from '../../../shared/parameters/pre-send';
import { templateFilters } from '../../requests/template/template-filters';
import { templates } from '../../responses/templates';
import { channelPhoneNumber } from '../channel/channel-fields';
import { listFields, simplify } from '../../../shared/fields/fields';
import type { Operation } from '../../../shared/fields/operation';

/** GET /api/v1/getMessageTemplates (spec A, "Get Message Templates"). */
export const getAll: Operation = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many templates',
		description: 'Get many message templates, filtered by status',
		routing: {
			request: { method: 'GET', url: '/api/v1/getMessageTemplates', qs: { pageNumber: 1 } },
			send: { preSend: [prepare(templateFilters)] },
			output: { postReceive: [templates] },
		},
	},
	fields: [
		...listFields(channelPhoneNumber, {
			displayName: 'Statuses',
			name: 'statuses',
			type: 'multiOptions',
			default: ['APPROVED'],
			description: 'Only templates with one of these statuses',
			options: [
				{ name: 'Approved', value: 'APPROVED' },
				{ name: 'Deleted', value: 'DELETED' },
				{ name: 'Disabled', value: 'DISABLED' },
				{ name: 'Draft', value: 'DRAFT' },
				{ name: 'Paused', value: 'PAUSED' },
				{ name: 'Pending', value: 'PENDING' },
				{ name: 'Rejected', value: 'REJECTED' },
			],
		}),
		simplify,
	],
};
