import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { ParameterSource } from '../../parameters/input';

/** What every n8n context that can reach the network offers, as far as a route needs it. */
export interface CredentialSource extends ParameterSource {
	getCredentials<T extends object = ICredentialDataDecryptedObject>(type: string): Promise<T>;
}
