import type { INodeProperties } from 'n8n-workflow';

import { pairRows } from '../../../shared/fields/fields';

const examples = (displayName: string, name: string): INodeProperties => ({
	displayName,
	name,
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Example',
	default: {},
	description: "An example value for each variable, by name. Meta's reviewers require them.",
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
			{
				name: 'GIF',
				value: 'GIF',
				description: 'A video that plays automatically, for the Marketing Messages API',
			},
			{ name: 'Image', value: 'IMAGE' },
			{ name: 'Location', value: 'LOCATION' },
			{ name: 'None', value: 'none' },
			{ name: 'Product', value: 'PRODUCT' },
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
		displayOptions: { show: { templateHeader: ['DOCUMENT', 'GIF', 'IMAGE', 'VIDEO'] } },
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

/** The fields of one button. */
export const buttonValues: INodeProperties[] = [
	{
		displayName: 'Type',
		name: 'type',
		type: 'options',
		default: 'QUICK_REPLY',
		options: [
			{ name: 'Catalog', value: 'CATALOG' },
			{ name: 'Copy Code', value: 'COPY_CODE' },
			{ name: 'Flow', value: 'FLOW' },
			{ name: 'Multi-Product', value: 'MPM' },
			{ name: 'Phone Number', value: 'PHONE_NUMBER' },
			{ name: 'Quick Reply', value: 'QUICK_REPLY' },
			{ name: 'Single Product', value: 'SPM' },
			{ name: 'URL', value: 'URL' },
			{ name: 'Voice Call', value: 'VOICE_CALL' },
		],
	},
	{
		displayName: 'Text',
		name: 'text',
		type: 'string',
		default: '',
		placeholder: 'e.g. Track order',
		description: 'Up to 25 characters',
		displayOptions: { hide: { type: ['COPY_CODE'] } },
	},
	{
		displayName: 'URL or Phone Number',
		name: 'target',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://www.example.com/orders/{{1}}',
		description:
			'Address or number of the button. Each message fills in {{1}} at the end of an address.',
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
	{
		displayName: 'Flow',
		name: 'flow',
		type: 'string',
		default: '',
		placeholder: 'e.g. book_table',
		description: 'ID or name of the published Flow that the button opens',
		...only(['FLOW']),
	},
	{
		displayName: 'Screen',
		name: 'flowScreen',
		type: 'string',
		default: '',
		placeholder: 'e.g. BOOKING',
		description: "ID of the screen to open. Leave empty for the Flow's first one.",
		...only(['FLOW']),
	},
];

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
			values: buttonValues,
		},
	],
};
