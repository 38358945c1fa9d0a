import type { INodeProperties } from 'n8n-workflow';

import { bodyText, footerText, headerText } from '../../../../shared/fields/interactive-fields';
import { flowMessage } from '../../../requests/interactive/flow';
import { messageOperation } from '../message-operation';

const onNavigate = { displayOptions: { show: { flowAction: ['navigate'] } } };

const flowFields: INodeProperties[] = [
	{
		displayName: 'Flow',
		name: 'flow',
		type: 'resourceLocator',
		default: { __rl: true, mode: 'list', value: '' },
		required: true,
		description: 'The Flow that the button opens',
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod: 'searchFlows', searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. 102290129340398',
			},
			{
				displayName: 'By Name',
				name: 'name',
				type: 'string',
				placeholder: 'e.g. book_table',
			},
		],
	},
	{
		displayName: 'Button Text',
		name: 'buttonText',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. Book a table',
		description: 'Text of the button that opens the Flow, up to 30 characters without emoji',
	},
	{
		displayName: 'Flow Action',
		name: 'flowAction',
		type: 'options',
		default: 'navigate',
		description: 'What opens the first screen',
		options: [
			{
				name: 'Data Exchange',
				value: 'data_exchange',
				description: 'The endpoint of the Flow names the first screen and its data',
			},
			{ name: 'Navigate', value: 'navigate', description: 'This message names them' },
		],
	},
	{
		displayName: 'Screen',
		name: 'flowScreen',
		type: 'string',
		default: '',
		placeholder: 'e.g. BOOKING',
		description: "ID of the screen to open. Leave empty for the Flow's first one.",
		...onNavigate,
	},
	{
		displayName: 'Screen Data',
		name: 'flowData',
		type: 'json',
		default: '',
		placeholder: 'e.g. {"name": "Ada"}',
		description: 'What the screen begins with, as a JSON object',
		...onNavigate,
	},
];

/** POST /{phone_number_id}/messages (Meta, "Sending a Flow", 2026-06-16). */
export const sendFlow = messageOperation(
	{
		name: 'Send Flow',
		value: 'sendFlow',
		action: 'Send a message with a flow',
		description:
			'Send a message with a button that opens a Flow to a customer who wrote within the last 24 hours',
	},
	[flowMessage],
	[headerText, bodyText, footerText, ...flowFields],
	[
		{
			displayName: 'Flow Mode',
			name: 'flowMode',
			type: 'options',
			default: 'draft',
			options: [
				{ name: 'Draft', value: 'draft', description: 'Test a Flow that is not published' },
				{ name: 'Published', value: 'published' },
			],
		},
		{
			displayName: 'Flow Token',
			name: 'flowToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			placeholder: 'e.g. booking-4711',
			description:
				"Your own name for this opening of the Flow, which Meta hands to the Flow's endpoint",
		},
	],
);
