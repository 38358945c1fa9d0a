import type { INodeProperties } from 'n8n-workflow';

/** Sends every request of the node through its transport. Nothing to fill in. */
export const throughTransport: INodeProperties = {
	displayName: 'Transport',
	name: 'transport',
	type: 'hidden',
	default: '',
	routing: { send: { paginate: true } },
};

export const authentication: INodeProperties = {
	displayName: 'Authentication',
	name: 'authentication',
	type: 'options',
	default: 'matonApi',
	options: [
		{
			name: 'Maton',
			value: 'matonApi',
			description: 'One key for the Maton gateway, which keeps the WATI token',
		},
		{
			name: 'WATI Access Token',
			value: 'watiApi',
			description: 'The endpoint and token of the WATI account itself',
		},
	],
};

export const matonConnection: INodeProperties = {
	displayName: 'Connection',
	name: 'connection',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description: 'The WATI connection to use instead of the one in the credential',
	displayOptions: {
		show: { authentication: ['matonApi'] },
		hide: { resource: ['account', 'connection'] },
	},
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchConnections', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 11111111-2222-4333-8444-555555555555',
		},
	],
};

/** Operations that messages go out by. */
const SENDS = [
	'send',
	'sendButtons',
	'sendFile',
	'sendList',
	'sendText',
	'sendToMany',
	'sendViaCsv',
];

/** Operations on one contact, besides Message: Get Many. */
const BY_NUMBER = [
	'add',
	'assign',
	'send',
	'sendButtons',
	'sendFile',
	'sendList',
	'sendText',
	'sendToMany',
	'updateAttributes',
	'upsert',
];

const onSends: INodeProperties['displayOptions'] = { show: { '/operation': SENDS } };

const guardFields: INodeProperties[] = [
	{
		displayName: 'Agent Guard: Allowed Numbers',
		name: 'allowedNumbers',
		type: 'string',
		default: '',
		placeholder: 'e.g. 14155551234, 49*',
		description:
			'Numbers that may be written to, separated by commas; * at the end stands for any further digits. Others are refused before any call; an empty list allows none.',
		displayOptions: onSends,
	},
	{
		displayName: 'Agent Guard: Allowed Templates',
		name: 'allowedTemplates',
		type: 'string',
		default: '',
		placeholder: 'e.g. order_update, welcome_*',
		description:
			'Names of templates that may be sent, separated by commas; * at the end stands for anything. Others are refused before any call; an empty list allows none.',
		displayOptions: onSends,
	},
	{
		displayName: 'Agent Guard: Most Recipients per Call',
		name: 'mostRecipients',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 10,
		description: 'How many recipients one item may have. More are refused before any call.',
		displayOptions: onSends,
	},
	{
		displayName: 'Agent Guard: Most Sends per Execution',
		name: 'mostSends',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 10,
		description:
			'How many messages nodes with this setting may send in one execution, over all their runs together',
		displayOptions: onSends,
	},
];

const defaultCountryCode: INodeProperties = {
	displayName: 'Default Country Code',
	name: 'defaultCountryCode',
	type: 'string',
	default: '',
	placeholder: 'e.g. 49',
	description:
		'Digits to put before numbers without a country code. A leading 0 is replaced; numbers with + or 00 stay as they are.',
	displayOptions: { show: { '/operation': BY_NUMBER } },
};

const verify: INodeProperties = {
	displayName: 'Verify Before Failing',
	name: 'verify',
	type: 'boolean',
	default: false,
};

/** How requests leave, whatever the operation. */
export const deliveryOptions: INodeProperties = {
	displayName: 'Delivery Options',
	name: 'delivery',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	displayOptions: { hide: { resource: ['account', 'connection'] } },
	options: [
		...guardFields,
		defaultCountryCode,
		{
			...defaultCountryCode,
			displayOptions: { show: { '/resource': ['message'], '/operation': ['getAll'] } },
		},
		{
			displayName: 'Include Usage',
			name: 'includeUsage',
			type: 'boolean',
			default: false,
			description: 'Whether each item tells how many calls its input item took',
		},
		{
			displayName: 'Preview Only',
			name: 'previewOnly',
			type: 'boolean',
			default: false,
			description:
				'Whether to send nothing and return the text, the request, its cost in calls and what is wrong with it',
			displayOptions: onSends,
		},
		{
			displayName: 'Remember What Was Sent',
			name: 'resendMemory',
			type: 'boolean',
			default: true,
			description:
				'Whether a second try of this node (Retry On Fail) leaves out what an earlier try already sent',
		},
		{
			...verify,
			description:
				'Whether to look in the chat for the message when no clear answer came back. Costs up to three calls; nothing is sent again.',
			displayOptions: {
				show: { '/operation': ['send', 'sendButtons', 'sendFile', 'sendList', 'sendText'] },
			},
		},
		{
			...verify,
			description:
				'Whether to look in the chats of the first ten recipients when a call got no clear answer. Costs up to 20 calls; the other recipients stay unknown, and nothing is sent again.',
			displayOptions: { show: { '/operation': ['sendToMany'] } },
		},
		{
			displayName: 'WATI Plan',
			name: 'plan',
			type: 'options',
			default: 'growth',
			description: 'Decides how many template sends may start within ten seconds',
			options: [
				{ name: 'Business', value: 'business', description: '100 in ten seconds' },
				{ name: 'Growth', value: 'growth', description: '30 in ten seconds, the safe choice' },
				{ name: 'Pro', value: 'pro', description: '60 in ten seconds' },
			],
		},
	],
};
