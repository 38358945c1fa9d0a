import type {
	IAuthenticateGeneric,
	Icon,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

import { KEY_STAYS, redirectRules, rulesAndPages } from './page-rules';

/**
 * The Maton API key, which stands in for the WATI token that Maton keeps in a connection
 * (spec A, "Authentication" and "Specifying Connection").
 */
export class MatonApi implements ICredentialType {
	name = 'matonApi';

	displayName = 'Maton Key API';

	icon: Icon = { light: 'file:../icons/maton.svg', dark: 'file:../icons/maton.dark.svg' };

	documentationUrl =
		'https://github.com/maton-wati/n8n-nodes-maton-wati/blob/main/docs/credentials.md';

	properties: INodeProperties[] = [
		{
			displayName:
				'Copy the key from <a href="https://maton.ai" target="_blank">maton.ai</a> under Settings. Maton keeps your WATI token, or your access to Meta, in a connection.',
			name: 'source',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'The key shown on maton.ai under Settings',
		},
		{
			displayName: 'Connection ID',
			name: 'connectionId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 11111111-2222-4333-8444-555555555555',
			description:
				'Which of your connections to use. Needed as soon as the account has more than one of an app, since Maton otherwise chooses for you.',
		},
		{
			displayName: 'Gateway URL',
			name: 'gatewayUrl',
			type: 'string',
			default: 'https://api.maton.ai',
			description: 'Where Maton answers. The older https://gateway.maton.ai works as well.',
		},
	];

	/**
	 * The header name is an expression as well: without a connection ID no `Maton-Connection`
	 * may leave, and an empty one is not the same as none.
	 */
	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: {
			headers: {
				Authorization: '=Bearer {{ $credentials.apiKey.trim().replace(/^Bearer\\s+/i, "") }}',
				'={{ ($credentials.connectionId || "").trim() ? "Maton-Connection" : "Accept" }}':
					'={{ ($credentials.connectionId || "").trim() || "application/json" }}',
			},
		},
	};

	/** Status meanings: spec A, "Error Handling". */
	test: ICredentialTestRequest = {
		request: {
			...KEY_STAYS,
			baseURL:
				'={{ $credentials.gatewayUrl.trim().replace(/^(?![a-z][a-z\\d+.-]*:\\/\\/)/i, "https://").replace(/\\/+$/, "") }}/wati',
			url: '/api/v1/getContacts',
			qs: { pageSize: 1, pageNumber: 1 },
		},
		rules: rulesAndPages(
			[
				...redirectRules('Gateway URL'),
				{
					type: 'responseCode',
					properties: {
						value: 401,
						message:
							'Maton did not accept the API key. Copy it again from maton.ai under Settings. If the key is right, the WATI token stored in the connection has expired: create a new connection.',
					},
				},
				{
					type: 'responseCode',
					properties: {
						value: 400,
						message:
							'The key is valid, but Maton has no active WATI connection for it. Create one (WATI node, Connection: Create, or maton.ai) and open its link, or correct the Connection ID. For the WhatsApp Business node alone, this is fine.',
					},
				},
				{
					type: 'responseCode',
					properties: {
						value: 404,
						message:
							'The Gateway URL answers, but not as Maton does. Use https://api.maton.ai unless Maton gave you another address.',
					},
				},
				{
					type: 'responseCode',
					properties: {
						value: 429,
						message:
							'The key is valid, but the account is above its limit of 10 requests per second right now. Test again in a moment.',
					},
				},
				{
					type: 'responseCode',
					properties: {
						value: 500,
						message:
							'Maton could not reach WATI with this connection, often because its authorization has expired. Create a new connection, then delete the old one.',
					},
				},
			],
			'A web page came back instead of an answer. Check the Gateway URL, and whether a proxy stands between n8n and Maton.',
		),
	};
}
