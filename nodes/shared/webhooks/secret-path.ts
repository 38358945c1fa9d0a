import type { INode } from 'n8n-workflow';

/** What n8n's editor gives each node with a webhook: a random UUID, which begins the path of its address. */
const RANDOM_ID = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/i;

/** Whether nobody can guess the path of the address. A node made through n8n's API may have any path. */
export function hasSecretPath({ webhookId }: INode): boolean {
	return RANDOM_ID.test(webhookId ?? '');
}
