import { contactFilters } from '../../requests/contact/contact-filters';
import { prepare } from '../../../shared/parameters/pre-send';
import { listFields, simplify } from '../../../shared/fields/fields';
import type { Operation } from '../../../shared/fields/operation';
import { contacts } from '../../responses/contacts';

/** GET /api/v1/getContacts (spec A, "Get Contacts"). */
export const getAll: Operation = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many contacts',
		description: 'Get many contacts, filtered by name, attributes or creation date',
		routing: {
			request: { method: 'GET', url: '/api/v1/getContacts', qs: { pageNumber: 1 } },
			send: { preSend: [prepare(contactFilters)] },
			output: { postReceive: [contacts] },
		},
	},
	fields: [
		...listFields(
			{
				displayName: 'Attributes',
				name: 'attributes',
				type: 'fixedCollection',
				typeOptions: { multipleValues: true },
				placeholder: 'Add Attribute Filter',
				default: {},
				description: 'Only contacts whose attributes fulfil every row',
				options: [
					{
						displayName: 'Attribute',
						name: 'attribute',
						values: [
							{
								displayName: 'Name',
								name: 'name',
								type: 'string',
								default: '',
								placeholder: 'e.g. member',
							},
							{
								displayName: 'Operator',
								name: 'operator',
								type: 'options',
								default: 'contain',
								options: [
									{ name: 'Contains', value: 'contain' },
									{ name: 'Does Not Contain', value: 'notContain' },
									{ name: 'Does Not Exist', value: 'notExist' },
									{ name: 'Equals', value: 'equals' },
									{ name: 'Exists', value: 'exist' },
									{ name: 'Is Invalid', value: 'invalid' },
									{ name: 'Is Not Equal', value: 'notEquals' },
									{ name: 'Is Valid', value: 'valid' },
								],
							},
							{
								displayName: 'Value',
								name: 'value',
								type: 'string',
								default: '',
								placeholder: 'e.g. VIP',
								displayOptions: {
									show: { operator: ['contain', 'notContain', 'equals', 'notEquals'] },
								},
							},
						],
					},
				],
			},
			{
				displayName: 'Created Date',
				name: 'createdDate',
				type: 'dateTime',
				default: '',
				description: 'Only contacts created on this day',
			},
			{
				displayName: 'Name',
				name: 'name',
				type: 'string',
				default: '',
				placeholder: 'e.g. John',
				description: 'Only contacts whose name contains this text',
			},
		),
		simplify,
	],
};
