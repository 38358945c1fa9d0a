import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

/** Lets the sender send a request again: it takes anything but a 200 for a reason to. */
export function askAgain(context: IWebhookFunctions): IWebhookResponseData {
	context.getResponseObject().status(503).json({ message: 'Not taken. Send it again later.' });
	return { noWebhookResponse: true };
}

/** Nothing is thrown: n8n would start an execution that fails. The sender tries again later. */
export function giveUp(context: IWebhookFunctions, error: unknown): IWebhookResponseData {
	const message = error instanceof Error ? error.message : String(error);
	context.logger.error(`${context.getNode().name} could not take a call: ${message}`);
	return askAgain(context);
}

/** Answers a request that starts nothing. */
export function startNothing(reason: string): IWebhookResponseData {
	return { webhookResponse: { started: false, reason } };
}
