import type {
	ICredentialTestFunctions,
	ICredentialsDecrypted,
	INodeCredentialTestResult,
	IWebhookFunctions,
} from 'n8n-workflow';

/** What Meta and the trigger have in common. */
export interface Secrets {
	appSecret: string;
	verifyToken: string;
}

const APP_SECRET = /^[0-9a-f]{32}$/i;
const LEAST_TOKEN_LENGTH = 12;

export async function readSecrets(
	context: Pick<IWebhookFunctions, 'getCredentials'>,
): Promise<Secrets> {
	const { appSecret, verifyToken } = await context.getCredentials<Secrets>(
		'matonWhatsAppBusinessWebhookApi',
	);
	return { appSecret: appSecret.trim(), verifyToken: verifyToken.trim() };
}

/**
 * Tells whether both secrets have the form they need. Meta offers nothing to ask: whether they are the right
 * ones shows when Meta verifies the address.
 */
export async function testWebhookSecrets(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const { appSecret = '', verifyToken = '' } = (credential.data ?? {}) as Partial<Secrets>;
	if (!APP_SECRET.test(appSecret.trim())) {
		return {
			status: 'Error',
			message:
				"The App Secret has 32 characters, 0-9 and a-f. Copy it in Meta's app dashboard under App settings, Basic.",
		};
	}
	if (verifyToken.trim().length < LEAST_TOKEN_LENGTH) {
		return {
			status: 'Error',
			message: `The Verify Token needs at least ${LEAST_TOKEN_LENGTH} characters, so that nobody guesses it.`,
		};
	}
	return {
		status: 'OK',
		message: 'Both have the right form. Meta checks them when you verify the address.',
	};
}
