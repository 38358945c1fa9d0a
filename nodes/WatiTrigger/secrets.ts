import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { newSecret } from './verify';

const ending = (secret: string) => `ending in ${secret.slice(-4)}`;

/** Offers the secret in use and a fresh one, so that nobody has to invent any. */
export async function searchSecrets(this: ILoadOptionsFunctions): Promise<INodeListSearchResult> {
	const current = this.getCurrentNodeParameter('webhookSecret', { extractValue: true });
	const fresh = newSecret();
	const offered = { name: `New secret ${ending(fresh)}`, value: fresh };
	if (typeof current !== 'string' || current === '') return { results: [offered] };
	return { results: [{ name: `Secret in use, ${ending(current)}`, value: current }, offered] };
}
