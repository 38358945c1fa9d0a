import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { showPage } from '../shared/webhooks/browser-page';
import { readSecrets } from './secrets';
import { isSame } from '../shared/webhooks/receiving/incoming-request';

const NAME = 'WhatsApp Business Trigger';

const FOR_BROWSERS =
	'Enter it as the Callback URL in your app at developers.facebook.com under WhatsApp, Configuration, with the verify token of your n8n credential.';

/** What Meta writes into the address to verify it; n8n may have turned the dots into nesting. */
function parameter(query: Record<string, unknown>, name: string): string {
	const nested = query.hub as Record<string, unknown> | undefined;
	const value = query[`hub.${name}`] ?? nested?.[name];
	return typeof value === 'string' ? value : '';
}

/**
 * Answers Meta's verification of the address (Meta, "Webhooks: verification requests"): the challenge for the
 * right token, 403 for another. A person in a browser is told that the address is right. Starts nothing.
 */
export async function answerHandshake(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const query = context.getQueryData() as Record<string, unknown>;
	const response = context.getResponseObject();
	if (parameter(query, 'mode') !== 'subscribe') {
		showPage(response, NAME, 'The address is right.', FOR_BROWSERS);
		return { noWebhookResponse: true };
	}
	const { verifyToken } = await readSecrets(context);
	if (verifyToken !== '' && isSame(parameter(query, 'verify_token'), verifyToken)) {
		response.status(200).type('text/plain').send(parameter(query, 'challenge'));
	} else {
		context.logger.warn(
			`${context.getNode().name} refused a verification: the verify token differs`,
		);
		response
			.status(403)
			.json({ message: 'The verify token differs from the one in the credential' });
	}
	return { noWebhookResponse: true };
}
