import type { INodeExecutionData, IWebhookResponseData } from 'n8n-workflow';

import type { TriggerEvent } from '../filters';
import { countEvent, uncountAccepted } from '../memory/status';
import { giveUp } from './answers';
import type { WebhookContext } from './event-source';
import { writeInTurn } from './writing';

/** What an execution is started for. */
export interface ExecutionStart {
	events: readonly TriggerEvent[];
	/** Under which the events are remembered. */
	keys: readonly string[];
	createItems(): Promise<INodeExecutionData[]>;
	/** Called as soon as n8n has the items. */
	onGiven(): void;
	/** Called once it is known whether the execution is there. */
	onSettled(isThere: boolean): void;
}

/**
 * Gives events to n8n. They count as seen once n8n has answered the request, since the execution is there then; with an
 * answer of 400 or above it is not, and the sender sends them again.
 */
export async function startExecution(
	webhook: WebhookContext,
	{ events, keys, createItems, onGiven, onSettled }: ExecutionStart,
): Promise<IWebhookResponseData> {
	const { context, memory, now } = webhook;
	let isWritten = false;
	let isSettled = false;
	const settle = (isThere: boolean) => {
		if (isSettled) return;
		isSettled = true;
		if (isThere) memory.record(keys, now, isWritten);
		else for (const event of events) uncountAccepted(memory.status, event);
		onSettled(isThere);
	};
	for (const event of events) countEvent(memory.status, event, 'accepted', now);
	try {
		const items = await createItems();
		onGiven();
		void webhook.answered.then((status) => settle(status < 400));
		isWritten = await writeInTurn(webhook, keys);
		return { workflowData: [items], webhookResponse: { started: true } };
	} catch (error) {
		settle(false);
		return giveUp(context, error);
	}
}
