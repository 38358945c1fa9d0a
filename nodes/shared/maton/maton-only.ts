import { noticeWith } from '../fields/credential-notices';
import type { Operation } from '../fields/operation';

/**
 * Makes operations on Maton's own connections say with a service's own credential that they need a Maton key.
 *
 * @param credentialType the service's own
 */
export function matonOnly(credentialType: string): (operation: Operation) => Operation {
	const notice = noticeWith(
		credentialType,
		'Connections belong to Maton. Choose a Maton key as the credential.',
	);
	return (operation) => ({ ...operation, fields: [notice, ...operation.fields] });
}
