import { createHmac } from 'crypto';
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

/** n8n's own credential of an app at Meta (n8n-nodes-base 2.41.3, WhatsAppTriggerApi). */
export const APP_CREDENTIAL = 'whatsAppTriggerApi';

/** Values of the field Registration: by hand, or where the trigger registers its address itself. */
export type RegistrationKind = 'manual' | 'app' | 'account' | 'number';

type Context = Pick<
	IWebhookFunctions,
	'getCredentials' | 'getNode' | 'getNodeParameter' | 'getWorkflow'
>;

/** How Meta comes to know the address of the trigger. */
export function readRegistrationKind(
	context: Pick<IWebhookFunctions, 'getNodeParameter'>,
): RegistrationKind {
	return context.getNodeParameter('registration', 'manual') as RegistrationKind;
}

/** The app at Meta that a trigger registers itself with. */
export async function readAppCredential(
	context: Pick<Context, 'getCredentials'>,
): Promise<Record<'clientId' | 'clientSecret', string>> {
	const { clientId, clientSecret } =
		await context.getCredentials<Record<'clientId' | 'clientSecret', string>>(APP_CREDENTIAL);
	return { clientId: clientId.trim(), clientSecret: clientSecret.trim() };
}

/**
 * The secrets of the trigger. Where it registers itself, the verify token is made of what only the owner of the app has,
 * so that all processes of n8n know it at once and nobody has to keep it.
 */
export async function readSecrets(context: Context): Promise<Secrets> {
	if (readRegistrationKind(context) !== 'manual') {
		const { clientSecret: appSecret } = await readAppCredential(context);
		const place = `verify:${String(context.getWorkflow().id)}:${context.getNode().id}`;
		return { appSecret, verifyToken: createHmac('sha256', appSecret).update(place).digest('hex') };
	}
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
			message: `The Verify Token needs at least ${LEAST_TOKEN_LENGTH} characters so that nobody can guess it.`,
		};
	}
	return {
		status: 'OK',
		message: 'Both are well-formed. Meta checks them when you verify the URL.',
	};
}
