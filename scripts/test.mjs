import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { ensureRoot, root } from './ensure.mjs';
import { stopChildrenOnSignals } from './lib/children.mjs';
import { npm, tail } from './lib/command.mjs';
import { Problem, printProblem } from './lib/problem.mjs';
import { seconds, step } from './lib/progress.mjs';

const CHECKS = [
	['Lint', 'lint'],
	['Workflow lint', 'lint:workflows'],
	['Type check', 'typecheck'],
	['Build', 'build'],
	['Package scan', 'scan'],
];
const REPORT = join(root, 'test-results', 'jest.json');

let passed = 0;
let failed = 0;

/** @throws {Problem} with the output of the failed check */
async function check([label, script]) {
	await step(label, async () => {
		const { code, output } = await npm(['run', '--silent', script], { cwd: root });
		if (code === 0) return;
		throw new Problem(
			`${label} failed.`,
			[`Run it alone with: npm run ${script}`],
			tail(output, 80),
		);
	});
	passed += 1;
}

async function runJest(args) {
	const started = performance.now();
	await mkdir(join(root, 'test-results'), { recursive: true });
	await rm(REPORT, { force: true });
	const { code } = await npm(
		['run', '--silent', 'jest', '--', '--json', `--outputFile=${REPORT}`, ...args],
		{ cwd: root, show: true },
	);
	console.log(`Tests: done in ${seconds(performance.now() - started)}`);
	const report = await readFile(REPORT, 'utf8').then(JSON.parse, () => undefined);
	if (report) {
		passed += report.numPassedTests;
		failed += report.numFailedTests + report.numRuntimeErrorTestSuites;
	}
	if (code !== 0 && failed === 0) failed += 1;
}

async function runChecks() {
	for (const one of CHECKS) await check(one);
	await runJest(process.argv.slice(2));
}

stopChildrenOnSignals();
const started = performance.now();
try {
	await ensureRoot();
	await runChecks();
} catch (error) {
	failed += 1;
	printProblem(error);
}
console.log(`\nAll of it took ${seconds(performance.now() - started)}.`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
