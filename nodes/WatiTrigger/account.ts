import type { IWebhookFunctions } from 'n8n-workflow';

import { watiBaseUrl } from '../services/wati/addresses';
import { matonBaseUrl } from '../shared/http/route/addresses';
import type { RequestTraits } from '../shared/http/request-traits';

/** Where the account of the trigger's credential is reached. */
export interface Account {
	kind: RequestTraits['kind'];
	credentialType: 'matonApi' | 'watiApi';
	baseUrl: string;
	/** What authorizes the request. */
	key: string;
	/** Host that media addresses must have; null where it is not known, as behind Maton. */
	host: string | null;
}

export async function readAccount(context: IWebhookFunctions): Promise<Account> {
	if (context.getNodeParameter('authentication') === 'watiApi') {
		const { apiUrl, accessToken: key } =
			await context.getCredentials<Record<'apiUrl' | 'accessToken', string>>('watiApi');
		const baseUrl = watiBaseUrl(apiUrl);
		const { host } = new URL(baseUrl);
		return { kind: 'direct', credentialType: 'watiApi', baseUrl, key, host };
	}
	const { gatewayUrl, apiKey: key } =
		await context.getCredentials<Record<'gatewayUrl' | 'apiKey', string>>('matonApi');
	return {
		kind: 'maton',
		credentialType: 'matonApi',
		baseUrl: matonBaseUrl(gatewayUrl, 'wati'),
		key,
		host: null,
	};
}
