import type { INodeProperties } from 'n8n-workflow';

export const authentication: INodeProperties = {
	displayName: 'Authentication',
	name: 'authentication',
	type: 'options',
	default: 'matonApi',
	options: [
		{
			name: 'Maton Key',
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
