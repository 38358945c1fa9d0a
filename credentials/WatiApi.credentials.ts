import type { IAuthenticate, Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

import { addHeaders, toBearer } from './headers';

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

	authenticate: IAuthenticate = async ({ accessToken }, request) =>
		addHeaders(request, { Authorization: toBearer(accessToken) });
}
