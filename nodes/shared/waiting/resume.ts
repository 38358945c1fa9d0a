import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { watchFor, type Watch } from './deliveries';
import { eventsIn, type Incoming } from './incoming';
import { isKnown, questionFor, type Question } from './questions';
import { wakeUp } from './sleep';
import { receive, waitingOf, type Waiting } from './wait-state';

/** What is said to whoever hands an event over. */
export type Handover = 'taken' | 'known' | 'foreign';

function concerns(waiting: Waiting, event: Incoming): boolean {
	return waiting.kind === 'reply'
		? questionFor(waiting.targets as Question[], event) !== undefined
		: watchFor(waiting.targets as Watch[], event) !== undefined;
}

function refuse(context: IWebhookFunctions, status: number, message: string): IWebhookResponseData {
	context.getResponseObject().status(status).json({ message });
	return { noWebhookResponse: true };
}

function take(context: IWebhookFunctions): IWebhookResponseData {
	const waiting = waitingOf(context);
	const events = eventsIn(context.getBodyData());
	if (events === undefined) return refuse(context, 400, 'This is not an event of WATI');
	if (waiting === undefined) return refuse(context, 409, 'This execution does not wait for WATI');
	const known = events.some((event) => isKnown(waiting.seen, event));
	const wanted = events.filter((event) => concerns(waiting, event) && receive(waiting, event));
	if (wanted.length === 0) return { webhookResponse: { status: known ? 'known' : 'foreign' } };
	const items = wakeUp(context);
	if (!items) return refuse(context, 409, 'This version of n8n does not wake the node');
	return { webhookResponse: { status: 'taken' }, workflowData: items };
}

/**
 * Takes an event that is handed over to the sleeping execution, and wakes it if the event is one it waits for.
 * n8n has checked the secret of the address before. Nothing is sent from here, and nothing thrown: n8n
 * would end the execution with the error. What is not wanted leaves the execution asleep as it was.
 */
export function takeHandover(context: IWebhookFunctions): IWebhookResponseData {
	try {
		return take(context);
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		context.logger.error(`The WATI node could not take an event: ${message}`);
		return refuse(context, 503, 'Not taken. Send it again later.');
	}
}
