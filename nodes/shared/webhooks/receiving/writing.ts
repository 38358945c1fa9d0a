import { sleep } from 'n8n-workflow';

import type { Visit } from './event-source';

function save({ memory, data, trigger, isTest }: Visit, starting: readonly string[] = []): void {
	if (!isTest) memory.save(data, trigger, Date.now(), starting);
}

/** Writes in a call that starts nothing, if that is due and no other call does it. */
export function saveIfDue(visit: Visit): void {
	const { memory, data, now } = visit;
	if (memory.isDue(data, now) && !memory.turns.isBusy) save(visit);
}

/**
 * Writes once it is this call's turn, or leaves it to the call whose turn is next.
 *
 * @param starting keys of the facts that this call starts executions for: n8n stores those before the static data
 * @returns whether this call wrote
 */
export async function writeInTurn(visit: Visit, starting: readonly string[]): Promise<boolean> {
	if (visit.isTest || !(await visit.memory.turns.take(visit.answered))) return false;
	save(visit, starting);
	if (starting.length > 0) void saveOnceStarted(visit, starting);
	return true;
}

/**
 * Writes again once n8n has begun the execution. On the way there n8n wraps the same static data anew, which
 * clears its mark of a change, and then looks at that mark to decide whether to store anything. The wrapping
 * happens before the next timer, the look only after the execution was stored in the database.
 */
async function saveOnceStarted(visit: Visit, starting: readonly string[]): Promise<void> {
	await sleep(0);
	save(visit, starting);
}
