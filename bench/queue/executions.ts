import { setTimeout as sleep } from 'node:timers/promises';

import type { Session } from '../playground';

const POLL_MS = 200;
const LONGEST_MS = 120_000;
const UNFINISHED = ['new', 'running', 'waiting'];

/** How many executions n8n lists. */
export async function countExecutions(
	{ api }: Session,
	workflowId: string,
	status: string[],
): Promise<number> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId, status }));
	const answer = await api.request('GET', `/executions?limit=1&filter=${filter}`);
	return (answer as { count: number }).count;
}

/** Waits until the executions of a workflow have ended. @throws when that takes more than two minutes */
export async function untilExecuted(session: Session, workflowId: string): Promise<void> {
	const deadline = performance.now() + LONGEST_MS;
	while ((await countExecutions(session, workflowId, UNFINISHED)) > 0) {
		if (performance.now() > deadline) throw new Error('The executions do not end');
		await sleep(POLL_MS);
	}
}
