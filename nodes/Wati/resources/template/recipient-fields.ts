import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import { pairRows } from '../../../shared/fields/fields';
import { contactNumber, localMessageId, templateParameters } from '../fields';

/** Whether a number may stand in several items, or in a list several times. */
export const sendDuplicates: INodeProperties = {
	displayName: 'Send Duplicates',
	name: 'sendDuplicates',
	type: 'boolean',
	default: true,
	description:
		'Whether to send again to a number that occurs again. Otherwise it gets one message, and each further item or recipient fails.',
};

/** The recipient that an item is, shown when the recipients are the input items. */
const itemFields = updateDisplayOptions({ show: { recipientsFrom: ['items'] } }, [
	{
		...contactNumber,
		description: 'Number with country code, one per item. Drag in the field that contains it.',
	},
	...templateParameters,
]);

/** The ID of the message to each item; recipients of a list have theirs in the list. */
export const ownMessageId: INodeProperties = {
	...localMessageId,
	placeholder: 'e.g. {{ $json.orderId }}-shipped',
	displayOptions: { show: { '/recipientsFrom': ['items'] } },
};

/** Who gets a template that goes to many: the input items, a form or JSON. */
export const recipientFields: INodeProperties[] = [
	{
		displayName: 'Recipients From',
		name: 'recipientsFrom',
		type: 'options',
		noDataExpression: true,
		default: 'items',
		description: 'How the recipients are given',
		options: [
			{
				name: 'Input Items',
				value: 'items',
				description: 'Each input item is one recipient; all go out together',
			},
			{ name: 'Form', value: 'form', description: 'Fill in one row per recipient' },
			{
				name: 'JSON',
				value: 'json',
				description: 'A list of recipients, e.g. from an expression',
			},
		],
	},
	...itemFields,
	{
		displayName: 'Recipients',
		name: 'recipients',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Recipient',
		default: {},
		displayOptions: { show: { recipientsFrom: ['form'] } },
		options: [
			{
				displayName: 'Recipient',
				name: 'recipient',
				values: [
					{
						displayName: 'Contact Number',
						name: 'whatsappNumber',
						type: 'string',
						default: '',
						required: true,
						placeholder: 'e.g. +14155551234',
						description: 'Number with country code',
					},
					localMessageId,
					{
						displayName: 'Parameters',
						name: 'parameters',
						type: 'fixedCollection',
						typeOptions: { multipleValues: true },
						placeholder: 'Add Parameter',
						default: {},
						description: 'The variables of the template for this recipient',
						options: pairRows,
					},
				],
			},
		],
	},
	{
		displayName: 'Recipients (JSON)',
		name: 'recipientsJson',
		type: 'json',
		default: '[\n  { "whatsappNumber": "14155551234", "parameters": { "name": "John" } }\n]',
		required: true,
		description: 'A list of objects with the number and the variables of each recipient',
		displayOptions: { show: { recipientsFrom: ['json'] } },
	},
];
