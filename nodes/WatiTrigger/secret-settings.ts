import type { IDataObject } from 'n8n-workflow';

import type { FieldSource } from '../shared/webhooks/settings';

/** How WATI shows that a call is its own. */
export interface SecretSettings {
	/** The secret from the field; empty when the node made its own. */
	fixedSecret: string;
	secretHeader: string;
}

/** The secret that the user chose, or an empty text. */
export function readFixedSecret(context: FieldSource): string {
	const value = context.getNodeParameter('webhookSecret', '', { extractValue: true });
	return typeof value === 'string' ? value.trim() : '';
}

export function readSecretSettings(context: FieldSource): SecretSettings {
	const options = context.getNodeParameter('options', {}) as IDataObject;
	return {
		fixedSecret: readFixedSecret(context),
		secretHeader: String(options.headerName ?? '').trim(),
	};
}
