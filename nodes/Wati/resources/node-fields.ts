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

/** How requests leave, whatever the operation. */
export const deliveryOptions: INodeProperties = {
	displayName: 'Delivery Options',
	name: 'delivery',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	displayOptions: { hide: { resource: ['account', 'connection'] } },
	options: [
		{
			displayName: 'Remember What Was Sent',
			name: 'resendMemory',
			type: 'boolean',
			default: true,
			description:
				'Whether a second try of this node (Retry On Fail) leaves out what an earlier try already sent',
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
