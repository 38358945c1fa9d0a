import type { IAuthenticate, Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

import { addHeaders, toBearer } from './headers';

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
				'Copy the key from <a href="https://maton.ai" target="_blank">maton.ai</a> under Settings. Maton keeps your WATI token, or your access to Meta, in a connection. The test also passes without a connection. To create one, run Connection: Create.',
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
				'Which of your connections to use. Required if the account has several connections of one app, because Maton would otherwise choose one.',
		},
		{
			displayName: 'WhatsApp Business Phone Number ID',
			name: 'phoneNumberId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 106540352242922',
			description:
				'The number that WhatsApp Business nodes send from by default. Needed only with several numbers. The node lists their IDs.',
		},
		{
			displayName: 'Gateway URL',
			name: 'gatewayUrl',
			type: 'string',
			default: 'https://api.maton.ai',
			description: 'The address of Maton. The older https://gateway.maton.ai also works.',
		},
	];

	/** Without a connection ID no `Maton-Connection` leaves: an empty one is not the same as none. */
	authenticate: IAuthenticate = async ({ apiKey, connectionId }, request) => {
		const id = String(connectionId ?? '').trim();
		return addHeaders(request, {
			Authorization: toBearer(apiKey),
			...(id === '' ? {} : { 'Maton-Connection': id }),
		});
	};
}
