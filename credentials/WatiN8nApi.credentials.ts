import type {
	IAuthenticateGeneric,
	Icon,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

import { KEY_STAYS, redirectRules } from './page-rules';

/**
 * The API of the n8n that the nodes run in. The trigger finds by it which executions wait for a reply
 * (docs.n8n.io, "n8n public REST API").
 */
export class WatiN8nApi implements ICredentialType {
	name = 'watiN8nApi';

	displayName = 'WhatsApp Replies N8n API';

	icon: Icon = { light: 'file:../icons/wati.svg', dark: 'file:../icons/wati.dark.svg' };

	documentationUrl = 'https://github.com/maton-wati/n8n-nodes-maton-wati#credentials';

	properties: INodeProperties[] = [
		{
			displayName: 'n8n URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://n8n.example.com',
			description: 'Address of this n8n, as in the browser',
		},
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'A key of this n8n, made under Settings, n8n API. The scopes execution:list and execution:read are enough.',
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { 'X-N8N-API-KEY': '={{ $credentials.apiKey.trim() }}' } },
	};

	test: ICredentialTestRequest = {
		request: {
			...KEY_STAYS,
			baseURL: '={{ $credentials.baseUrl.trim().replace(/\\/(api(\\/v1)?)?\\/*$/, "") }}',
			url: '/api/v1/executions',
			qs: { status: 'waiting', limit: 1 },
		},
		rules: [
			...redirectRules('n8n URL'),
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message: 'n8n did not accept the API key. Make a new one under Settings, n8n API.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message: 'The key lacks the scopes execution:list and execution:read.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 404,
					message: 'No n8n API answers at this address. Use the address that the browser shows.',
				},
			},
		],
	};
}
