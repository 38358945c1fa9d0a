import type { IDataObject, INode } from 'n8n-workflow';

import type { FieldSource } from '../shared/webhooks/settings';

/** How WATI shows that a call is its own. */
export interface SecretSettings {
	/** The secret from the option; empty where there is none. */
	fixedSecret: string;
	secretHeader: string;
	/** Whether a person adds the address in WATI. */
	isByHand: boolean;
}

/** What n8n's editor gives each node with a webhook: a random UUID, which begins the path of its address. */
const RANDOM_ID = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/i;

/** Whether nobody can guess the path of the address. A node made through n8n's API may have any path. */
export function hasSecretPath({ webhookId }: INode): boolean {
	return RANDOM_ID.test(webhookId ?? '');
}

export function readSecretSettings(context: FieldSource): SecretSettings {
	const options = context.getNodeParameter('options', {}) as IDataObject;
	const isDirect = context.getNodeParameter('authentication', 'matonApi') === 'watiApi';
	return {
		fixedSecret: String(options.webhookSecret ?? '').trim(),
		secretHeader: String(options.headerName ?? '').trim(),
		isByHand: !isDirect || context.getNodeParameter('registration', 'automatic') === 'manual',
	};
}

/**
 * The secret that calls need besides the path: the one of the option, or the one that the node made when it registered
 * its address; null where there is none.
 *
 * @param made by the node at its registration
 */
export function chooseSecret(
	{ fixedSecret, isByHand }: SecretSettings,
	made: string | null | undefined,
): string | null {
	return fixedSecret || (isByHand ? null : (made ?? null));
}
