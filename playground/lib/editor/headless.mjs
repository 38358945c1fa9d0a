import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import { ensurePlayground, ensureRoot } from '../../../scripts/ensure.mjs';
import { stopChildren, stopChildrenOnSignals } from '../../../scripts/lib/children.mjs';
import { printProblem } from '../../../scripts/lib/problem.mjs';
import { seconds } from '../../../scripts/lib/progress.mjs';
import { dataFolder } from '../paths.mjs';
import { openSession } from '../session.mjs';

/**
 * Brings up an n8n of its own, does the work, takes everything down again, prints the counts and ends the process:
 * with status 0 when something passed and nothing failed.
 * @param {{ name: string, port: number,
 *   open?: typeof openSession,
 *   env?: object, keyMark?: string, metaApp?: object,
 *   work: (session: Awaited<ReturnType<typeof openSession>>) => Promise<{ passed: number, failed: number }> }} options
 *   `name` is that of the folder and of the log files; `open` may be `openQueueSession` of queue.mjs; the rest is handed to it
 */
export async function runHeadless({ name, port, work, open = openSession, ...rest }) {
	const started = performance.now();
	const userFolder = join(dataFolder, `${name}-${process.pid}`);
	const cleanUp = () => rm(userFolder, { recursive: true, force: true, maxRetries: 3 });
	const onEnd = (what, logFile) =>
		console.error(`${what} ended by itself. Its output is in ${logFile}`);

	stopChildrenOnSignals(cleanUp);
	let result = { passed: 0, failed: 1 };
	try {
		await ensureRoot();
		await ensurePlayground();
		result = await work(await open({ ...rest, userFolder, name, port, onEnd }));
	} catch (error) {
		printProblem(error);
	}
	await stopChildren();
	await cleanUp();
	console.log(`All of it took ${seconds(performance.now() - started)}.`);
	console.log(`${result.passed} passed, ${result.failed} failed`);
	process.exit(result.failed === 0 && result.passed > 0 ? 0 : 1);
}
