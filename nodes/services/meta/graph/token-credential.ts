import { getBareKey } from '../../../shared/http/answers/blank-key';
import { digest } from '../../../shared/http/kept/digest';
import type { CredentialSource } from '../../../shared/http/route/credential-source';
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

/**
 * The token in n8n's own credential, as Meta gave it out: the form of the credential is n8n's, and takes anything.
 *
 * @throws InputError where it cannot be one
 */
export function readMetaToken({ accessToken }: { accessToken?: unknown }): string {
	const token = getBareKey(String(accessToken ?? ''));
	if (/^[\w.|=+/~-]+$/.test(token)) return token;
	const problem = token === '' ? 'is empty' : 'contains characters that no token has';
	throw new InputError(
		`The credential's 'Access Token' ${problem}`,
		'Open the credential WhatsApp API and enter the token as Meta shows it: letters and digits, without quotation marks.',
	);
}

/** The way to Meta with a token of Meta. Limits are counted by a digest, so that the token stays in the credential. */
export const META_DIRECT: DirectRoute = {
	credentialType: META_CREDENTIAL,
	messages: DIRECT_MESSAGES,
	resolve(credential) {
		const { accessToken, businessAccountId = '' } = credential;
		const key = readMetaToken(credential);
		const account = digest(key);
		return {
			apiUrl: GRAPH_URL,
			account,
			key,
			...(key === accessToken ? {} : { authorization: `Bearer ${key}` }),
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
