import type {
	IAuthenticateGeneric,
	Icon,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

import { KEY_STAYS, redirectRules, rulesAndPages } from './page-rules';

/**
 * WATI's own endpoint and token, for use without Maton
 * (spec C, "Where can I find the API endpoint and access token?").
 *
 * n8n knows credential types by name alone, across packages. WATI's own node has a type of this
 * name too, so the fields carry its names: what people saved for that node works here, and both
 * packages can be installed side by side.
 */
export class WatiApi implements ICredentialType {
	name = 'watiApi';

	displayName = 'WATI Access Token API';

	icon: Icon = { light: 'file:../icons/wati.svg', dark: 'file:../icons/wati.dark.svg' };

	documentationUrl =
		'https://github.com/maton-wati/n8n-nodes-maton-wati/blob/main/docs/credentials.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Copy both values in WATI under Connector, API.',
			name: 'source',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'API Endpoint URL',
			name: 'apiUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://live-mt-server.wati.io/123456',
			description: 'The endpoint shown in WATI under Connector, API, with its tenant number',
		},
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'The token shown in WATI under Connector, API, with or without "Bearer"',
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: {
			headers: {
				Authorization: '=Bearer {{ $credentials.accessToken.trim().replace(/^Bearer\\s+/i, "") }}',
			},
		},
	};

	test: ICredentialTestRequest = {
		request: {
			...KEY_STAYS,
			baseURL:
				'={{ $credentials.apiUrl.trim().replace(/^(?![a-z][a-z\\d+.-]*:\\/\\/)/i, "https://").replace(/\\/api\\/(v\\d|ext)(\\/.*)?$/i, "").replace(/\\/+$/, "") }}',
			url: '/api/v1/getContacts',
			qs: { pageSize: 1, pageNumber: 1 },
		},
		rules: rulesAndPages(
			[
				...redirectRules('API Endpoint URL'),
				{
					type: 'responseCode',
					properties: {
						value: 401,
						message:
							'WATI did not accept the access token. Create a new one under Connector, API, and check its expiry date.',
					},
				},
				{
					type: 'responseCode',
					properties: {
						value: 403,
						message:
							'The token is known, but lacks the scope contacts:read. Add the scope in WATI under Connector, API.',
					},
				},
				{
					type: 'responseCode',
					properties: {
						value: 404,
						message:
							'WATI does not know this endpoint. Copy the API Endpoint URL again, with the tenant number at its end.',
					},
				},
				{
					type: 'responseCode',
					properties: {
						value: 429,
						message:
							'The token is valid, but WATI allows no more requests right now. Test again in ten seconds.',
					},
				},
			],
			'A web page came back instead of an answer. Check the API Endpoint URL, and whether a proxy stands between n8n and WATI.',
		),
	};
}
