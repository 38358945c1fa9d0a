import { step } from '../scripts/lib/progress.mjs';
import { runHeadless } from './lib/editor/headless.mjs';
import { countTable, operationTable, runTour } from './lib/workflows/tour.mjs';

/** Beside the port of the editor that `npm start` opens, so that both can run. */
const PORT = 5700;

/** @returns {Promise<{ passed: number, failed: number }>} operations done and not done */
async function demonstrate(session) {
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

await runHeadless({ name: 'demo', port: PORT, work: demonstrate });
