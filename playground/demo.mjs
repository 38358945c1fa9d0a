import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import { ensurePlayground, ensureRoot } from '../scripts/ensure.mjs';
import { stopChildren, stopChildrenOnSignals } from '../scripts/lib/children.mjs';
import { printProblem } from '../scripts/lib/problem.mjs';
import { seconds, step } from '../scripts/lib/progress.mjs';
import { dataFolder } from './lib/paths.mjs';
import { openSession } from './lib/session.mjs';
import { countTable, operationTable, runTour } from './lib/tour.mjs';

/** Beside the port of the editor that `npm start` opens, so that both can run. */
const PORT = 5700;

const started = performance.now();
const userFolder = join(dataFolder, `demo-${process.pid}`);
const cleanUp = () => rm(userFolder, { recursive: true, force: true, maxRetries: 3 });

/** @returns {Promise<{ passed: number, failed: number }>} operations done and not done */
async function demonstrate() {
	await ensureRoot();
	await ensurePlayground();
	const session = await openSession({
		userFolder,
		name: 'demo',
		port: PORT,
		onEnd: (what, logFile) => console.error(`${what} ended by itself. Its output is in ${logFile}`),
	});
	const tour = await step('Running the tour', () =>
		runTour({ ...session, workflow: session.tour }),
	);
	console.log(`\n${operationTable(tour)}`);
	console.log(`\nRequests the sandbox saw, per endpoint:\n\n${countTable(tour)}\n`);
	const passed = tour.rows.filter((row) => row.passed).length;
	let failed = tour.rows.length - passed;
	if (tour.status !== 'success') {
		console.log(`The tour ended with "${tour.status}": ${tour.error ?? 'no reason given'}`);
		failed ||= 1;
	}
	return { passed, failed };
}

stopChildrenOnSignals(cleanUp);
let result = { passed: 0, failed: 1 };
try {
	result = await demonstrate();
} catch (error) {
	printProblem(error);
}
await stopChildren();
await cleanUp();
console.log(`All of it took ${seconds(performance.now() - started)}.`);
console.log(`${result.passed} passed, ${result.failed} failed`);
process.exit(result.failed === 0 && result.passed > 0 ? 0 : 1);
