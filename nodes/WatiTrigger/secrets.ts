import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { newSecret } from './verify';

function entry(secret: string, description: string) {
	return { name: `Secret ending in ${secret.slice(-4)}`, value: secret, description };
}

/** Offers the secret in use and a fresh one, so that nobody has to invent any. */
export async function searchSecrets(this: ILoadOptionsFunctions): Promise<INodeListSearchResult> {
	const current = this.getCurrentNodeParameter('webhookSecret', { extractValue: true });
	const fresh = entry(newSecret(), 'New, made by chance');
	const inUse = typeof current === 'string' && current !== '' ? [entry(current, 'In use')] : [];
	return { results: [...inUse, fresh] };
}
