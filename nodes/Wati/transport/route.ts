import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { matonBaseUrl, matonControlUrl, watiBaseUrl } from './addresses';

/** What every n8n context that can reach the network offers, as far as a route needs it. */
export interface CredentialSource {
	getCredentials<T extends object = ICredentialDataDecryptedObject>(type: string): Promise<T>;
	getNodeParameter(name: string, fallback?: unknown): unknown;
}

/** The way to WATI that the user chose in the field `Authentication`. */
export interface Route {
	kind: 'maton' | 'wati';
	credentialType: 'matonApi' | 'watiApi';
	/** Base of native WATI paths such as `/api/v1/getContacts`. */
	apiUrl: string;
	/** Base of Maton's `/connections`; absent on the direct route. */
	controlUrl?: string;
	/** What the limits are counted by: one Maton account or one WATI tenant. Never written anywhere. */
	account: string;
}

interface MatonCredential {
	apiKey: string;
	gatewayUrl: string;
}

interface WatiCredential {
	endpointUrl: string;
}

/**
 * Reads the chosen credential and derives the addresses from it.
 *
 * @throws what n8n throws when the credential is not set
 */
export async function resolveRoute(context: CredentialSource, kind: string): Promise<Route> {
	if (kind === 'watiApi') {
		const { endpointUrl } = await context.getCredentials<WatiCredential>('watiApi');
		const apiUrl = watiBaseUrl(endpointUrl);
		return { kind: 'wati', credentialType: 'watiApi', apiUrl, account: apiUrl };
	}
	const { apiKey, gatewayUrl } = await context.getCredentials<MatonCredential>('matonApi');
	return {
		kind: 'maton',
		credentialType: 'matonApi',
		apiUrl: matonBaseUrl(gatewayUrl),
		controlUrl: matonControlUrl(gatewayUrl),
		account: apiKey,
	};
}
