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
	if (memory.isDue(data, now) && !memory.turns.isBusy) save(webhook);
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
	if (webhook.isTest || !(await webhook.memory.turns.take(webhook.answered))) return false;
	save(webhook, starting);
	if (starting.length > 0) void saveOnceStarted(webhook, starting);
	return true;
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
