import type { INodeProperties } from 'n8n-workflow';

import { pairRows } from '../../../shared/fields/fields';

const examples = (displayName: string, name: string): INodeProperties => ({
	displayName,
	name,
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Example',
	default: {},
	description: "Example values by the names of the variables; Meta's reviewers want one for each",
	options: pairRows,
});

/** The header of a new template: none, a text, or a file to be given with each message. */
export const headerOfTemplate: INodeProperties[] = [
	{
		displayName: 'Header',
		name: 'templateHeader',
		type: 'options',
		default: 'none',
		description: 'Header above the body',
		options: [
			{ name: 'Document', value: 'DOCUMENT' },
			{ name: 'Image', value: 'IMAGE' },
			{ name: 'None', value: 'none' },
			{ name: 'Text', value: 'TEXT' },
			{ name: 'Video', value: 'VIDEO' },
		],
	},
	{
		displayName: 'Header Text',
		name: 'headerText',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. Order {{1}}',
		description: 'Up to 60 characters with at most one variable',
		displayOptions: { show: { templateHeader: ['TEXT'] } },
	},
	{
		...examples('Header Example', 'headerExamples'),
		displayOptions: { show: { templateHeader: ['TEXT'] } },
	},
	{
		displayName: 'Header Example Handle',
		name: 'headerHandle',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 4::aW1hZ2UvcG5n:ARb...',
		description: "Handle of an example file, uploaded with Meta's Resumable Upload API",
		displayOptions: { show: { templateHeader: ['DOCUMENT', 'IMAGE', 'VIDEO'] } },
	},
];

export const bodyOfTemplate: INodeProperties[] = [
	{
		displayName: 'Body',
		name: 'bodyText',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		required: true,
		placeholder: 'e.g. Hi {{1}}, your order {{2}} has been confirmed!',
		description:
			'Up to 1,024 characters. Variables are numbers ({{1}}) or names ({{order_number}}), not both.',
	},
	examples('Body Examples', 'bodyExamples'),
];

/** What an authentication template says is preset at Meta, but for these. */
export const authenticationFields: INodeProperties[] = [
	{
		displayName: 'Add Security Recommendation',
		name: 'securityRecommendation',
		type: 'boolean',
		default: true,
		description: 'Whether the text also says not to share the code',
	},
	{
		displayName: 'Code Expiration Minutes',
		name: 'codeExpirationMinutes',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 90 },
		default: 10,
		description: 'Minutes until the code expires, shown in the footer. 0 for no footer.',
	},
	{
		displayName: 'Copy Button Text',
		name: 'copyButtonText',
		type: 'string',
		default: '',
		placeholder: 'e.g. Copy code',
		description:
			"Text of the button that copies the code, up to 25 characters. Leave empty for Meta's own.",
	},
];

const only = (types: string[]): Pick<INodeProperties, 'displayOptions'> => ({
	displayOptions: { show: { type: types } },
});

export const buttonsOfTemplate: INodeProperties = {
	displayName: 'Buttons',
	name: 'templateButtons',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Button',
	default: {},
	description: 'Up to ten buttons. Keep buttons of one type together.',
	options: [
		{
			displayName: 'Button',
			name: 'button',
			values: [
				{
					displayName: 'Type',
					name: 'type',
					type: 'options',
					default: 'QUICK_REPLY',
					options: [
						{ name: 'Copy Code', value: 'COPY_CODE' },
						{ name: 'Phone Number', value: 'PHONE_NUMBER' },
						{ name: 'Quick Reply', value: 'QUICK_REPLY' },
						{ name: 'URL', value: 'URL' },
					],
				},
				{
					displayName: 'Text',
					name: 'text',
					type: 'string',
					default: '',
					placeholder: 'e.g. Track order',
					description: 'Up to 25 characters',
					...only(['PHONE_NUMBER', 'QUICK_REPLY', 'URL']),
				},
				{
					displayName: 'URL or Phone Number',
					name: 'target',
					type: 'string',
					default: '',
					placeholder: 'e.g. https://www.example.com/orders/{{1}}',
					description:
						'What the button opens or calls; {{1}} at the end of an address is filled with each message',
					...only(['PHONE_NUMBER', 'URL']),
				},
				{
					displayName: 'Example',
					name: 'example',
					type: 'string',
					default: '',
					placeholder: 'e.g. SPRING20',
					description: 'The code, or the whole address with its variable filled in',
					...only(['COPY_CODE', 'URL']),
				},
			],
		},
	],
};
