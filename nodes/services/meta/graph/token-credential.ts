import { createHash } from 'crypto';

import { getBareKey } from '../../../shared/http/answers/blank-key';
import type { CredentialSource } from '../../../shared/http/credential-source';
import type { DirectRoute } from '../../../shared/http/service';
import { InputError, textParameter } from '../../../shared/parameters/input';
import { DIRECT_MESSAGES } from '../errors/messages';
import { isGraphId } from './graph-id';
import { GRAPH_URL } from './hosts';

/** n8n's own credential for Meta's Cloud API: a token of Meta and the account (n8n-nodes-base 2.41.3, WhatsAppApi). */
export const META_CREDENTIAL = 'whatsAppApi';

interface TokenCredential {
	accessToken: string;
	businessAccountId: string;
}

/** The way to Meta with a token of Meta. Limits are counted by a digest, so that the token stays in the credential. */
export const META_DIRECT: DirectRoute = {
	credentialType: META_CREDENTIAL,
	messages: DIRECT_MESSAGES,
	resolve({ accessToken = '', businessAccountId = '' }) {
		const key = getBareKey(String(accessToken));
		const account = createHash('sha256').update(key).digest('base64');
		return {
			apiUrl: GRAPH_URL,
			account,
			key,
			tenant: `${account} ${String(businessAccountId).trim()}`,
		};
	},
};

/** Whether the node reaches Meta with a token of Meta. */
export function isDirect(context: CredentialSource): boolean {
	return textParameter(context, 'authentication') === META_CREDENTIAL;
}

/** The account (WABA) that n8n's own credential names. @throws InputError where it is not an ID */
export async function readCredentialAccount(
	context: Pick<CredentialSource, 'getCredentials'>,
): Promise<string> {
	const { businessAccountId } = await context.getCredentials<TokenCredential>(META_CREDENTIAL);
	const id = String(businessAccountId ?? '').trim();
	if (isGraphId(id)) return id;
	throw new InputError(
		"The credential's 'Business Account ID' contains no ID",
		'Open the credential WhatsApp API and enter the WhatsApp Business Account ID, which has only digits. The WhatsApp Manager shows it under Account tools.',
	);
}

/** As {@link readCredentialAccount}; undefined on the way through Maton, whose credential names no account. */
export async function findCredentialAccount(
	context: CredentialSource,
): Promise<string | undefined> {
	return isDirect(context) ? await readCredentialAccount(context) : undefined;
}
