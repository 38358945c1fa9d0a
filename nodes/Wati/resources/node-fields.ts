import type { INodeProperties } from 'n8n-workflow';

import { matonConnectionField } from '../../shared/fields/delivery-fields';

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

export const matonConnection = matonConnectionField({
	show: { authentication: ['matonApi'] },
	hide: { resource: ['account', 'connection'] },
});
