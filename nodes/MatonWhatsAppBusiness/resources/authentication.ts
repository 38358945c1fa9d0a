import type { INodeProperties } from 'n8n-workflow';

import { META_CREDENTIAL } from '../../services/meta/graph/token-credential';

export const authentication: INodeProperties = {
	displayName: 'Authentication',
	name: 'authentication',
	type: 'options',
	default: 'matonApi',
	options: [
		{
			name: 'Maton Key',
			value: 'matonApi',
			description: 'One key for the Maton gateway, which keeps your access to Meta',
		},
		{
			name: 'WhatsApp API',
			value: META_CREDENTIAL,
			description: "Meta's own access token, in the credential that n8n's WhatsApp node uses",
		},
	],
};
