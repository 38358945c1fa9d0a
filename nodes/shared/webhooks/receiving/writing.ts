import { sleep } from 'n8n-workflow';

import type { WebhookContext } from './event-source';

function save(
	{ memory, data, trigger, isTest }: WebhookContext,
	starting: readonly string[] = [],
): void {
	if (!isTest) memory.save(data, trigger, Date.now(), starting);
}

/** Writes in a request that starts nothing, if that is due and no other request does it. */
export function saveIfDue(webhook: WebhookContext): void {
	const { memory, data, now } = webhook;
	if (memory.isDue(data, now) && !memory.writeTurns.isBusy) save(webhook);
}

/**
 * Writes once it is this request's turn, or leaves it to the request whose turn is next.
 *
 * @param starting keys of the facts that this request starts executions for: n8n stores those before the static data
 * @returns whether this request wrote
 */
export async function writeInTurn(
	webhook: WebhookContext,
	starting: readonly string[],
): Promise<boolean> {
	if (webhook.isTest) return false;
	webhook.isWriting ||= await webhook.memory.writeTurns.take(webhook.answered);
	if (!webhook.isWriting) return false;
	save(webhook, starting);
	if (starting.length > 0) void saveOnceStarted(webhook, starting);
	return true;
}

/**
 * Writes before the request is answered, or waits until another request has written for it: what a service had its
 * answer for must not be lost.
 */
export async function writeBeforeAnswer(webhook: WebhookContext): Promise<void> {
	const { memory, isTest } = webhook;
	if (isTest) return;
	for (let next = memory.writeTurns.next; next !== undefined; next = memory.writeTurns.next) {
		const status = await next;
		if (typeof status === 'number' && status < 400) return;
	}
	await writeInTurn(webhook, []);
}

/**
 * Writes again once n8n has begun the execution. On the way there n8n wraps the same static data anew, which
 * clears its mark of a change, and then looks at that mark to decide whether to store anything. The wrapping
 * happens before the next timer, the look only after the execution was stored in the database.
 */
async function saveOnceStarted(
	webhook: WebhookContext,
	starting: readonly string[],
): Promise<void> {
	await sleep(0);
	save(webhook, starting);
}
