import type { IDataObject } from 'n8n-workflow';

import type { FieldSource } from '../shared/webhooks/settings';

/** How WATI shows that a call is its own. */
export interface SecretSettings {
	/** The secret from the option; empty where there is none. */
	fixedSecret: string;
	secretHeader: string;
	/** Whether a person adds the address in WATI. */
	isByHand: boolean;
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
